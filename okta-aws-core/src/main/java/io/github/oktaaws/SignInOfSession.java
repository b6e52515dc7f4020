package io.github.oktaaws;

import io.github.oktaaws.Turns.Caller;
import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.RefreshTokenRejectedException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.SubjectTokenRejectedException;
import io.github.oktaaws.error.WebIdentityExpiredException;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.signin.TokenRefreshService;
import io.github.oktaaws.signin.TokenRevocationService;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a session, and the ladder to them: those in hand, those that another session or
 * process left in the store, a refresh, and last the person. Every rung below the first is taken
 * under the store's lock, after another look at the store, so that a machine asks once and spends
 * each refresh token once.
 */
final class SignInOfSession {

  private static final Logger LOG = LoggerFactory.getLogger(OktaAwsSession.class);
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final SignIn signIn;
  private final TokenRefreshService tokenRefresh;
  private final TokenRevocationService tokenRevocation;
  private final boolean mayRefresh;
  private final boolean asksNobody;
  private final String clientId;
  private final SessionStore store;
  private final OktaAwsListener listener;
  private final String org;
  private final Clock clock;
  private final Queue<OktaAwsEvent> untold = new ConcurrentLinkedQueue<>();
  private volatile @Nullable OktaTokens current;
  private volatile @Nullable OktaTokens given;
  private volatile @Nullable OktaTokens lastRefreshed;
  private volatile @Nullable Unkept unkept;
  private volatile Optional<OktaTokens> inStore = Optional.empty();

  private volatile @Nullable Subject subject;

  /** What the sign-in that is under way is for. */
  private volatile @Nullable Preparation preparing;

  private record Subject(OktaTokens of, String name) {}

  /** Tokens that the store failed to take, and what it holds in their place. */
  private record Unkept(OktaTokens tokens, Optional<OktaTokens> instead) {}

  SignInOfSession(SessionSettings<?> options, SessionStore store) {
    this.signIn = options.signInStep(this::promptShown);
    this.tokenRefresh = options.tokenRefreshStep();
    this.tokenRevocation = options.tokenRevocationStep();
    this.mayRefresh = options.asksForOfflineAccess();
    this.asksNobody = options.asksNobody();
    this.clientId = options.clientId();
    this.store = store;
    this.listener = options.listener();
    this.org = options.orgHost();
    this.clock = options.clock();
  }

  /**
   * The tokens of the last sign-in, whatever life they have left: those in hand, or, where these
   * are over, those that somebody may have left in the store since. Sends nothing.
   */
  Optional<OktaTokens> last() {
    OktaTokens known = current;
    return known != null && isOfUse(known)
        ? Optional.of(known)
        : store.tokens().or(() -> Optional.ofNullable(known));
  }

  /** Whether it never takes a person, so that it may be done at any time. */
  boolean asksNobody() {
    return asksNobody;
  }

  /** Who is, or could be, signed in; empty if nobody knows, or the tokens do not say. */
  Optional<String> subject() {
    return asksNobody
        ? Optional.of(clientId)
        : last().filter(tokens -> !tokens.idToken().isEmpty()).map(this::subject);
  }

  /** Whose tokens they are; the ID token of those in hand is read once. */
  private String subject(OktaTokens tokens) {
    if (asksNobody) {
      return clientId;
    }
    Subject known = subject;
    if (known == null || !known.of().equals(tokens)) {
      known = new Subject(tokens, tokens.subject());
      subject = known;
    }
    return known.name();
  }

  @Nullable OktaTokens inHand() {
    return current;
  }

  /** Tokens with some life left. */
  OktaTokens usable(Caller caller) {
    OktaTokens known = current;
    if (known != null && isFresh(known)) {
      return known;
    }
    Optional<OktaTokens> kept = store.tokens().filter(this::isFresh);
    if (kept.isPresent()) {
      return adopt(kept.get());
    }
    Optional<OktaTokens> before = last();
    if (!caller.mayAsk() && before.filter(this::isRefreshable).isEmpty()) {
      throw required(before.isPresent() ? "the sign-in is over" : "nobody has signed in", null);
    }
    return store.withSignInLocked(caller.mayAsk(), () -> next(caller));
  }

  private OktaTokens next(Caller caller) {
    Optional<OktaTokens> now = newest();
    if (now.filter(this::isFresh).isPresent()) {
      return adopt(now.get());
    }
    OktaTokens refreshed = refreshed(now, caller);
    return refreshed != null ? refreshed : ask(caller, "the sign-in is over", null);
  }

