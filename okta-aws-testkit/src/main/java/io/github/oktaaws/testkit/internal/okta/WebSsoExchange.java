package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.AccessToken;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.IdToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exchange of a person's tokens for a token that signs them in to one app. */
final class WebSsoExchange {

  static final String AUDIENCE_PREFIX = "urn:okta:apps:";
  private static final String ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
  private static final String ID_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:id_token";
  private static final String WEB_SSO_TOKEN_TYPE = "urn:okta:oauth:token-type:web_sso_token";

  private final OktaState state;
  private final TokenIssuer issuer;

  WebSsoExchange(OktaState state, TokenIssuer issuer) {
    this.state = state;
    this.issuer = issuer;
  }

  Map<String, Object> exchange(OAuthRequest request, OidcApp client, String keyThumbprint)
      throws OAuthRefusal {
    Map<String, String> form = request.form();
    if (!request.server().isOrg()) {
      throw OAuthRefusal.badRequest("invalid_request", "The 'requested_token_type' is invalid.");
    }
    requireValue(form, "requested_token_type", WEB_SSO_TOKEN_TYPE);
    requireValue(form, "subject_token_type", ID_TOKEN_TYPE);
    requireValue(form, "actor_token_type", ACCESS_TOKEN_TYPE);
    FederationApp app = audience(form);
    IdToken subject = subject(form, client);
    actor(form, subject, keyThumbprint);
    if (!app.allowedWebSsoClients().contains(client.clientId())) {
      throw OAuthRefusal.invalidGrant(
          "The target audience app must be configured to allow the client to request a"
              + " 'web_sso_token'.");
    }
    if (app.policy() == AuthenticationPolicy.REFUSES_EXCHANGE) {
      throw OAuthRefusal.invalidGrant(
          "The application's assurance requirements are not met by the 'subject_token'.");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token_type", "N_A");
    body.put("expires_in", TokenIssuer.WEB_SSO_TOKEN_LIFE.toSeconds());
    body.put("access_token", issuer.webSsoToken(app.id(), subject.family()));
    body.put("issued_token_type", WEB_SSO_TOKEN_TYPE);
    return body;
  }

  private FederationApp audience(Map<String, String> form) throws OAuthRefusal {
    String audience = OAuthClients.required(form, "audience");
    String id =
        audience.startsWith(AUDIENCE_PREFIX) ? audience.substring(AUDIENCE_PREFIX.length()) : "";
    return state.config.federationApps().stream()
        .filter(app -> app.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> OAuthRefusal.badRequest("invalid_request", "The 'audience' is invalid."));
  }

  private IdToken subject(Map<String, String> form, OidcApp client) throws OAuthRefusal {
    IdToken subject = state.idTokens.get(OAuthClients.required(form, "subject_token"));
    if (subject == null
        || !subject.family().server.isOrg()
        || !subject.family().clientId.equals(client.clientId())) {
      throw OAuthRefusal.invalidGrant("'subject_token' is invalid.");
    }
    Instant now = state.clock.instant();
    if (!now.isBefore(subject.expiresAt()) || subject.family().session.ended()) {
      throw OAuthRefusal.invalidGrant(
          "The 'subject_token' either expired or the session associated with it was terminated.");
    }
    return subject;
  }

  private void actor(Map<String, String> form, IdToken subject, String keyThumbprint)
      throws OAuthRefusal {
    AccessToken actor = state.accessTokens.get(OAuthClients.required(form, "actor_token"));
    if (actor == null
        || actor.family() != subject.family()
        || actor.family().revoked()
        || !boundTo(actor, keyThumbprint)
        || !state.clock.instant().isBefore(actor.expiresAt())) {
      throw OAuthRefusal.invalidGrant("'actor_token' is invalid.");
    }
    if (!actor.scopes().contains("okta.apps.sso")) {
      throw OAuthRefusal.badRequest(
          "invalid_scope", "The 'actor_token' must have the scope 'okta.apps.sso'.");
    }
  }

  private static boolean boundTo(AccessToken token, String keyThumbprint) {
    return token.keyThumbprint().isEmpty() || token.keyThumbprint().equals(keyThumbprint);
  }

  private static void requireValue(Map<String, String> form, String name, String value)
      throws OAuthRefusal {
    if (!OAuthClients.required(form, name).equals(value)) {
      throw OAuthRefusal.badRequest("invalid_request", "The '" + name + "' is invalid.");
    }
  }
}
