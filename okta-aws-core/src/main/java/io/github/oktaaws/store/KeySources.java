package io.github.oktaaws.store;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** The key sources that come with the library. */
final class KeySources {

  static final int KEY_BYTES = 32;

  /** What OWASP's password storage cheat sheet asks for PBKDF2 with HMAC-SHA-256. */
  private static final int ROUNDS = 600_000;

  private static final String MAKE_ONE = "Make one with: openssl rand -base64 32";

  private KeySources() {}

  static KeySource passphrase(char[] passphrase) {
    if (passphrase.length == 0) {
      throw new ConfigurationException(
          "The token store's passphrase is empty.", "Give one, or choose the plaintext store.");
    }
    return salt -> derived(passphrase, salt);
  }

  static byte[] decoded(@Nullable String value, String name) {
    String variable = Words.printable(name);
    if (value == null || value.isBlank()) {
      throw new ConfigurationException(
          "The environment variable " + variable + ", the token store's key, is not set.",
          MAKE_ONE + ", and keep it where only this user can get it.");
    }
    try {
      return checked(
          Base64.getDecoder().decode(value.strip()), "The environment variable " + variable);
    } catch (IllegalArgumentException e) {
      // its message quotes the value
      throw new ConfigurationException(
          "The environment variable " + variable + ", the token store's key, is not base64.",
          MAKE_ONE + ".");
    }
  }

  static byte[] checked(byte[] key, String what) {
    if (key.length != KEY_BYTES) {
      throw new ConfigurationException(
          what + " has " + key.length + " bytes; a token store's key has 32.", MAKE_ONE + ".");
    }
    return key;
  }

  private static byte[] derived(char[] passphrase, byte[] salt) {
    PBEKeySpec spec = new PBEKeySpec(passphrase, salt, ROUNDS, KEY_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This platform lacks PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }
}
