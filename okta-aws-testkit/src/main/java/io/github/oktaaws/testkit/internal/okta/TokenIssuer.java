package io.github.oktaaws.testkit.internal.okta;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.AccessToken;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.Family;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.IdToken;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.RefreshToken;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.WebSsoToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mints tokens with the claims Okta's org authorization server gives them. */
final class TokenIssuer {

  static final Duration TOKEN_LIFE = Duration.ofHours(1);
  static final Duration WEB_SSO_TOKEN_LIFE = Duration.ofMinutes(5);
  private static final Duration REFRESH_IDLE = Duration.ofDays(7);

  private final OktaState state;

  TokenIssuer(OktaState state) {
    this.state = state;
  }

  /** The body of a token answer for a machine, whose tokens the org itself has no use for. */
  Map<String, Object> machineToken(
      Server server, String clientId, Set<String> scopes, String keyThumbprint) {
    Instant now = state.clock.instant();
    JWTClaimsSet.Builder claims =
        claims(server, "AT.", now, now.plus(TOKEN_LIFE))
            .audience(server.audience())
            .subject(clientId)
            .claim("cid", clientId)
            .claim("scp", List.copyOf(scopes));
    return body(sign(server, bound(claims, keyThumbprint)), scopes, keyThumbprint);
  }

  /** The body of a token answer, without a refresh token. */
  Map<String, Object> tokens(Family family, Set<String> scopes, String keyThumbprint) {
    Instant now = state.clock.instant();
    Instant expiry = now.plus(TOKEN_LIFE);
    String accessToken = accessToken(family, scopes, keyThumbprint, now, expiry);
    state.accessTokens.put(accessToken, new AccessToken(family, scopes, expiry, keyThumbprint));
    Map<String, Object> body = body(accessToken, scopes, keyThumbprint);
    if (scopes.contains("openid")) {
      String idToken = idToken(family, scopes, accessToken, now, expiry);
      state.idTokens.put(idToken, new IdToken(family, expiry));
      body.put("id_token", idToken);
    }
    return body;
  }

  private static Map<String, Object> body(
      String accessToken, Set<String> scopes, String keyThumbprint) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token_type", keyThumbprint.isEmpty() ? "Bearer" : "DPoP");
    body.put("expires_in", TOKEN_LIFE.toSeconds());
    body.put("access_token", accessToken);
    body.put("scope", String.join(" ", scopes));
    return body;
  }

  boolean givesRefreshToken(OidcApp app, Set<String> scopes) {
    return scopes.contains("offline_access") && app.grantTypes().contains(GrantType.REFRESH_TOKEN);
  }

  String refreshToken(Family family, Set<String> scopes, String keyThumbprint) {
    String token = state.secrets.issue(Ids.secret(32));
    state.refreshTokens.put(
        token,
        new RefreshToken(family, scopes, state.clock.instant().plus(REFRESH_IDLE), keyThumbprint));
    return token;
  }

  String webSsoToken(String appId, Family family) {
    Instant now = state.clock.instant();
    Instant expiry = now.plus(WEB_SSO_TOKEN_LIFE);
    String token =
        sign(
            family.server,
            claims(family.server, "WT.", now, expiry)
                .audience(state.baseUrl + "/login/token/sso")
                .subject(family.session.user.email())
                .claim("cid", family.clientId)
                .claim("target", appId));
    state.webSsoTokens.put(token, new WebSsoToken(appId, family.session, expiry));
    return token;
  }

  private String accessToken(
      Family family, Set<String> scopes, String keyThumbprint, Instant now, Instant expiry) {
    JWTClaimsSet.Builder claims =
        claims(family.server, "AT.", now, expiry)
            .audience(family.server.audience())
            .subject(family.session.user.email())
            .claim("cid", family.clientId)
            .claim("uid", userId(family.session))
            .claim("scp", List.copyOf(scopes))
            .claim("auth_time", family.session.authenticatedAt.getEpochSecond());
    return sign(family.server, bound(claims, keyThumbprint));
  }

  /** RFC 9449 §6.1. */
  private static JWTClaimsSet.Builder bound(JWTClaimsSet.Builder claims, String keyThumbprint) {
    return keyThumbprint.isEmpty() ? claims : claims.claim("cnf", Map.of("jkt", keyThumbprint));
  }

  private String idToken(
      Family family, Set<String> scopes, String accessToken, Instant now, Instant expiry) {
    JWTClaimsSet.Builder claims =
        claims(family.server, "ID.", now, expiry)
            .audience(family.clientId)
            .subject(userId(family.session))
            .claim("amr", List.of("swk", "mfa", "pwd"))
            .claim("idp", state.orgId)
            .claim("sid", family.session.id)
            .claim("auth_time", family.session.authenticatedAt.getEpochSecond())
            .claim("at_hash", leftHalfOfHash(accessToken));
    if (scopes.contains("profile")) {
      claims.claim("preferred_username", family.session.user.email());
      claims.claim("name", family.session.user.login());
    }
    if (scopes.contains("email")) {
      claims.claim("email", family.session.user.email());
    }
    if (!family.nonce.isEmpty()) {
      claims.claim("nonce", family.nonce);
    }
    return sign(family.server, claims);
  }

  private static JWTClaimsSet.Builder claims(
      Server server, String idPrefix, Instant now, Instant expiry) {
    return new JWTClaimsSet.Builder()
        .claim("ver", 1)
        .jwtID(Ids.letters(idPrefix, 43))
        .issuer(server.issuer())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(expiry));
  }

  private String sign(Server server, JWTClaimsSet.Builder claims) {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(server.key().id()).build(),
            claims.build());
    try {
      jwt.sign(new RSASSASigner(server.key().privateKey()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return state.secrets.issue(jwt.serialize());
  }

  static String userId(OktaSession session) {
    return "00u" + Integer.toUnsignedString(session.user.login().hashCode(), 36) + "0sandbox";
  }

  private static String leftHalfOfHash(String accessToken) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, hash.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
