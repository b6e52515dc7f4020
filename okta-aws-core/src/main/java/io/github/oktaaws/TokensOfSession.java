package io.github.oktaaws;

import io.github.oktaaws.signin.OktaTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a session: those in hand, those in its store, to which other sessions and processes
 * write too, and what they are still good for. Sends nothing.
 */
final class TokensOfSession {

  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final SessionStore store;
  private final boolean mayRefresh;
  private final Clock clock;
  private volatile @Nullable OktaTokens current;
  private volatile @Nullable OktaTokens given;
  private volatile @Nullable OktaTokens refreshed;
  private volatile @Nullable Unkept unkept;
  private volatile Optional<OktaTokens> inStore = Optional.empty();

  /** Tokens that the store failed to take, and what it holds in their place. */
  private record Unkept(OktaTokens tokens, Optional<OktaTokens> instead) {}

  TokensOfSession(SessionSettings<?> options, SessionStore store) {
    this.store = store;
    this.mayRefresh = options.asksForOfflineAccess();
    this.clock = options.clock();
  }

  @Nullable OktaTokens inHand() {
    return current;
  }

  /**
   * The tokens of the last sign-in, whatever life they have left: those in hand, or, where these
   * are over, those that somebody may have left in the store since.
   */
  Optional<OktaTokens> last() {
    OktaTokens known = current;
    return known != null && areOfUse(known)
        ? Optional.of(known)
        : store.tokens().or(() -> Optional.ofNullable(known));
  }

  /** Tokens with some life left, in hand or that somebody has left in the store. */
  Optional<OktaTokens> fresh() {
    OktaTokens known = current;
    return known != null && areFresh(known)
        ? Optional.of(known)
        : store.tokens().filter(this::areFresh).map(this::adopt);
  }

  /**
   * What the store holds, or the tokens in hand that it failed to take, as long as nobody has
   * replaced what it holds instead. A store that holds none has been signed out by somebody: what
   * is in hand is then no more.
   */
  Optional<OktaTokens> newest() {
    Optional<OktaTokens> kept = store.tokens();
    inStore = kept;
    Unkept mine = unkept;
    if (mine != null && mine.instead().equals(kept)) {
      return Optional.of(mine.tokens());
    }
    if (kept.isEmpty()) {
      current = null;
    }
    return kept;
  }

  /** Those in the store, and those in hand where another program has refreshed or replaced them. */
  Set<OktaTokens> all() {
    Set<OktaTokens> all = new LinkedHashSet<>();
    store.tokens().ifPresent(all::add);
    Optional.ofNullable(current).ifPresent(all::add);
    return all;
  }

  /** Takes into hand what somebody has left in the store. */
  OktaTokens adopt(OktaTokens kept) {
    current = kept;
    return kept;
  }

  /** Keeps what a new sign-in gave. */
  void keepGiven(OktaTokens tokens) {
    given = tokens;
    keep(tokens);
  }

  /** Keeps what a refresh gave. */
  void keepRefreshed(OktaTokens tokens) {
    refreshed = tokens;
    keep(tokens);
  }

  /** Keeps of tokens that nobody accepts any more whose they were. */
  void keepSpent(OktaTokens tokens) {
    keep(spent(tokens));
  }

  /** Keeps tokens that are only good for being refreshed. */
  void keepForRefresh(OktaTokens tokens) {
    keep(over(tokens, tokens.refreshToken()));
  }

  /** In the store before anybody uses them: what is lost after that can be found again. */
  private void keep(OktaTokens tokens) {
    // a store that throws must not cost what the server will not give again
    current = tokens;
    unkept = new Unkept(tokens, inStore);
    store.keep(tokens);
    unkept = null;
    inStore = Optional.of(tokens);
  }

  /**
   * Forgets that tokens are good for anything, not whose they were. Others that somebody has put in
   * their place stay; and whoever is at work on the sign-in now will see for themselves.
   */
  void end(OktaTokens rejected) {
    if (rejected.equals(current)) {
      current = spent(rejected);
      given = null;
      store.withSignInIfFree(
          () -> {
            if (newest().filter(rejected::equals).isPresent()) {
              keepSpent(rejected);
            }
          });
    }
  }

  /** Forgets all, here and in the store. */
  void forget() {
    current = null;
    given = null;
    refreshed = null;
    unkept = null;
    store.forget();
  }

  /** Whether a sign-in gave these tokens since a call began that found others. */
  boolean wereJustGiven(OktaTokens tokens, @Nullable OktaTokens found) {
    return tokens.equals(given) && !tokens.equals(found);
  }

  /** Whether a refresh gave these tokens since a call began that found others. */
  boolean wereJustRefreshed(OktaTokens tokens, @Nullable OktaTokens found) {
    return tokens.equals(refreshed) && !tokens.equals(found);
  }

  boolean areFresh(OktaTokens tokens) {
    Instant now = clock.instant();
    // a clock that was set back says nothing of how old tokens are
    return tokens.remaining(now).compareTo(MARGIN) > 0
        && !tokens.receivedAt().minus(MARGIN).isAfter(now);
  }

  boolean areRefreshable(OktaTokens tokens) {
    return mayRefresh && tokens.refreshToken().isPresent();
  }

  /** Whether tokens are good for something without a person. */
  boolean areOfUse(OktaTokens tokens) {
    return areFresh(tokens) || areRefreshable(tokens);
  }

  private static OktaTokens spent(OktaTokens tokens) {
    return over(tokens, Optional.empty());
  }

  private static OktaTokens over(OktaTokens tokens, Optional<String> refreshToken) {
    return new OktaTokens(
        tokens.accessToken(),
        tokens.idToken(),
        refreshToken,
        tokens.tokenType(),
        tokens.scopes(),
        tokens.receivedAt(),
        Duration.ZERO);
  }
}
