package io.github.oktaaws.signin;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Private keys in PEM (RFC 7468), as openssl writes them. No message quotes any of it. */
final class PemKeys {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final long LONGEST = 64 * 1024;
  private static final String ENCRYPT_ANEW =
      "Encrypt it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -in old.pem"
          + " -out new.pem";

  private PemKeys() {}

  static String file(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new ConfigurationException(
            "The file " + printable(file) + " is too long for a private key.",
            "Give the PEM file of the key alone.");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          "The private key's file " + printable(file) + " cannot be read as text.",
          "Check that it is there, that it is PEM, and that this user may read it.");
    }
  }

  /** A key, which is encrypted if and only if there is a passphrase. */
  static PrivateKey read(String pem, char @Nullable [] passphrase) {
    MatchResult block = privateKeyIn(pem);
    String kind = block.group(1);
    byte[] der = decoded(block.group(2));
    if (kind.equals(ENCRYPTED)) {
      return PrivateKeys.pkcs8(decrypted(der, passphrase));
    }
    if (passphrase != null) {
      throw new ConfigurationException(
          "A passphrase was given for a private key that is not encrypted.",
          "Leave it out, or encrypt the key.");
    }
    return switch (kind) {
      case "PRIVATE KEY" -> PrivateKeys.pkcs8(der);
      case "RSA PRIVATE KEY" -> PrivateKeys.pkcs1(der);
      case "EC PRIVATE KEY" -> PrivateKeys.sec1(der);
      default ->
          throw new ConfigurationException(
              "The PEM holds a private key of a kind that Okta does not take: " + kind + ".",
              "Make an RSA or an EC key with openssl genpkey.");
    };
  }

  private static MatchResult privateKeyIn(String pem) {
    if (pem.length() > LONGEST) {
      throw new ConfigurationException(
          "The text is too long for a private key.", "Give the PEM of the key alone.");
    }
    // in an environment variable or a properties file line ends are often written as \n
    String text = pem.replace("\\r", "").replace("\\n", "\n");
    List<MatchResult> blocks = BLOCK.matcher(text).results().toList();
    List<MatchResult> keys =
        blocks.stream().filter(block -> block.group(1).endsWith("PRIVATE KEY")).toList();
    if (keys.size() == 1) {
      return keys.get(0);
    }
    if (keys.size() > 1) {
      throw new ConfigurationException(
          "The PEM holds " + keys.size() + " private keys.", "Give the one that is meant.");
    }
    if (text.contains("Proc-Type:")) {
      throw new ConfigurationException(
          "The private key is encrypted in openssl's old way (Proc-Type: 4,ENCRYPTED).",
          ENCRYPT_ANEW);
    }
    throw blocks.isEmpty()
        ? new ConfigurationException(
            "The text holds no private key in PEM.",
            "Give all from -----BEGIN to the end of -----END, not the name of a file.")
        : new ConfigurationException(
            "The PEM holds a " + blocks.get(0).group(1) + " and no private key.",
            "Give the private key here; its public key is what Okta is given.");
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s+", ""));
    } catch (IllegalArgumentException e) {
      throw PrivateKeys.damaged();
    }
  }

  /** PKCS#5's second scheme (RFC 8018 section 6.2) with AES. */
  private static byte[] decrypted(byte[] der, char @Nullable [] passphrase) {
    if (passphrase == null) {
      throw new ConfigurationException(
          "The private key is encrypted.", "Give its passphrase with encryptedPem(...).");
    }
    if (CharBuffer.wrap(passphrase).chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new ConfigurationException(
          "The private key's passphrase is not in ASCII, which Java needs here.",
          "Choose another one.");
    }
    EncryptedPrivateKeyInfo encrypted;
    Cipher cipher;
    try {
      encrypted = new EncryptedPrivateKeyInfo(der);
      AlgorithmParameters parameters = encrypted.getAlgParameters();
      // that is how Java says which scheme of PKCS#5 these are the parameters of
      String scheme = String.valueOf(parameters);
      PBEKeySpec key = new PBEKeySpec(passphrase);
      cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(key),
          parameters);
      key.clearPassword();
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigurationException(
          "The private key is encrypted in a way that this Java cannot undo.", ENCRYPT_ANEW);
    }
    try {
      return encrypted.getKeySpec(cipher).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException(
          "The private key cannot be decrypted with this passphrase.", "Check the passphrase.");
    }
  }

  private static String printable(Path file) {
    return Words.printable(file.toString());
  }
}
