package io.github.oktaaws.internal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.oktaaws.error.ConfigurationException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key pair on the curve P-256 that lives in memory alone, and the proofs of its possession (RFC
 * 9449 section 4.2) that it signs with ES256. Safe for use by several threads.
 */
final class DpopKey {

  private static final int COORDINATE = 32;

  private final KeyPair pair;
  private final Jwk jwk;

  private DpopKey(KeyPair pair, Jwk jwk) {
    this.pair = pair;
    this.jwk = jwk;
  }

  /** RFC 7518 section 6.2.1. */
  private record Jwk(String x, String y) implements AsJson {
    @Override
    public void writeFields(JsonGenerator json) throws IOException {
      json.writeStringField("kty", "EC");
      json.writeStringField("crv", "P-256");
      json.writeStringField("x", x);
      json.writeStringField("y", y);
    }
  }

  private record Header(Jwk jwk) implements AsJson {
    @Override
    public void writeFields(JsonGenerator json) throws IOException {
      json.writeStringField("typ", "dpop+jwt");
      json.writeStringField("alg", "ES256");
      Json.writeObject(json, "jwk", jwk);
    }
  }

  private record Claims(
      String jti,
      String method,
      String address,
      Instant now,
      @Nullable String nonce,
      @Nullable String ath)
      implements AsJson {
    @Override
    public void writeFields(JsonGenerator json) throws IOException {
      json.writeStringField("jti", jti);
      json.writeStringField("htm", method);
      json.writeStringField("htu", address);
      json.writeNumberField("iat", now.getEpochSecond());
      if (nonce != null) {
        json.writeStringField("nonce", nonce);
      }
      if (ath != null) {
        json.writeStringField("ath", ath);
      }
    }
  }

  /** Makes a new key pair. */
  static DpopKey create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      var point = ((ECPublicKey) pair.getPublic()).getW();
      return new DpopKey(
          pair,
          new Jwk(base64(coordinate(point.getAffineX())), base64(coordinate(point.getAffineY()))));
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException(
          "This Java runtime has no keys on the curve P-256, which DPoP needs.",
          "Use a runtime that has them; one made by jlink needs the module jdk.crypto.ec.");
    }
  }

  /**
   * A proof for one request, with an id of its own.
   *
   * @param method the request's method
   * @param address the request's address without query and fragment
   * @param now the time
   * @param nonce the server's nonce, if it gave one
   * @param accessToken the access token that goes with it, if one does
   * @return a signed JWT
   */
  String proof(
      String method,
      String address,
      Instant now,
      @Nullable String nonce,
      @Nullable String accessToken)
      throws GeneralSecurityException {
    String jti = UUID.randomUUID().toString();
    String ath = accessToken == null ? null : hash(accessToken);
    byte[] claims = Json.write(new Claims(jti, method, address, now, nonce, ath));
    String signed = base64(Json.write(new Header(jwk))) + "." + base64(claims);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(pair.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + base64(signature.sign());
  }

  private static String hash(String accessToken) throws GeneralSecurityException {
    return base64(
        MessageDigest.getInstance("SHA-256")
            .digest(accessToken.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Big-endian and of the curve's size, whatever sign and leading zeros there are. */
  static byte[] coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] sized = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, sized, COORDINATE - length, length);
    return sized;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