  /**
   * Tokens in place of some that Okta no longer accepts, one rung further down.
   *
   * @param rejected the tokens
   * @param why what Okta said
   * @param caller who wants them
   * @param first whether these are the first that this call saw rejected
   */
  OktaTokens inPlaceOf(OktaTokens rejected, OktaAwsException why, Caller caller, boolean first) {
    return store.withSignInLocked(caller.mayAsk(), () -> nextAfter(rejected, why, caller, first));
  }

  private OktaTokens nextAfter(
      OktaTokens rejected, OktaAwsException why, Caller caller, boolean first) {
    Optional<OktaTokens> now = newest();
    boolean replaced = now.filter(tokens -> !tokens.equals(rejected)).isPresent();
    if (first && replaced && isFresh(now.get())) {
      return adopt(now.get());
    }
    if (endsTheSignIn(why)) {
      boolean refreshIsNoHelp =
          rejected.equals(lastRefreshed) && !rejected.equals(caller.foundTokens());
      OktaTokens refreshed = refreshIsNoHelp ? null : refreshed(now, caller);
      if (refreshed != null) {
        return refreshed;
      }
      if (newest().filter(rejected::equals).isPresent()) {
        // a refresh that failed for another reason than Okta's no may still succeed
        keep(refreshIsNoHelp ? spent(rejected) : over(rejected));
      }
    }
    return ask(caller, "Okta no longer accepts the last sign-in", why);
  }

  static boolean wantsANewSignIn(OktaAwsException e) {
    return endsTheSignIn(e)
        || e instanceof AssuranceNotMetException
        || e instanceof StepUpRequiredException;
  }

