package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.Family;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Authorization codes with PKCE (RFC 7636). */
final class AuthorizationCodes {

  private static final Duration LIFE = Duration.ofSeconds(60);

  private final OktaState state;

  AuthorizationCodes(OktaState state) {
    this.state = state;
  }

  String issue(Family family, String redirectUri, String challenge) {
    String code = state.secrets.issue(Ids.secret(32));
    state.authorizationCodes.put(
        code,
        new AuthorizationCode(family, redirectUri, challenge, state.clock.instant().plus(LIFE)));
    return code;
  }

  /** What a code is good for: the person's consent. */
  Family redeem(OAuthRequest request, OidcApp client) throws OAuthRefusal {
    Map<String, String> form = request.form();
    String redirectUri = OAuthClients.required(form, "redirect_uri");
    @Nullable AuthorizationCode code =
        state.authorizationCodes.get(OAuthClients.required(form, "code"));
    if (code == null
        || !code.family.clientId.equals(client.clientId())
        || !code.family.server.id().equals(request.server().id())
        || !state.clock.instant().isBefore(code.expiresAt)
        || !code.redeem()) {
      throw OAuthRefusal.invalidGrant("The authorization code is invalid or has expired.");
    }
    if (!code.redirectUri.equals(redirectUri)) {
      throw OAuthRefusal.invalidGrant(
          "The 'redirect_uri' does not match the redirection URI used in the authorization"
              + " request.");
    }
    String verifier = OAuthClients.required(form, "code_verifier");
    if (!verifier.matches("[A-Za-z0-9._~-]{43,128}") || !code.challenge.equals(s256(verifier))) {
      throw OAuthRefusal.invalidGrant("PKCE verification failed.");
    }
    return code.family;
  }

  private static String s256(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
