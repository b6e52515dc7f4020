package io.github.oktaaws.interop;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Fresh key pairs, and their public halves as servers are told of them (RFC 7517). */
final class MachineKeys {

  private static final int P256_BYTES = 32;

  private MachineKeys() {}

  static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair p256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key alone, as a set of one. */
  static String jwks(String keyId, KeyPair pair) {
    return "{\"keys\":[{\"kid\":\"%s\",\"use\":\"sig\",%s}]}".formatted(keyId, members(pair));
  }

  private static String members(KeyPair pair) {
    if (pair.getPublic() instanceof RSAPublicKey rsa) {
      return "\"kty\":\"RSA\",\"alg\":\"RS256\",\"n\":\"%s\",\"e\":\"%s\""
          .formatted(
              base64(rsa.getModulus(), rsa.getModulus().bitLength() / 8),
              base64(rsa.getPublicExponent(), 3));
    }
    ECPublicKey ec = (ECPublicKey) pair.getPublic();
    return "\"kty\":\"EC\",\"alg\":\"ES256\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\""
        .formatted(
            base64(ec.getW().getAffineX(), P256_BYTES), base64(ec.getW().getAffineY(), P256_BYTES));
  }

  private static String base64(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    byte[] bytes = new byte[length];
    byte[] magnitude =
        Arrays.copyOfRange(signed, Math.max(0, signed.length - length), signed.length);
    System.arraycopy(magnitude, 0, bytes, length - magnitude.length, magnitude.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
