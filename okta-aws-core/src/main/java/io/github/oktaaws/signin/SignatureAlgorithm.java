package io.github.oktaaws.signin;

import io.github.oktaaws.error.ConfigurationException;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The signatures that Okta takes of a client (RFC 7518 sections 3.3 and 3.4). */
public enum SignatureAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256, for RSA keys. */
  RS256("SHA256withRSA", null),
  /** RSASSA-PKCS1-v1_5 with SHA-384, for RSA keys. */
  RS384("SHA384withRSA", null),
  /** RSASSA-PKCS1-v1_5 with SHA-512, for RSA keys. */
  RS512("SHA512withRSA", null),
  /** ECDSA with SHA-256, for keys on the curve P-256. */
  ES256("SHA256withECDSAinP1363Format", Curve.P_256),
  /** ECDSA with SHA-384, for keys on the curve P-384. */
  ES384("SHA384withECDSAinP1363Format", Curve.P_384),
  /** ECDSA with SHA-512, for keys on the curve P-521. */
  ES512("SHA512withECDSAinP1363Format", Curve.P_521);

  /** What java.security calls it; its ECDSA signatures are then JOSE's. */
  final String standardName;

  private final @Nullable Curve curve;

  SignatureAlgorithm(String standardName, @Nullable Curve curve) {
    this.standardName = standardName;
    this.curve = curve;
  }

  /**
   * Makes JOSE's form of an ECDSA signature (RFC 7518 section 3.4) out of the one in DER that most
   * key services and hardware modules give.
   *
   * @param der a sequence of two integers
   * @return both numbers, at their full length, one after the other
   * @throws ConfigurationException if it is no such signature, or this is not an ECDSA algorithm
   */
  public byte[] fromDer(byte[] der) {
    if (curve == null) {
      throw new ConfigurationException(
          "An RSA signature was to be read as DER.", "Give it as the key service gave it.");
    }
    int size = curve.bytes();
    byte[] jose = new byte[2 * size];
    try {
      List<Der> numbers = Der.read(der).children();
      for (int i = 0; i < 2; i++) {
        byte[] number = numbers.get(i).number().toByteArray();
        int leading = number.length > size ? number.length - size : 0;
        int length = number.length - leading;
        System.arraycopy(number, leading, jose, (i + 1) * size - length, length);
      }
      return jose;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ConfigurationException(
          "What the signer gave is not an ECDSA signature in DER.",
          "Check that its key is on the curve " + curve.jose + ".");
    }
  }

  /** Whether a signature can be of this algorithm, which is known of ECDSA's. */
  boolean hasLength(int bytes) {
    return curve == null ? bytes > 0 : bytes == 2 * curve.bytes();
  }

  /** Whether a key can sign so. */
  boolean suits(Key key) {
    return curve == null
        ? key instanceof RSAKey
        : key instanceof ECKey ec && ec.getParams() != null && curve.is(ec.getParams());
  }

  /** What a key signs with unless something else is said; of an EC key its curve decides. */
  static Optional<SignatureAlgorithm> usual(Key key) {
    return Arrays.stream(values()).filter(each -> each.suits(key)).findFirst();
  }
}
