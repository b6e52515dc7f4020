package io.github.oktaaws.federation;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.SubjectTokenRejectedException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.error.WebSsoNotAllowedException;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.JsonObject;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.internal.http.OktaHttp;
import io.github.oktaaws.internal.http.Rehearses;
import io.github.oktaaws.signin.OktaTokens;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * RFC 8693 with Okta's requested token type, as okta-aws-cli uses it; Okta does not document it.
 */
final class OktaTokenExchange implements TokenExchangeService, Rehearses {

  private static final String WEB_SSO_TOKEN = "urn:okta:oauth:token-type:web_sso_token";
  private static final String TOKEN_EXCHANGE = "Token Exchange";
  private static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);

  private final OktaOrg org;
  private final String clientId;
  private final OktaHttp http;

  OktaTokenExchange(OktaOrg org, String clientId) {
    this.org = org;
    this.clientId = Objects.requireNonNull(clientId, "clientId");
    this.http = new OktaHttp(org::httpClient, Step.TOKEN_EXCHANGE);
  }

  private record Answer(
      @Nullable String accessToken, @Nullable String issuedTokenType, @Nullable Long expiresIn) {

    static Answer from(JsonObject json) {
      return new Answer(
          json.text("access_token"), json.text("issued_token_type"), json.number("expires_in"));
    }
  }

  @Override
  public WebSsoToken exchange(OktaTokens tokens, FederationApp app) {
    if (tokens.idToken().isEmpty()) {
      throw new ScopeNotAllowedException("openid", ErrorContext.at(Step.TOKEN_EXCHANGE));
    }
    HttpAnswer answer =
        http.postForm(
            org.endpoints().token(), form(tokens, app), Map.of("Accept", "application/json"));
    if (answer.status() != 200) {
      throw refusal(answer, app);
    }
    Answer granted = Json.read(answer, Answer::from, Step.TOKEN_EXCHANGE);
    if (!WEB_SSO_TOKEN.equals(granted.issuedTokenType())) {
      throw unexpected(answer, "issued another type of token than the one asked for");
    }
    if (granted.accessToken() == null || granted.accessToken().isBlank()) {
      throw unexpected(answer, "issued an empty token");
    }
    return new WebSsoToken(granted.accessToken(), app, lifetime(granted.expiresIn()));
  }

  @Override
  public void rehearse() {
    Rehearsal.run();
  }

  private Map<String, String> form(OktaTokens tokens, FederationApp app) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", clientId);
    form.put("actor_token", tokens.accessToken());
    form.put("actor_token_type", "urn:ietf:params:oauth:token-type:access_token");
    form.put("subject_token", tokens.idToken());
    form.put("subject_token_type", "urn:ietf:params:oauth:token-type:id_token");
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.put("requested_token_type", WEB_SSO_TOKEN);
    form.put("audience", "urn:okta:apps:" + app.id());
    return form;
  }

  private OktaAwsException refusal(HttpAnswer answer, FederationApp app) {
    OktaErrors error = OktaErrors.read(answer, Step.TOKEN_EXCHANGE);
    return switch (error.code()) {
      case "invalid_grant" -> invalidGrant(error, app);
      case "access_denied" ->
          error.description().contains("assigned")
              ? new UserNotAssignedException(named(app), error.context())
              : new SignInPolicyException(error.description(), error.context());
      case "unsupported_grant_type" ->
          new GrantTypeNotAllowedException(clientId, TOKEN_EXCHANGE, error.context());
      default -> error.forClient(clientId, TOKEN_EXCHANGE, "openid okta.apps.sso");
    };
  }

  /** Okta gives one error code to all of these; only the description tells them apart. */
  private OktaAwsException invalidGrant(OktaErrors error, FederationApp app) {
    String description = error.description().toLowerCase(Locale.ROOT);
    if (description.contains("assurance requirements")) {
      return new AssuranceNotMetException(app.id(), error.context());
    }
    if (description.contains("expired or the session")) {
      return new OktaSessionEndedException(error.context());
    }
    if (description.contains("allow the client to request")) {
      return new WebSsoNotAllowedException(clientId, app.id(), error.context());
    }
    if (description.contains("rate limit")) {
      return new RateLimitedException(Duration.ofMinutes(1), error.context());
    }
    if (description.contains("is invalid")) {
      return new SubjectTokenRejectedException(error.context());
    }
    return new OAuthErrorException(error.code(), error.description(), error.context());
  }

  private static String named(FederationApp app) {
    return "the AWS app " + (app.label().equals(app.id()) ? "" : app.label() + " ") + app.id();
  }

  private static Duration lifetime(@Nullable Long seconds) {
    return seconds == null || seconds <= 0 || seconds > Duration.ofDays(1).toSeconds()
        ? USUAL_LIFETIME
        : Duration.ofSeconds(seconds);
  }

  private static UnexpectedAnswerException unexpected(HttpAnswer answer, String what) {
    return new UnexpectedAnswerException(
        answer.host() + " " + what + ".", answer.context(Step.TOKEN_EXCHANGE));
  }
}
