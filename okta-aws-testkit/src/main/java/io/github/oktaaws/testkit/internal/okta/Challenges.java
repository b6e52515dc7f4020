package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.Factor;
import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;

/** {@code /v1/challenge}: which factor a person proves after the password, and how. */
final class Challenges {

  private static final Duration LIFE = Duration.ofMinutes(5);

  private final OktaState state;
  private final OAuthClients clients;
  private final DirectSignIn direct;

  Challenges(OktaState state, OAuthClients clients, DirectSignIn direct) {
    this.state = state;
    this.clients = clients;
    this.direct = direct;
  }

  MockResponse challenge(OAuthRequest request) throws OAuthRefusal {
    OidcApp client = clients.client(request.form());
    MfaAttempt attempt = direct.attempt(request, client);
    List<String> supported =
        List.of(
            OAuthClients.required(request.form(), "challenge_types_supported")
                .trim()
                .split("\\s+"));
    String hint = request.form().getOrDefault("channel_hint", "");
    Factor factor = factor(attempt, supported, hint);
    OAuthClients.requireGrant(client.grantTypes(), grant(factor));
    return Answers.json(
        200,
        factor == Factor.OTP
            ? Map.of("challenge_type", GrantType.MFA_OTP.wireName())
            : body(start(attempt, factor)));
  }

  private static Factor factor(MfaAttempt attempt, List<String> supported, String hint)
      throws OAuthRefusal {
    Optional<Factor> wanted = Factor.named(hint).filter(factor -> factor != Factor.OTP);
    if (!hint.isEmpty() && wanted.isEmpty()) {
      throw OAuthRefusal.badRequest("invalid_request", "The 'channel_hint' is invalid.");
    }
    return Arrays.stream(Factor.values())
        .sorted((a, b) -> Boolean.compare(a == Factor.OTP, b == Factor.OTP))
        .filter(factor -> attempt.user.factors().contains(factor))
        .filter(factor -> supported.contains(grant(factor).wireName()))
        .filter(factor -> wanted.isEmpty() || wanted.get() == factor)
        .findFirst()
        .orElseThrow(
            () ->
                OAuthRefusal.badRequest(
                    "invalid_request",
                    "The user is not enrolled in an authenticator that the request asks for."));
  }

  private static GrantType grant(Factor factor) {
    return factor == Factor.OTP ? GrantType.MFA_OTP : GrantType.MFA_OOB;
  }

  private OobChallenge start(MfaAttempt attempt, Factor channel) {
    String bindingCode =
        channel != Factor.PUSH
            ? Ids.digits(6)
            : attempt.user.numberChallenge() ? Ids.twoDigits() : "";
    OobChallenge challenge =
        new OobChallenge(
            state.secrets.issue(Ids.secret(24)),
            attempt,
            channel,
            bindingCode,
            state.clock.instant().plus(LIFE),
            state.pollingInterval);
    boolean atOnce =
        state.autoApprover != null
            && state.autoApprover.login().equals(attempt.user.login())
            && challenge.isPush();
    if (atOnce) {
      challenge.decision = OobChallenge.Decision.APPROVED;
    }
    state.oobChallenges.put(challenge.code, challenge);
    return challenge;
  }

  private Map<String, Object> body(OobChallenge challenge) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("challenge_type", GrantType.MFA_OOB.wireName());
    body.put("oob_code", challenge.code);
    body.put("expires_in", LIFE.toSeconds());
    body.put("channel", challenge.channel.shortName());
    if (!challenge.isPush()) {
      body.put("binding_method", "prompt");
      return body;
    }
    body.put("interval", state.pollingInterval.toSeconds());
    body.put("binding_method", challenge.bindingCode.isEmpty() ? "none" : "transfer");
    if (!challenge.bindingCode.isEmpty()) {
      body.put("binding_code", challenge.bindingCode);
    }
    return body;
  }
}
