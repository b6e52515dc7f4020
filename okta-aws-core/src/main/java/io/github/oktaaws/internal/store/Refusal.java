package io.github.oktaaws.internal.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.BrowserSignInTimedOutException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.internal.http.AsJson;
import io.github.oktaaws.internal.http.JsonObject;
import io.github.oktaaws.store.SignInKey;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That a person did not sign in when asked. Whoever waited for that answer, in whatever process,
 * takes it for theirs: sixteen programs that start together ask once, also where the answer is no.
 */
public final class Refusal {

  private enum Kind {
    DENIED,
    EXPIRED,
    TIMED_OUT
  }

  private record Written(Kind kind, Instant at) implements AsJson {
    @Override
    public void writeFields(JsonGenerator json) throws IOException {
      json.writeStringField("kind", kind.name());
      json.writeStringField("at", at.toString());
    }
  }

  private Refusal() {}

  /**
   * The key under which a sign-in's refusal is kept, beside the sign-in itself.
   *
   * @param key the sign-in
   * @return another key
   */
  public static SignInKey keyFor(SignInKey key) {
    return new SignInKey(
        key.org(),
        key.authorizationServer(),
        key.clientId(),
        key.scopes(),
        key.flow() + ", refused",
        key.loginHint());
  }

  /**
   * Writes a refusal.
   *
   * @param key what {@link #keyFor} gave
   * @param failure how the sign-in ended
   * @param at when
   * @return the entry; empty if the failure was not the person's answer
   */
  public static Optional<byte[]> of(SignInKey key, RuntimeException failure, Instant at) {
    return Optional.ofNullable(kind(failure))
        .map(kind -> StoreEntry.written(new KeyEcho(key), "refused", new Written(kind, at)));
  }

  private static @Nullable Kind kind(RuntimeException failure) {
    if (failure instanceof AuthorizationDeniedException) {
      return Kind.DENIED;
    }
    if (failure instanceof AuthorizationExpiredException) {
      return Kind.EXPIRED;
    }
    boolean nobodyCame =
        failure instanceof TimedOutException || failure instanceof BrowserSignInTimedOutException;
    return nobodyCame ? Kind.TIMED_OUT : null;
  }

  /**
   * Reads a refusal.
   *
   * @param key what {@link #keyFor} gave
   * @param entry what is kept
   * @param since what happened before does not count
   * @param now what happened later was written before the clock was set back, and does not count
   * @return the error that the refusal was, if it was since then
   */
  public static Optional<OktaAwsException> since(
      SignInKey key, byte[] entry, Instant since, Instant now) {
    return StoreEntry.read(entry, new KeyEcho(key), "refused", json -> read(json, since, now));
  }

  private static Optional<OktaAwsException> read(JsonObject json, Instant since, Instant now) {
    String kind = json.text("kind");
    return isBetween(since, json.text("at"), now)
        ? Stream.of(Kind.values())
            .filter(known -> known.name().equals(kind))
            .findFirst()
            .map(Refusal::error)
        : Optional.empty();
  }

  private static boolean isBetween(Instant since, @Nullable String text, Instant now) {
    try {
      Instant at = text == null ? Instant.MIN : Instant.parse(text);
      return at.isAfter(since) && !at.isAfter(now);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static OktaAwsException error(Kind kind) {
    ErrorContext context = ErrorContext.at(Step.SIGN_IN);
    if (kind == Kind.DENIED) {
      return new AuthorizationDeniedException(context);
    }
    return kind == Kind.EXPIRED
        ? new AuthorizationExpiredException(context)
        : new TimedOutException("the sign-in that another program asked for", context);
  }
}
