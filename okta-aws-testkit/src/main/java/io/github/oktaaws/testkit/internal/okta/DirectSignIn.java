package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The grants of direct authentication: a password, and what has to be proved after it. */
final class DirectSignIn {

  private static final Duration ATTEMPT_LIFE = Duration.ofMinutes(10);

  private final OktaState state;
  private final Phones phones;

  DirectSignIn(OktaState state, Phones phones) {
    this.state = state;
    this.phones = phones;
  }

  Family password(OAuthRequest request, OidcApp client) throws OAuthRefusal {
    Map<String, String> form = request.form();
    Set<String> scopes = OAuthClients.scopes(form, state.servers.scopes(request.server(), client));
    String username = OAuthClients.required(form, "username");
    String password = OAuthClients.required(form, "password");
    OrgUser user =
        state
            .passwords
            .check(username, password)
            .orElseThrow(() -> OAuthRefusal.invalidGrant("The credentials provided were invalid."));
    if (!client.assignedTo().contains(user.login())) {
      throw OAuthRefusal.badRequest("access_denied", "User isn't assigned to the client app.");
    }
    if (user.factors().isEmpty()) {
      return new Family(client.clientId(), request.server(), state.signIn(user), scopes);
    }
    MfaAttempt attempt =
        new MfaAttempt(
            state.secrets.issue(Ids.secret(32)),
            client.clientId(),
            request.server(),
            user,
            scopes,
            state.clock.instant().plus(ATTEMPT_LIFE));
    state.mfaAttempts.put(attempt.token, attempt);
    throw OAuthRefusal.mfaRequired(attempt.token);
  }

  /** The attempt that a request's {@code mfa_token} names. */
  MfaAttempt attempt(OAuthRequest request, OidcApp client) throws OAuthRefusal {
    @Nullable MfaAttempt attempt =
        state.mfaAttempts.get(OAuthClients.required(request.form(), "mfa_token"));
    if (attempt == null
        || !attempt.clientId.equals(client.clientId())
        || !attempt.server.id().equals(request.server().id())
        || !attempt.openAt(state.clock.instant())) {
      throw OAuthRefusal.invalidGrant("The 'mfa_token' is invalid or has expired.");
    }
    return attempt;
  }

  Family otp(OAuthRequest request, OidcApp client) throws OAuthRefusal {
    MfaAttempt attempt = attempt(request, client);
    String otp = OAuthClients.required(request.form(), "otp");
    if (!phones.spendOtp(attempt.user.login(), otp)) {
      attempt.fail();
      throw OAuthRefusal.invalidGrant("The 'otp' is invalid or has expired.");
    }
    return signedIn(attempt);
  }

  Family outOfBand(OAuthRequest request, OidcApp client) throws OAuthRefusal {
    MfaAttempt attempt = attempt(request, client);
    @Nullable OobChallenge challenge =
        state.oobChallenges.get(OAuthClients.required(request.form(), "oob_code"));
    Instant now = state.clock.instant();
    if (challenge == null || challenge.attempt != attempt) {
      throw OAuthRefusal.invalidGrant("The 'oob_code' is invalid.");
    }
    if (challenge.expired(now)) {
      throw OAuthRefusal.badRequest("expired_token", "The 'oob_code' has expired.");
    }
    if (challenge.isPush()) {
      checkDecision(challenge, now);
    } else {
      checkCode(challenge, OAuthClients.required(request.form(), "binding_code"));
    }
    return signedIn(attempt);
  }

  private static void checkDecision(OobChallenge challenge, Instant now) throws OAuthRefusal {
    switch (challenge.decision) {
      case DENIED ->
          throw OAuthRefusal.badRequest(
              "access_denied", "The resource owner or authorization server denied the request.");
      case NONE -> {
        challenge.polling.poll(now);
        throw OAuthRefusal.badRequest(
            "authorization_pending",
            "The user has yet to respond to the push notification. Please try again later.");
      }
      case APPROVED -> {}
    }
  }

  private static void checkCode(OobChallenge challenge, String given) throws OAuthRefusal {
    if (!Passwords.same(challenge.bindingCode, given)) {
      challenge.attempt.fail();
      throw OAuthRefusal.invalidGrant("The 'binding_code' is invalid.");
    }
  }

  private Family signedIn(MfaAttempt attempt) {
    attempt.end();
    return new Family(attempt.clientId, attempt.server, state.signIn(attempt.user), attempt.scopes);
  }
}
