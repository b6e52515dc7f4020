package io.github.oktaaws.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the keys an administrator registers. */
final class PublicKeys {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([^-]+)-----END ");

  private PublicKeys() {}

  static PublicKey pem(String text) {
    Matcher block = PEM.matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException("a key must be a PEM text, BEGIN PUBLIC KEY");
    }
    try {
      if (block.group(1).equals("CERTIFICATE")) {
        return CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
            .getPublicKey();
      }
      return decoded(Base64.getMimeDecoder().decode(block.group(2)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a key must be an RSA or EC public key", e);
    }
  }

  private static PublicKey decoded(byte[] encoded) throws GeneralSecurityException {
    X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
    try {
      return KeyFactory.getInstance("RSA").generatePublic(spec);
    } catch (InvalidKeySpecException notRsa) {
      return KeyFactory.getInstance("EC").generatePublic(spec);
    }
  }

  static Map<String, PublicKey> jwks(String json) {
    Map<String, PublicKey> keys = new LinkedHashMap<>();
    try {
      for (JWK key : JWKSet.parse(json).getKeys()) {
        if (key.getKeyID() == null) {
          throw new IllegalArgumentException("each key of a JWK set must have a kid");
        }
        keys.put(key.getKeyID(), publicKey(key));
      }
    } catch (ParseException | JOSEException e) {
      throw new IllegalArgumentException("a JWK set must be like {\"keys\": […]}", e);
    }
    return keys;
  }

  private static PublicKey publicKey(JWK key) throws JOSEException {
    if (key instanceof RSAKey rsa) {
      return rsa.toPublicKey();
    }
    if (key instanceof ECKey ec) {
      return ec.toPublicKey();
    }
    throw new IllegalArgumentException("a key of a JWK set must be RSA or EC");
  }
}
