package io.github.oktaaws.testkit.internal.okta;

import java.security.SecureRandom;
import java.util.Base64;

/** Random identifiers that look like Okta's. */
final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

  private Ids() {}

  static String letters(String prefix, int length) {
    return pick(prefix, LETTERS, length);
  }

  /** Eight consonants: easy to type, and no words. */
  static String userCode() {
    return pick("", CODE_LETTERS, 8);
  }

  static String digits(int length) {
    return pick("", "0123456789", length);
  }

  static String twoDigits() {
    return Integer.toString(10 + RANDOM.nextInt(90));
  }

  static String secret(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static String pick(String prefix, String alphabet, int length) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < length; i++) {
      id.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
    }
    return id.toString();
  }
}
