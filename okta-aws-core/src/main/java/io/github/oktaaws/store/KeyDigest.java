package io.github.oktaaws.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/** SHA-256 over parts whose borders count: {@code ab, c} is not {@code a, bc}. */
final class KeyDigest {

  private final MessageDigest digest;

  private KeyDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static KeyDigest of(String kind) {
    return new KeyDigest().with(kind);
  }

  KeyDigest with(String part) {
    return with(part.getBytes(StandardCharsets.UTF_8));
  }

  KeyDigest with(byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    return this;
  }

  KeyDigest with(Optional<String> part) {
    return with(part.map(value -> "=" + value).orElse(""));
  }

  KeyDigest with(Collection<String> parts) {
    with(Integer.toString(parts.size()));
    parts.forEach(this::with);
    return this;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
