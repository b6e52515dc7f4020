package io.github.oktaaws.signin;

import io.github.oktaaws.error.ConfigurationException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Private keys in DER. Java reads PKCS#8 only (RFC 5958), so that the two older forms are put into
 * one.
 */
final class PrivateKeys {

  private static final String RSA = "2a864886f70d010101";
  private static final String EC = "2a8648ce3d0201";
  private static final Der ZERO = new Der(Der.INTEGER, new byte[1]);
  private static final Der NULL = new Der(0x05, new byte[0]);
  private static final int PARAMETERS_OF_EC_KEY = 0xa0;

  private PrivateKeys() {}

  /** RFC 5958. */
  static PrivateKey pkcs8(byte[] der) {
    try {
      List<Der> algorithm = Der.read(der).children().get(1).children();
      return switch (algorithm.get(0).hex()) {
        case RSA -> generated("RSA", new PKCS8EncodedKeySpec(der));
        case EC -> {
          requireKnownCurve(algorithm.get(1));
          yield generated("EC", new PKCS8EncodedKeySpec(der));
        }
        default ->
            throw new ConfigurationException(
                "The private key is neither an RSA key nor an EC key.",
                "Make an RSA key of 2048 bits or more, or an EC key on P-256, P-384 or P-521.");
      };
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged();
    }
  }

  /** PKCS#1 (RFC 8017 appendix A.1.2). */
  static PrivateKey pkcs1(byte[] der) {
    return pkcs8(wrapped(Der.sequence(oid(RSA), NULL), der));
  }

  /** SEC 1 (RFC 5915). */
  static PrivateKey sec1(byte[] der) {
    try {
      Der parameters =
          Der.read(der).children().stream()
              .filter(part -> part.is(PARAMETERS_OF_EC_KEY))
              .findFirst()
              .orElseThrow(PrivateKeys::unknownCurve);
      return pkcs8(wrapped(Der.sequence(oid(EC), parameters.children().get(0)), der));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged();
    }
  }

  static PrivateKey generated(String algorithm, KeySpec key) {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(key);
    } catch (GeneralSecurityException e) {
      // its message may quote the key
      throw damaged();
    }
  }

  static ConfigurationException damaged() {
    return new ConfigurationException(
        "The private key is damaged or cut short.", "Give the whole of it, as it was made.");
  }

  private static void requireKnownCurve(Der curve) {
    if (Arrays.stream(Curve.values()).noneMatch(known -> known.oid.equals(curve.hex()))) {
      throw unknownCurve();
    }
  }

  private static ConfigurationException unknownCurve() {
    return new ConfigurationException(
        "The EC private key is not on a named curve that Okta takes.",
        "Make a key on P-256, P-384 or P-521, for example with: openssl genpkey -algorithm EC"
            + " -pkeyopt ec_paramgen_curve:P-256");
  }

  private static byte[] wrapped(Der algorithm, byte[] key) {
    return Der.sequence(ZERO, algorithm, new Der(Der.OCTET_STRING, key)).encoded();
  }

  private static Der oid(String hex) {
    return new Der(Der.OBJECT_IDENTIFIER, HexFormat.of().parseHex(hex));
  }
}
