package io.github.oktaaws;

import io.github.oktaaws.Turns.Caller;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.federation.TokenExchangeService;
import io.github.oktaaws.federation.WebSsoToken;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.saml.SamlAssertionService;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Steps 2 to 4 of a session: the person's federation apps, and an assertion of each that is asked
 * for, kept in memory while AWS takes it. One thread at a time is at work on them, and what it gets
 * serves those who waited.
 */
final class AppsOfSession {

  /** STS refuses an assertion five minutes after it was issued; leave time for the call itself. */
  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(4);

  private final TokensOfSession tokens;
  private final Turns turns;
  private final FederationAppChoice choice;
  private final TokenExchangeService tokenExchange;
  private final SamlAssertionService samlAssertions;
  private final Clock clock;

  // these are of the person whose tokens they were got with
  private @Nullable OktaTokens lastUsed;
  private @Nullable List<FederationApp> apps;
  private final Map<String, HeldAssertion> assertions = new HashMap<>();

  private record HeldAssertion(SamlAssertion assertion, Instant receivedAt) {
    boolean is(@Nullable SamlAssertion other) {
      return other != null && assertion.encoded().equals(other.encoded());
    }

    boolean isFresh(Instant now) {
      Duration age = Duration.between(receivedAt, now);
      return !age.isNegative() && age.compareTo(ASSERTION_LIFE) < 0;
    }
  }

  AppsOfSession(OktaAwsSessionBuilder options, TokensOfSession tokens, Turns turns) {
    this.tokens = tokens;
    this.turns = turns;
    this.choice = options.federationAppChoice();
    this.tokenExchange = options.tokenExchangeStep();
    this.samlAssertions = options.samlAssertionStep();
    this.clock = options.clock();
  }

  FederationAppChoice choice() {
    return choice;
  }

  /** Makes ready what comes after the sign-in. */
  Preparation preparation(@Nullable String roleArn, AssumeRoleWithSamlService last) {
    return Preparation.of(roleArn, tokenExchange, samlAssertions, last);
  }

  /** Makes sure that somebody is signed in. */
  void signedIn(Caller caller) {
    turns.locked(caller, () -> noting(turns.usable(caller)));
  }

  /** What Okta shows the person now, whichever apps were configured. */
  List<FederationApp> shown(Caller caller) {
    return turns.locked(caller, () -> withTokens(caller, choice.apps()::list));
  }

  /** The apps that may offer a role: one, or several where the role itself tells them apart. */
  List<FederationApp> candidates(Caller caller, boolean roleTellsThemApart) {
    return turns.locked(
        caller,
        () -> {
          List<FederationApp> known = apps;
          if (known == null) {
            known = withTokens(caller, choice::candidates);
            apps = known;
          }
          if (known.size() == 1 || (roleTellsThemApart && !choice.canAsk())) {
            return known;
          }
          List<FederationApp> one = List.of(choice.choose(known));
          apps = one;
          return one;
        });
  }

  /** All apps that are not ruled out, where no choice among them is wanted. */
  List<FederationApp> every(Caller caller) {
    return choice.canAsk()
        ? turns.locked(caller, () -> withTokens(caller, choice::candidates))
        : candidates(caller, true);
  }

  /** The app's assertion, a fresh one if the last one is old or was spent. */
  SamlAssertion assertion(FederationApp app, Caller caller, @Nullable SamlAssertion spent) {
    return turns.locked(
        caller,
        () -> {
          HeldAssertion last = assertions.get(app.id());
          if (last != null && !last.is(spent) && last.isFresh(clock.instant())) {
            return last.assertion();
          }
          assertions.remove(app.id());
          SamlAssertion fetched =
              withTokens(caller, current -> fetchAssertion(app, current, caller));
          assertions.put(app.id(), new HeldAssertion(fetched, clock.instant()));
          return fetched;
        });
  }

  private SamlAssertion fetchAssertion(FederationApp app, OktaTokens current, Caller caller) {
    caller.preparation().connect();
    WebSsoToken webSsoToken = tokenExchange.exchange(current, app);
    return samlAssertions.fetch(webSsoToken);
  }

  /** Forgets all, for whoever has the turn. */
  void forget() {
    assertions.clear();
    apps = null;
    lastUsed = null;
  }

  /** Works with the sign-in's tokens; where Okta no longer accepts them, once more with others. */
  private <T> T withTokens(Caller caller, Function<OktaTokens, T> work) {
    OktaTokens current = noting(turns.usable(caller));
    for (boolean first = true; ; first = false) {
      try {
        return work.apply(current);
      } catch (OktaAwsException e) {
        if (!SignInOfSession.wantsANewSignIn(e)) {
          throw e;
        }
        current = noting(turns.inPlaceOf(current, e, caller, first));
      }
    }
  }

  /** What was got for another person, or before a person signed in anew, is not for this one. */
  private OktaTokens noting(OktaTokens current) {
    OktaTokens before = lastUsed;
    if (before != null
        // they are mostly the very same, and Objects.equals then compares nothing
        && !Objects.equals(before, current)
        && (tokens.wereJustGiven(current, before) || isOfAnother(current, before))) {
      assertions.clear();
      if (!choice.canAsk() || isOfAnother(current, before)) {
        apps = null;
      }
    }
    lastUsed = current;
    return current;
  }

  private static boolean isOfAnother(OktaTokens tokens, OktaTokens before) {
    return !tokens.subject().equals(before.subject());
  }
}
