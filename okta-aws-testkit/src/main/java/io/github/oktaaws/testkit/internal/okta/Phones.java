package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.Factor;
import io.github.oktaaws.testkit.internal.okta.OobChallenge.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people do on their phones. */
public final class Phones {

  private static final Duration OTP_LIFE = Duration.ofSeconds(60);

  private record Otp(String code, Instant expiresAt) {}

  private final OktaState state;

  /** By login. */
  private final Map<String, Otp> otps = new HashMap<>();

  Phones(OktaState state) {
    this.state = state;
  }

  /** A fresh code of a person's authenticator app. */
  public String otp(String login) {
    return state.locked(
        () -> {
          Otp otp = new Otp(Ids.digits(6), state.clock.instant().plus(OTP_LIFE));
          otps.put(state.user(login).login(), otp);
          return otp.code();
        });
  }

  boolean spendOtp(String login, String given) {
    @Nullable Otp otp = otps.get(login);
    if (otp == null
        || !Passwords.same(otp.code(), given)
        || !state.clock.instant().isBefore(otp.expiresAt())) {
      return false;
    }
    otps.remove(login);
    return true;
  }

  /** The code in the newest text message or call. */
  public Optional<String> phoneCode(String login) {
    return state.locked(
        () ->
            challenges(login)
                .filter(
                    challenge ->
                        challenge.channel == Factor.SMS || challenge.channel == Factor.VOICE)
                .reduce((older, newer) -> newer)
                .map(challenge -> challenge.bindingCode));
  }

  /** Whether a push notification waits. */
  public boolean hasPush(String login) {
    return state.locked(() -> push(login).isPresent());
  }

  /** Approves or denies the newest push notification. */
  public void decidePush(String login, boolean approve) {
    state.locked(
        () -> {
          waiting(login).decision = approve ? Decision.APPROVED : Decision.DENIED;
          return true;
        });
  }

  /** Picks a number on the newest push notification; a wrong one denies. */
  public void pickNumber(String login, String number) {
    state.locked(
        () -> {
          OobChallenge push = waiting(login);
          if (push.bindingCode.isEmpty()) {
            throw new IllegalStateException(
                "the push notification of " + login + " asks for no number");
          }
          push.decision = push.bindingCode.equals(number) ? Decision.APPROVED : Decision.DENIED;
          return true;
        });
  }

  private OobChallenge waiting(String login) {
    return push(login)
        .orElseThrow(
            () -> new IllegalStateException("no push notification of " + login + " waits"));
  }

  private Optional<OobChallenge> push(String login) {
    Instant now = state.clock.instant();
    return challenges(login)
        .filter(challenge -> challenge.undecidedPush(now))
        .reduce((older, newer) -> newer);
  }

  private Stream<OobChallenge> challenges(String login) {
    String known = state.user(login).login();
    return state.oobChallenges.values().stream()
        .filter(challenge -> challenge.attempt.user.login().equals(known));
  }
}
