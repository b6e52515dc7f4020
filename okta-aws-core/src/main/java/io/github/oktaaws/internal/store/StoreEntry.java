package io.github.oktaaws.internal.store;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.internal.http.AsJson;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.JsonObject;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.store.RoleKey;
import io.github.oktaaws.store.SignInKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * How an entry of a token store is written: JSON with a format version and the key that it is of.
 * What is not exactly that, of this version and of the key that it is read for, is no entry.
 */
public final class StoreEntry {

  /** Raised whenever an older reader would misunderstand what is written. */
  static final int VERSION = 1;

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private StoreEntry() {}

  /** Whether it is a time that can be reckoned with. */
  static boolean isSane(Instant time) {
    return !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
  }

  /** Whether it is a duration that can be reckoned with. */
  static boolean isSane(Duration duration) {
    return duration.compareTo(LONGEST) <= 0 && duration.compareTo(LONGEST.negated()) >= 0;
  }

  /**
   * Writes a sign-in.
   *
   * @param key what it is of
   * @param tokens its tokens
   * @return the entry
   */
  public static byte[] of(SignInKey key, OktaTokens tokens) {
    return written(new KeyEcho(key), "tokens", new WrittenTokens(tokens));
  }

  /**
   * Reads a sign-in.
   *
   * @param key what it must be of
   * @param entry what is kept
   * @return the tokens, if that is such an entry
   */
  public static Optional<OktaTokens> tokens(SignInKey key, byte[] entry) {
    return read(entry, new KeyEcho(key), "tokens", WrittenTokens::read);
  }

  /**
   * Writes credentials.
   *
   * @param key what they are of
   * @param credentials the credentials
   * @return the entry
   */
  public static byte[] of(RoleKey key, RoleCredentials credentials) {
    return written(new RoleEcho(key), "credentials", new WrittenCredentials(credentials));
  }

  /**
   * Reads credentials.
   *
   * @param key what they must be of
   * @param entry what is kept
   * @return the credentials, if that is such an entry
   */
  public static Optional<RoleCredentials> credentials(RoleKey key, byte[] entry) {
    return read(entry, new RoleEcho(key), "credentials", WrittenCredentials::read)
        .filter(credentials -> credentials.roleArn().equals(key.roleArn()));
  }

  static byte[] written(AsJson key, String name, AsJson content) {
    return Json.write(
        json -> {
          json.writeNumberField("version", VERSION);
          Json.writeObject(json, "key", key);
          Json.writeObject(json, name, content);
        });
  }

  static <T> Optional<T> read(
      byte[] entry, AsJson key, String name, Function<JsonObject, Optional<T>> as) {
    return Json.parse(entry, json -> content(json, key, name).flatMap(as))
        .flatMap(Function.identity());
  }

  private static Optional<JsonObject> content(JsonObject json, AsJson key, String name) {
    boolean known = Long.valueOf(VERSION).equals(json.number("version")) && json.is("key", key);
    return known ? Optional.ofNullable(json.object(name)) : Optional.empty();
  }
}
