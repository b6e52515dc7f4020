package io.github.oktaaws.signin;

import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.JsonObject;
import io.github.oktaaws.internal.http.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who an ID token is about. Its signature is not checked: it came straight from the token endpoint
 * (OpenID Connect Core section 3.1.3.7), and nothing is granted because of it.
 */
record IdTokenClaims(@Nullable String subject, @Nullable String username, @Nullable String nonce) {

  private static final IdTokenClaims NONE = new IdTokenClaims(null, null, null);

  static IdTokenClaims from(JsonObject json) {
    return new IdTokenClaims(json.text("sub"), json.text("preferred_username"), json.text("nonce"));
  }

  static IdTokenClaims of(String idToken) {
    String[] parts = idToken.split("\\.", -1);
    if (parts.length != 3) {
      return NONE;
    }
    try {
      return Json.parse(Base64.getUrlDecoder().decode(parts[1]), IdTokenClaims::from).orElse(NONE);
    } catch (IllegalArgumentException e) {
      return NONE;
    }
  }

  /** The subject, or, of a token that cannot be read, what tells it from every other token. */
  String subjectOr(String token) {
    return subject == null || subject.isBlank() ? digest(token) : subject;
  }

  /** Whether the token answers the request with this nonce (OpenID Connect Core 3.1.3.7). */
  boolean answers(String sent) {
    return nonce != null
        && MessageDigest.isEqual(
            nonce.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
  }

  Optional<String> printableUsername() {
    return Optional.ofNullable(username).map(Words::printable);
  }

  private static String digest(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return "unknown-" + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
