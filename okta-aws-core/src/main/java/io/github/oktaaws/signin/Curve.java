package io.github.oktaaws.signin;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/** The elliptic curves that JOSE signs on (RFC 7518 section 3.4), by their three names. */
enum Curve {
  P_256("P-256", "secp256r1", "2a8648ce3d030107"),
  P_384("P-384", "secp384r1", "2b81040022"),
  P_521("P-521", "secp521r1", "2b81040023");

  final String jose;
  final String standard;

  /** The object identifier as DER has it, in hexadecimal digits. */
  final String oid;

  Curve(String jose, String standard, String oid) {
    this.jose = jose;
    this.standard = standard;
    this.oid = oid;
  }

  ECParameterSpec parameters() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(standard));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + standard, e);
    }
  }

  /** Whether a key's parameters are of this curve. */
  boolean is(ECParameterSpec other) {
    ECParameterSpec own = parameters();
    return own.getCurve().equals(other.getCurve())
        && own.getGenerator().equals(other.getGenerator())
        && own.getOrder().equals(other.getOrder());
  }

  /** How many bytes a number of this curve has. */
  int bytes() {
    return (parameters().getOrder().bitLength() + 7) / 8;
  }
}
