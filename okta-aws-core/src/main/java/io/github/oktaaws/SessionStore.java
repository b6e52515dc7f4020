package io.github.oktaaws;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.internal.store.Refusal;
import io.github.oktaaws.internal.store.StoreEntry;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.store.RoleKey;
import io.github.oktaaws.store.SignInKey;
import io.github.oktaaws.store.StoreKey;
import io.github.oktaaws.store.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What one session keeps in its store, under its own sign-in's key. */
final class SessionStore {

  /** Nobody who may not ask should wait for somebody else's prompt. */
  private static final Duration SILENT_PATIENCE = Duration.ofMinutes(1);

  /** More than any code lives. */
  private static final Duration LONGEST_SIGN_IN = Duration.ofDays(2);

  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final TokenStore store;
  private final SignInKey key;
  private final Duration patience;
  private final OktaAwsListener listener;
  private final Clock clock;
  private final LastRead<SignInKey, OktaTokens> lastTokens = new LastRead<>(StoreEntry::tokens);
  private final LastRead<RoleKey, RoleCredentials> lastCredentials =
      new LastRead<>(StoreEntry::credentials);

  SessionStore(SessionSettings<?> options) {
    this.store = options.tokenStore();
    this.key = options.signInKey();
    this.patience = bounded(options.signInTimeout()).plusMinutes(2);
    this.listener = options.listener();
    this.clock = options.clock();
  }

  private static Duration bounded(Duration signInTimeout) {
    Duration some = signInTimeout.isNegative() ? Duration.ZERO : signInTimeout;
    return some.compareTo(LONGEST_SIGN_IN) < 0 ? some : LONGEST_SIGN_IN;
  }

  SignInKey key() {
    return key;
  }

  Optional<OktaTokens> tokens() {
    return store.read(key).flatMap(entry -> lastTokens.of(key, entry));
  }

  void keep(OktaTokens tokens) {
    store.write(key, StoreEntry.of(key, tokens));
  }

  /** How a sign-in ended that somebody was asked for since then, if it was not to be. */
  Optional<OktaAwsException> refusalSince(Instant began) {
    SignInKey refusal = Refusal.keyFor(key);
    return store
        .read(refusal)
        .flatMap(entry -> Refusal.since(refusal, entry, began, clock.instant()));
  }

  /** Keeps what those who wait, here or in another process, take for their answer too. */
  void keepRefusal(RuntimeException failure) {
    SignInKey refusal = Refusal.keyFor(key);
    Refusal.of(refusal, failure, clock.instant()).ifPresent(entry -> store.write(refusal, entry));
  }

  /** Forgets the sign-in and all credentials from it. */
  void forget() {
    store.remove(key);
    store.remove(Refusal.keyFor(key));
  }

  /** Kept credentials that are what the request wants. */
  Optional<RoleCredentials> credentials(RoleKey role, RoleCredentialsSource.Request request) {
    Instant now = clock.instant();
    return store
        .read(role)
        .flatMap(entry -> lastCredentials.of(role, entry))
        .filter(kept -> kept.remaining(now).compareTo(request.minimumRemaining()) >= 0)
        // a clock that was set back says nothing of how old they are
        .filter(kept -> !kept.receivedAt().minus(TOLERANCE).isAfter(now))
        .filter(kept -> request.replacing().filter(kept::equals).isEmpty());
  }

  /** Keeps credentials from a sign-in that nobody has ended meanwhile. */
  private void keep(RoleKey role, RoleCredentials credentials) {
    if (tokens().isPresent()) {
      store.write(role, StoreEntry.of(role, credentials));
    }
  }

  /** What a request wants replaced must not be its answer, whoever gave it. */
  static void requireAnother(RoleCredentials credentials, RoleCredentialsSource.Request request) {
    if (request.replacing().filter(credentials::equals).isPresent()) {
      throw new ConfigurationException(
          "The step that assumes the role gave the very credentials that it was to replace.",
          "Give the session a step that asks AWS each time.");
    }
  }

  /** How long somebody waits for what another thread or process does. */
  Duration patience(boolean mayAsk) {
    return mayAsk ? patience : SILENT_PATIENCE;
  }

  /** Works on the sign-in while nobody else does. */
  <T> T withSignInLocked(boolean mayAsk, Supplier<T> work) {
    return locked(key, mayAsk, "another sign-in on the same token store", work);
  }

  /** Works on the sign-in if nobody else does. */
  void withSignInIfFree(Runnable work) {
    TokenStore.Lock lock;
    try {
      lock = store.lock(key, Duration.ZERO);
    } catch (OktaAwsException e) {
      return;
    }
    try {
      work.run();
    } finally {
      lock.close();
    }
  }

  /**
   * Kept credentials, else those that are got while nobody else gets any: what one caller gets
   * serves those who waited.
   *
   * @param role where they are kept
   * @param request what is wanted
   * @param mayAsk whether a person may be asked
   * @param afterwards where credentials are to be kept once they are there; if another person has
   *     signed in meanwhile, nobody knows whose they are
   * @param getting gets them
   */
  RoleCredentials credentials(
      RoleKey role,
      RoleCredentialsSource.Request request,
      boolean mayAsk,
      Supplier<Optional<RoleKey>> afterwards,
      Supplier<RoleCredentials> getting) {
    String what = "another refresh of " + role.roleArn() + " on the same token store";
    return locked(
        role,
        mayAsk,
        what,
        () -> {
          Optional<RoleCredentials> kept = credentials(role, request);
          if (kept.isPresent()) {
            return kept.get();
          }
          RoleCredentials got = getting.get();
          if (afterwards.get().map(RoleKey::id).filter(role.id()::equals).isPresent()) {
            keep(role, got);
          }
          return got;
        });
  }

  private <T> T locked(StoreKey of, boolean mayAsk, String what, Supplier<T> work) {
    TokenStore.Lock lock = lock(of, mayAsk, what);
    try {
      return work.get();
    } finally {
      lock.close();
    }
  }

  private TokenStore.Lock lock(StoreKey of, boolean mayAsk, String what) {
    try {
      return store.lock(of, Duration.ZERO);
    } catch (TimedOutException held) {
      listener.on(new OktaAwsEvent.Waiting(what));
      return store.lock(of, patience(mayAsk));
    }
  }
}