  /** What one app's policy does not accept may still do for another app. */
  static boolean endsTheSignIn(OktaAwsException e) {
    return e instanceof OktaSessionEndedException
        || e instanceof SubjectTokenRejectedException
        || e instanceof WebIdentityExpiredException;
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
              keep(spent(rejected));
            }
          });
    }
  }

  /** Whether the person gave these tokens since a call began that found others. */
  boolean wereJustGiven(OktaTokens tokens, @Nullable OktaTokens found) {
    return tokens.equals(given) && !tokens.equals(found);
  }

  Optional<SignedInPerson> person() {
    return last()
        .filter(tokens -> asksNobody || isOfUse(tokens))
        .map(
            tokens ->
                new SignedInPerson(
                    subject(tokens),
                    tokens.username(),
                    tokens.receivedAt().plus(tokens.lifetime()),
                    asksNobody || isRefreshable(tokens)));
  }

  /** Forgets the sign-in here and in the store, and then tells Okta. */
  void signOut() {
    Set<OktaTokens> ended = new LinkedHashSet<>();
    try {
      store.withSignInLocked(
          false,
          () -> {
            store.tokens().ifPresent(ended::add);
            // those in hand are others where another program has refreshed or replaced them
            Optional.ofNullable(current).ifPresent(ended::add);
            forget();
            return true;
          });
    } catch (RuntimeException e) {
      forget();
      throw e;
    }
    revokeAll(ended);
  }

  /** What Okta does not take keeps the rest from nothing. */
  private void revokeAll(Set<OktaTokens> ended) {
    OktaAwsException failure = null;
    for (OktaTokens tokens : ended) {
      try {
        tokenRevocation.revoke(tokens);
      } catch (OktaAwsException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Forgets the sign-in without telling Okta. */
  void forget() {
    current = null;
    given = null;
    lastRefreshed = null;
    unkept = null;
    subject = null;
    store.forget();
  }

  /**
   * What the store holds, or the tokens in hand that it failed to take, as long as nobody has
   * replaced what it holds instead. A store that holds none has been signed out by somebody: what
   * is in hand is then no more.
   */
  private Optional<OktaTokens> newest() {
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

  /** Only Okta's clear no costs the refresh token; other trouble may be a proxy's. */
  private @Nullable OktaTokens refreshed(Optional<OktaTokens> before, Caller caller) {
    OktaTokens old = before.filter(this::isRefreshable).orElse(null);
    if (old == null) {
      return null;
    }
    OktaTokens refreshed;
    try {
      refreshed = refreshOnce(old);
    } catch (RefreshTokenRejectedException | GrantTypeNotAllowedException e) {
      LOG.info("The sign-in at {} could not be refreshed: {}", org, e.getMessage());
      return afterRefusalOf(old);
    } catch (OktaAwsException e) {
      if (e.retryable() || !caller.mayAsk()) {
        throw e;
      }
      LOG.info("The sign-in at {} could not be refreshed: {}", org, e.getMessage());
      return null;
    }
    lastRefreshed = refreshed;
    keep(refreshed);
    tell(refreshed, false);
    return refreshed;
  }

  /** Where a store's locks do not reach, as over a network, somebody else may have spent it. */
  private @Nullable OktaTokens afterRefusalOf(OktaTokens old) {
    Optional<OktaTokens> now = newest();
    if (now.filter(old::equals).isPresent()) {
      keep(spent(old));
      return null;
    }
    return now.filter(this::isFresh).map(this::adopt).orElse(null);
  }

  /**
   * An answer that was lost may have been the one with the next refresh token. Servers that rotate
   * them accept the one before for some seconds: that is the only time to use it again.
   */
  private OktaTokens refreshOnce(OktaTokens old) {
    try {
      return tokenRefresh.refresh(old);
    } catch (NetworkException e) {
      if (e.getCause() instanceof ConnectException
          || e.getCause() instanceof UnknownHostException) {
        throw e;
      }
      LOG.debug("The answer to a refresh at {} was lost; asking once more", org);
      return tokenRefresh.refresh(old);
    }
  }

  private OktaTokens ask(Caller caller, String reason, @Nullable OktaAwsException cause) {
    if (!caller.mayAsk()) {
      throw required(current == null ? "nobody has signed in" : reason, cause);
    }
    OktaTokens signedIn = askUnlessRefused(caller);
    given = signedIn;
    keep(signedIn);
    tell(signedIn, !asksNobody);
    return signedIn;
  }

  private OktaTokens askUnlessRefused(Caller caller) {
    Optional<OktaAwsException> refused = store.refusalSince(caller.began());
    if (refused.isPresent()) {
      throw refused.get();
    }
    preparing = caller.preparation();
    if (asksNobody) {
      // no prompt will say when it is time
      caller.preparation().connect();
    }
    try {
      return signIn.signIn();
    } catch (OktaAwsException e) {
      store.keepRefusal(e);
      throw e;
    } finally {
      caller.preparation().end();
      preparing = null;
    }
  }

  /** The person is busy now: time to get ready for what comes after. */
  private void promptShown(OktaAwsEvent.PromptShown event) {
    listener.on(event);
    Preparation next = preparing;
    if (next != null) {
      next.start();
    }
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

  private OktaTokens adopt(OktaTokens kept) {
    current = kept;
    return kept;
  }

  private void tell(OktaTokens tokens, boolean asked) {
    untold.add(
        new OktaAwsEvent.SignedIn(
            org, subject(tokens), tokens.receivedAt().plus(tokens.lifetime()), asked));
  }

  /** Tells what has happened, by a thread that holds no lock any more. */
  void tellListener() {
    for (OktaAwsEvent event = untold.poll(); event != null; event = untold.poll()) {
      listener.on(event);
    }
  }

  private boolean isFresh(OktaTokens tokens) {
    Instant now = clock.instant();
    // a clock that was set back says nothing of how old tokens are
    return tokens.remaining(now).compareTo(MARGIN) > 0
        && !tokens.receivedAt().minus(MARGIN).isAfter(now);
  }

  /** Whether tokens are good for something without a person. */
  private boolean isOfUse(OktaTokens tokens) {
    return isFresh(tokens) || isRefreshable(tokens);
  }

  private boolean isRefreshable(OktaTokens tokens) {
    return mayRefresh && tokens.refreshToken().isPresent();
  }

  /** What is left of tokens that nobody accepts any more: whose they were. */
  private static OktaTokens spent(OktaTokens tokens) {
    return over(tokens, Optional.empty());
  }

  /** Tokens that are only good for being refreshed. */
  private static OktaTokens over(OktaTokens tokens) {
    return over(tokens, tokens.refreshToken());
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

  private static SignInRequiredException required(String reason, @Nullable OktaAwsException cause) {
    return new SignInRequiredException(reason, ErrorContext.at(Step.SIGN_IN).cause(cause));
  }
}
