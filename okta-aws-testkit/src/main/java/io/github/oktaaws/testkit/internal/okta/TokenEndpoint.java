package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.ServiceApp;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.AccessToken;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.Family;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.RefreshToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;

/** {@code /v1/token} and {@code /v1/revoke} of every authorization server. */
final class TokenEndpoint {

  private static final Duration ROTATION_GRACE = Duration.ofSeconds(30);
  private static final String BAD_REFRESH_TOKEN = "The refresh token is invalid or expired.";

  private final OktaState state;
  private final OAuthClients clients;
  private final DeviceAuthorizations devices;
  private final AuthorizationCodes codes;
  private final DirectSignIn direct;
  private final TokenIssuer issuer;
  private final WebSsoExchange exchange;

  TokenEndpoint(
      OktaState state,
      OAuthClients clients,
      DeviceAuthorizations devices,
      AuthorizationCodes codes,
      DirectSignIn direct) {
    this.state = state;
    this.clients = clients;
    this.devices = devices;
    this.codes = codes;
    this.direct = direct;
    this.issuer = new TokenIssuer(state);
    this.exchange = new WebSsoExchange(state, issuer);
  }

  MockResponse token(OAuthRequest request) throws OAuthRefusal {
    String grantType = OAuthClients.required(request.form(), "grant_type");
    Client client = clients.authenticated(request);
    GrantType grant =
        GrantType.named(grantType)
            .filter(type -> type.wireName().equals(grantType))
            .orElseThrow(
                () ->
                    OAuthRefusal.badRequest(
                        "unsupported_grant_type",
                        "The authorization grant type is not supported by the authorization"
                            + " server."));
    OAuthClients.requireGrant(client.grantTypes(), grant);
    String keyThumbprint = state.dpop.forTokens(request, client.dpopRequired());
    if (client instanceof Client.Native person) {
      return Answers.json(200, tokens(grant, request, person.app(), keyThumbprint));
    }
    ServiceApp machine = ((Client.Machine) client).app();
    Set<String> scopes = state.servers.scopes(request.server(), machine, request.form());
    return Answers.json(
        200, issuer.machineToken(request.server(), machine.clientId(), scopes, keyThumbprint));
  }

  private Map<String, Object> tokens(
      GrantType grant, OAuthRequest request, OidcApp client, String keyThumbprint)
      throws OAuthRefusal {
    return switch (grant) {
      case DEVICE_CODE -> first(devices.redeem(request, client), client, keyThumbprint);
      case AUTHORIZATION_CODE -> first(codes.redeem(request, client), client, keyThumbprint);
      case PASSWORD -> first(direct.password(request, client), client, keyThumbprint);
      case MFA_OOB -> first(direct.outOfBand(request, client), client, keyThumbprint);
      case MFA_OTP -> first(direct.otp(request, client), client, keyThumbprint);
      case REFRESH_TOKEN -> refresh(request, client, keyThumbprint);
      case TOKEN_EXCHANGE -> exchange.exchange(request, client, keyThumbprint);
      case CLIENT_CREDENTIALS ->
          throw OAuthRefusal.badRequest(
              "unauthorized_client", "A public client cannot use 'client_credentials'.");
    };
  }

  private Map<String, Object> first(Family family, OidcApp client, String keyThumbprint) {
    Map<String, Object> body = issuer.tokens(family, family.scopes, keyThumbprint);
    if (issuer.givesRefreshToken(client, family.scopes)) {
      body.put("refresh_token", issuer.refreshToken(family, family.scopes, keyThumbprint));
    }
    return body;
  }

  private Map<String, Object> refresh(OAuthRequest request, OidcApp client, String keyThumbprint)
      throws OAuthRefusal {
    Map<String, String> form = request.form();
    String presented = OAuthClients.required(form, "refresh_token");
    RefreshToken token = state.refreshTokens.get(presented);
    Instant now = state.clock.instant();
    if (token == null
        || !token.family.clientId.equals(client.clientId())
        || !token.family.server.id().equals(request.server().id())
        || token.family.revoked()
        || now.isAfter(token.idleUntil)) {
      throw OAuthRefusal.invalidGrant(BAD_REFRESH_TOKEN);
    }
    if (!token.keyThumbprint.isEmpty() && !token.keyThumbprint.equals(keyThumbprint)) {
      throw OAuthRefusal.badRequest(
          "invalid_dpop_proof", "The DPoP proof JWT key is not that of the refresh token.");
    }
    if (now.isAfter(token.goodUntil)) {
      token.family.revoke();
      throw OAuthRefusal.invalidGrant(BAD_REFRESH_TOKEN);
    }
    Set<String> scopes =
        form.containsKey("scope") ? OAuthClients.scopes(form, token.scopes) : token.scopes;
    Map<String, Object> body = issuer.tokens(token.family, scopes, keyThumbprint);
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
    return issuer.refreshToken(token.family, token.scopes, token.keyThumbprint);
  }

  /** RFC 7009: a token nobody knows is as revoked as it can be. */
  MockResponse revoke(OAuthRequest request) throws OAuthRefusal {
    Map<String, String> form = request.form();
    Client client = clients.authenticated(request);
    String token = OAuthClients.required(form, "token");
    RefreshToken refresh = state.refreshTokens.get(token);
    if (refresh != null && isOf(refresh.family, client, request)) {
      refresh.family.revoke();
      state.refreshTokens.remove(token);
    }
    AccessToken access = state.accessTokens.get(token);
    if (access != null && isOf(access.family(), client, request)) {
      state.accessTokens.remove(token);
    }
    return new MockResponse.Builder().code(200).build();
  }

  private static boolean isOf(Family family, Client client, OAuthRequest request) {
    return family.clientId.equals(client.id()) && family.server.id().equals(request.server().id());
  }
}
