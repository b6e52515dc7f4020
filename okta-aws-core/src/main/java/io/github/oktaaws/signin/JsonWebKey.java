package io.github.oktaaws.signin;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.JsonObject;
import io.github.oktaaws.internal.http.Words;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A private key as a JWK (RFC 7517, RFC 7518 section 6). No message quotes more than its names. */
record JsonWebKey(
    @Nullable String type,
    @Nullable String keyId,
    @Nullable String algorithm,
    @Nullable String curveName,
    @Nullable String d,
    @Nullable String n,
    @Nullable String e,
    @Nullable String p,
    @Nullable String q,
    @Nullable String dp,
    @Nullable String dq,
    @Nullable String qi) {

  static JsonWebKey from(JsonObject json) {
    return new JsonWebKey(
        json.text("kty"),
        json.text("kid"),
        json.text("alg"),
        json.text("crv"),
        json.text("d"),
        json.text("n"),
        json.text("e"),
        json.text("p"),
        json.text("q"),
        json.text("dp"),
        json.text("dq"),
        json.text("qi"));
  }

  static JsonWebKey read(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8), JsonWebKey::from)
        .filter(key -> key.type() != null)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "The text is not a JSON Web Key.",
                    "Give one key as a JSON object with \"kty\"; of a key set, the one key alone."));
  }

  ClientKey toClientKey() {
    if (keyId == null) {
      throw new ConfigurationException(
          "The JSON Web Key has no \"kid\".", "Add the key id that Okta shows for its public key.");
    }
    if (d == null) {
      throw new ConfigurationException(
          "The JSON Web Key is a public key: it has no \"d\".",
          "Give the private key here; its public key is what Okta is given.");
    }
    ClientKey key = ClientKey.of(keyId, privateKey());
    return algorithm == null ? key : key.with(named(algorithm));
  }

  private PrivateKey privateKey() {
    return switch (Objects.requireNonNullElse(type, "")) {
      case "RSA" ->
          PrivateKeys.generated(
              "RSA", p == null ? new RSAPrivateKeySpec(number(n), number(d)) : withFactors());
      case "EC" ->
          PrivateKeys.generated("EC", new ECPrivateKeySpec(number(d), curve().parameters()));
      default ->
          throw new ConfigurationException(
              "The JSON Web Key is of the type " + Words.printable(String.valueOf(type)) + ".",
              "Give a key of the type RSA or EC.");
    };
  }

  private RSAPrivateCrtKeySpec withFactors() {
    return new RSAPrivateCrtKeySpec(
        number(n), number(e), number(d), number(p), number(q), number(dp), number(dq), number(qi));
  }

  private Curve curve() {
    return Arrays.stream(Curve.values())
        .filter(known -> known.jose.equals(curveName))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "The JSON Web Key is on the curve "
                        + Words.printable(String.valueOf(curveName))
                        + ", which Okta does not take.",
                    "Give a key on P-256, P-384 or P-521."));
  }

  private static SignatureAlgorithm named(String name) {
    return Arrays.stream(SignatureAlgorithm.values())
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "The JSON Web Key is for the algorithm " + Words.printable(name) + ".",
                    "Give a key for RS256, RS384, RS512, ES256, ES384 or ES512."));
  }

  private static BigInteger number(@Nullable String base64) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(Objects.requireNonNullElse(base64, ""));
      if (bytes.length > 0) {
        return new BigInteger(1, bytes);
      }
    } catch (IllegalArgumentException malformed) {
      // its message would quote the key
    }
    throw PrivateKeys.damaged();
  }

  /** Prints no part of the key. */
  @Override
  public String toString() {
    return "JsonWebKey[" + type + "]";
  }
}
