package io.github.oktaaws.signin;

/**
 * Signs for a {@link ClientKey}. A lambda over a key management service or a hardware module can
 * stand in for it, so that the key never is in this process. Safe for use by several threads.
 */
@FunctionalInterface
public interface Signer {

  /**
   * Signs the bytes themselves; hashing them is part of the algorithm.
   *
   * @param input what is to be signed
   * @return the signature as JOSE has it (RFC 7518 sections 3.3 and 3.4). Most key services give
   *     ECDSA signatures in DER: {@link SignatureAlgorithm#fromDer} makes JOSE's out of these. What
   *     this throws ends the sign-in
   */
  byte[] sign(byte[] input);
}
