package io.github.oktaaws.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A code verifier and its challenge (RFC 7636 sections 4.1 and 4.2, {@code S256}). */
record Pkce(String verifier) {

  private static final int BYTES = 32;

  static Pkce random(SecureRandom random) {
    return new Pkce(unguessable(random));
  }

  /** What nobody can guess, fit for an address: 43 characters that hold 256 bits. */
  static String unguessable(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return base64(bytes);
  }

  String challenge() {
    try {
      return base64(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Prints no verifier. */
  @Override
  public String toString() {
    return "Pkce[]";
  }
}
