package io.github.oktaaws;

import io.github.oktaaws.Turns.Caller;
import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.SubjectTokenRejectedException;
import io.github.oktaaws.error.WebIdentityExpiredException;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.TokenRevocationService;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ladder to a session's tokens: those in hand, those that another session or process left in
 * the store, a refresh, and last the person. Every rung below the first is taken under the store's
 * lock, after another look at the store, so that a machine asks once and spends each refresh token
 * once.
 */
final class SignInOfSession {

  private final SessionStore store;
  private final TokensOfSession tokens;
  private final PersonOfSession person;
  private final RefreshOfSession refresh;
  private final NewSignIn newSignIn;
  private final TokenRevocationService revocation;
  private final boolean asksNobody;

  SignInOfSession(SessionSettings<?> options, SessionStore store) {
    this.store = store;
    this.tokens = new TokensOfSession(options, store);
    this.person = new PersonOfSession(options, tokens);
    this.refresh = new RefreshOfSession(options, tokens, person);
    this.newSignIn = new NewSignIn(options, store);
    this.revocation = options.tokenRevocationStep();
    this.asksNobody = options.asksNobody();
  }

  TokensOfSession tokens() {
    return tokens;
  }

  PersonOfSession person() {
    return person;
  }

  /** Whether it never takes a person, so that it may be done at any time. */
  boolean asksNobody() {
    return asksNobody;
  }

  /** Tokens with some life left. */
  OktaTokens usable(Caller caller) {
    Optional<OktaTokens> fresh = tokens.fresh();
    if (fresh.isPresent()) {
      return fresh.get();
    }
    Optional<OktaTokens> before = tokens.last();
    if (!caller.mayAsk() && before.filter(tokens::areRefreshable).isEmpty()) {
      throw required(before.isPresent() ? "the sign-in is over" : "nobody has signed in", null);
    }
    return store.withSignInLocked(caller.mayAsk(), () -> next(caller));
  }

  private OktaTokens next(Caller caller) {
    Optional<OktaTokens> now = tokens.newest();
    return now.filter(tokens::areFresh)
        .map(tokens::adopt)
        .or(() -> now.flatMap(old -> refresh.inPlaceOf(old, caller)))
        .orElseGet(() -> ask(caller, "the sign-in is over", null));
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
    Optional<OktaTokens> now = tokens.newest();
    Optional<OktaTokens> others = now.filter(other -> !other.equals(rejected));
    if (first && others.filter(tokens::areFresh).isPresent()) {
      return tokens.adopt(others.get());
    }
    if (endsTheSignIn(why)) {
      boolean refreshIsNoHelp = tokens.wereJustRefreshed(rejected, caller.foundTokens());
      Optional<OktaTokens> refreshed =
          refreshIsNoHelp ? Optional.empty() : now.flatMap(old -> refresh.inPlaceOf(old, caller));
      if (refreshed.isPresent()) {
        return refreshed.get();
      }
      keepWhatIsLeftOf(rejected, refreshIsNoHelp);
    }
    return ask(caller, "Okta no longer accepts the last sign-in", why);
  }

  private void keepWhatIsLeftOf(OktaTokens rejected, boolean refreshIsNoHelp) {
    if (tokens.newest().filter(rejected::equals).isPresent()) {
      if (refreshIsNoHelp) {
        tokens.keepSpent(rejected);
      } else {
        // a refresh that failed for another reason than Okta's no may still succeed
        tokens.keepForRefresh(rejected);
      }
    }
  }

  private OktaTokens ask(Caller caller, String reason, @Nullable OktaAwsException cause) {
    if (!caller.mayAsk()) {
      throw required(tokens.inHand() == null ? "nobody has signed in" : reason, cause);
    }
    OktaTokens signedIn = newSignIn.signIn(caller);
    tokens.keepGiven(signedIn);
    person.note(signedIn, !asksNobody);
    return signedIn;
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

  /** Forgets the sign-in here and in the store, and then tells Okta. */
  void signOut() {
    Set<OktaTokens> ended;
    try {
      ended =
          store.withSignInLocked(
              false,
              () -> {
                Set<OktaTokens> all = tokens.all();
                forget();
                return all;
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
    for (OktaTokens each : ended) {
      try {
        revocation.revoke(each);
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
    person.forget();
    tokens.forget();
  }

  private static SignInRequiredException required(String reason, @Nullable OktaAwsException cause) {
    return new SignInRequiredException(reason, ErrorContext.at(Step.SIGN_IN).cause(cause));
  }
}
