package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.AccessToken;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.Family;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.RefreshToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;

/** {@code /oauth2/v1/token} and {@code /oauth2/v1/revoke}. */
final class TokenEndpoint {

  private static final Duration ROTATION_GRACE = Duration.ofSeconds(30);
  private static final String BAD_REFRESH_TOKEN = "The refresh token is invalid or expired.";

  private final OktaState state;
  private final OAuthClients clients;
  private final DeviceAuthorizations devices;
  private final TokenIssuer issuer;
  private final WebSsoExchange exchange;

  TokenEndpoint(OktaState state, DeviceAuthorizations devices) {
    this.state = state;
    this.clients = new OAuthClients(state);
    this.devices = devices;
    this.issuer = new TokenIssuer(state);
    this.exchange = new WebSsoExchange(state, issuer);
  }

  MockResponse token(Map<String, String> form) throws OAuthRefusal {
    String grantType = OAuthClients.required(form, "grant_type");
    OidcApp client = clients.client(form);
    GrantType grant =
        GrantType.named(grantType)
            .filter(type -> type.wireName().equals(grantType))
            .orElseThrow(
                () ->
                    OAuthRefusal.badRequest(
                        "unsupported_grant_type",
                        "The authorization grant type is not supported by the authorization"
                            + " server."));
    OAuthClients.requireGrant(client, grant);
    Map<String, Object> body =
        switch (grant) {
          case DEVICE_CODE -> deviceCode(form, client);
          case REFRESH_TOKEN -> refresh(form, client);
          case TOKEN_EXCHANGE -> exchange.exchange(form, client);
        };
    return Answers.json(200, body);
  }

  private Map<String, Object> deviceCode(Map<String, String> form, OidcApp client)
      throws OAuthRefusal {
    String deviceCode = OAuthClients.required(form, "device_code");
    Set<String> scopes = devices.scopesOf(deviceCode);
    Family family = new Family(client.clientId(), devices.redeem(deviceCode, client), scopes);
    Map<String, Object> body = issuer.tokens(family, scopes);
    if (issuer.givesRefreshToken(client, scopes)) {
      body.put("refresh_token", issuer.refreshToken(family, scopes));
    }
    return body;
  }

  private Map<String, Object> refresh(Map<String, String> form, OidcApp client)
      throws OAuthRefusal {
    String presented = OAuthClients.required(form, "refresh_token");
    RefreshToken token = state.refreshTokens.get(presented);
    Instant now = state.clock.instant();
    if (token == null
        || !token.family.clientId.equals(client.clientId())
        || token.family.revoked()
        || now.isAfter(token.idleUntil)) {
      throw OAuthRefusal.invalidGrant(BAD_REFRESH_TOKEN);
    }
    if (now.isAfter(token.goodUntil)) {
      token.family.revoke();
      throw OAuthRefusal.invalidGrant(BAD_REFRESH_TOKEN);
    }
    Set<String> scopes =
        form.containsKey("scope") ? OAuthClients.scopes(form, token.scopes) : token.scopes;
    Map<String, Object> body = issuer.tokens(token.family, scopes);
    body.put("refresh_token", next(presented, token, client, now));
    return body;
  }

  private String next(String presented, RefreshToken token, OidcApp client, Instant now) {
    if (!client.rotatesRefreshTokens()) {
      return presented;
    }
    if (token.goodUntil.equals(Instant.MAX)) {
      token.goodUntil = now.plus(ROTATION_GRACE);
    }
    return issuer.refreshToken(token.family, token.scopes);
  }

  /** RFC 7009: a token nobody knows is as revoked as it can be. */
  MockResponse revoke(Map<String, String> form) throws OAuthRefusal {
    OidcApp client = clients.client(form);
    String token = OAuthClients.required(form, "token");
    RefreshToken refresh = state.refreshTokens.get(token);
    if (refresh != null && refresh.family.clientId.equals(client.clientId())) {
      refresh.family.revoke();
      state.refreshTokens.remove(token);
    }
    AccessToken access = state.accessTokens.get(token);
    if (access != null && access.family().clientId.equals(client.clientId())) {
      state.accessTokens.remove(token);
    }
    return new MockResponse.Builder().code(200).build();
  }
}
