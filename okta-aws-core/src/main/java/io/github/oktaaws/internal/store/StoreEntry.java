package io.github.oktaaws.internal.store;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.store.RoleKey;
import io.github.oktaaws.store.SignInKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** TEMPORARY. */
public final class StoreEntry {
  private static final Map<String, Object> ALL = new ConcurrentHashMap<>();

  private StoreEntry() {}

  public static byte[] of(SignInKey key, OktaTokens tokens) {
    ALL.put(key.id() + tokens.hashCode(), tokens);
    return (key.id() + tokens.hashCode()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  public static Optional<OktaTokens> tokens(SignInKey key, byte[] entry) {
    return Optional.ofNullable(
        (OktaTokens) ALL.get(new String(entry, java.nio.charset.StandardCharsets.UTF_8)));
  }

  public static byte[] of(RoleKey key, RoleCredentials credentials) {
    ALL.put(key.id() + credentials.hashCode(), credentials);
    return (key.id() + credentials.hashCode()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  public static Optional<RoleCredentials> credentials(RoleKey key, byte[] entry) {
    return Optional.ofNullable(
        (RoleCredentials) ALL.get(new String(entry, java.nio.charset.StandardCharsets.UTF_8)));
  }
}
