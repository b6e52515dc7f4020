package io.github.oktaaws.signin;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key with which a client proves to Okta that it is the client ({@code private_key_jwt}). It is
 * never sent, logged or printed. Immutable and safe for use by several threads.
 */
public final class ClientKey {

  private static final int SHORTEST_RSA = 2048;

  private final String keyId;
  private final SignatureAlgorithm algorithm;
  private final Signer signer;
  private final @Nullable PrivateKey key;

  private ClientKey(
      String keyId, SignatureAlgorithm algorithm, Signer signer, @Nullable PrivateKey key) {
    this.keyId = keyId;
    this.algorithm = Objects.requireNonNull(algorithm, "algorithm");
    this.signer = Objects.requireNonNull(signer, "signer");
    this.key = key;
    if (keyId.isBlank() || !Words.printable(keyId).equals(keyId)) {
      throw new ConfigurationException(
          "The key id is blank or cannot be printed.",
          "Copy the key id (kid) from the service app's public keys in the Okta Admin Console.");
    }
  }

  /**
   * A key that is elsewhere, for example in a key management service.
   *
   * @param keyId the key id under which Okta knows the public key
   * @param algorithm what the signer signs with
   * @param signer signs with it
   * @return the key
   * @throws ConfigurationException if the key id is blank
   */
  public static ClientKey of(String keyId, SignatureAlgorithm algorithm, Signer signer) {
    return new ClientKey(keyId, algorithm, signer, null);
  }

  /**
   * A key of Java's, for example out of a {@code KeyStore}. An RSA key signs with {@link
   * SignatureAlgorithm#RS256} unless {@linkplain #with told otherwise}, an EC key with what belongs
   * to its curve.
   *
   * @param keyId the key id under which Okta knows the public key
   * @param key an RSA key of 2048 bits or more, or an EC key on P-256, P-384 or P-521
   * @return the key
   * @throws ConfigurationException if it is of another kind or too short
   */
  public static ClientKey of(String keyId, PrivateKey key) {
    if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
      throw new ConfigurationException(
          "The RSA key has " + rsa.getModulus().bitLength() + " bits, which is too short.",
          "Make one of 2048 bits or more.");
    }
    SignatureAlgorithm usual =
        SignatureAlgorithm.usual(key)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "The private key is not one that Okta takes.",
                        "Give an RSA key, or an EC key on P-256, P-384 or P-521."));
    return signing(keyId, usual, key);
  }

  /**
   * A key in PEM that is not encrypted: PKCS#8, PKCS#1 or SEC 1. Line ends may be written as {@code
   * \n}, as they often are in environment variables.
   *
   * @param keyId the key id under which Okta knows the public key
   * @param pem the text, from {@code -----BEGIN} on
   * @return the key, with the algorithm that {@link #of(String, PrivateKey)} chooses
   * @throws ConfigurationException if there is no such key in it; its message does not quote it
   */
  public static ClientKey pem(String keyId, String pem) {
    return of(keyId, PemKeys.read(pem, null));
  }

  /**
   * A key in a PEM file, which is read now.
   *
   * @param keyId the key id under which Okta knows the public key
   * @param file the file, as for {@link #pem(String, String)}
   * @return the key
   * @throws ConfigurationException if the file cannot be read, or there is no such key in it
   */
  public static ClientKey pem(String keyId, Path file) {
    return pem(keyId, PemKeys.file(file));
  }

  /**
   * A key in encrypted PKCS#8 PEM (RFC 5958, PBES2 with AES), as {@code openssl pkcs8 -topk8}
   * writes it.
   *
   * @param keyId the key id under which Okta knows the public key
   * @param pem the text, from {@code -----BEGIN} on
   * @param passphrase its passphrase, in ASCII; neither kept nor changed
   * @return the key
   * @throws ConfigurationException if there is no such key in it, or the passphrase is another one
   */
  public static ClientKey encryptedPem(String keyId, String pem, char[] passphrase) {
    return of(keyId, PemKeys.read(pem, passphrase));
  }

  /**
   * A key in an encrypted PEM file, which is read now.
   *
   * @param keyId the key id under which Okta knows the public key
   * @param file the file, as for {@link #encryptedPem(String, String, char[])}
   * @param passphrase its passphrase, in ASCII; neither kept nor changed
   * @return the key
   * @throws ConfigurationException if the file cannot be read, there is no such key in it, or the
   *     passphrase is another one
   */
  public static ClientKey encryptedPem(String keyId, Path file, char[] passphrase) {
    return encryptedPem(keyId, PemKeys.file(file), passphrase);
  }

  /**
   * A key as a JWK (RFC 7517) with {@code kid}, RSA or EC. Its {@code alg} chooses the algorithm,
   * if it is there.
   *
   * @param json the JSON object
   * @return the key
   * @throws ConfigurationException if it is no such key; its message does not quote it
   */
  public static ClientKey jwk(String json) {
    return JsonWebKey.read(json).toClientKey();
  }

  /**
   * The same key with another algorithm.
   *
   * @param other for example {@link SignatureAlgorithm#RS512} of an RSA key
   * @return the key
   * @throws ConfigurationException if the key cannot sign so, or has a signer of the caller's own
   */
  public ClientKey with(SignatureAlgorithm other) {
    if (other == algorithm) {
      return this;
    }
    if (key == null) {
      throw new ConfigurationException(
          "The key " + keyId + " has a signer of its own, for " + algorithm + ".",
          "Say with which algorithm it signs where the key is made.");
    }
    if (!other.suits(key)) {
      throw new ConfigurationException(
          "The key " + keyId + " is for " + algorithm + " and cannot sign with " + other + ".",
          "RSA keys sign with RS256, RS384 or RS512; of an EC key its curve decides.");
    }
    return signing(keyId, other, key);
  }

  /**
   * The key id.
   *
   * @return what Okta calls the public key
   */
  public String keyId() {
    return keyId;
  }

  /**
   * The algorithm.
   *
   * @return what the key signs with
   */
  public SignatureAlgorithm algorithm() {
    return algorithm;
  }

  byte[] sign(byte[] input) {
    byte[] signature = signer.sign(input);
    if (!algorithm.hasLength(signature.length)) {
      throw new ConfigurationException(
          "The signer of the key " + keyId + " gave no JOSE signature for " + algorithm + ".",
          "Check the key's curve; if the signer gives DER, use SignatureAlgorithm.fromDer.");
    }
    return signature;
  }

  private static ClientKey signing(String keyId, SignatureAlgorithm algorithm, PrivateKey key) {
    Signer signer =
        input -> {
          try {
            Signature signature = Signature.getInstance(algorithm.standardName);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
          } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                "The key " + keyId + " cannot sign with " + algorithm + ".",
                "Check that it is a whole and current key.");
          }
        };
    return new ClientKey(keyId, algorithm, signer, key);
  }

  /** Prints the key id and the algorithm. */
  @Override
  public String toString() {
    return "ClientKey[" + keyId + ", " + algorithm + "]";
  }
}
