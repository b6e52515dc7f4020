package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import java.time.Clock;

/**
 * Gives a sign-in a new life without asking the person. A lambda can stand in for it. Okta does not
 * say whether tokens that were refreshed are accepted in the exchange for a web SSO token.
 */
@FunctionalInterface
public interface TokenRefreshService {

  /**
   * Spends the refresh token (RFC 6749 section 6). Where the server rotates them, it must not be
   * used again: keep the new tokens before using them, and do not give up waiting for them at once
   * when the thread is interrupted.
   *
   * @param tokens tokens with a refresh token
   * @return new tokens; a refresh or ID token that the server did not give anew is the one before
   * @throws io.github.oktaaws.error.RefreshTokenRejectedException if the server does not accept it
   * @throws io.github.oktaaws.error.OktaAwsException for every other failure
   */
  OktaTokens refresh(OktaTokens tokens);

  /**
   * Asks Okta's token endpoint.
   *
   * @param org the org
   * @param clientId the OIDC client id; its app must allow the Refresh Token grant
   * @param clock the clock that {@link OktaTokens#receivedAt()} is read from
   * @return the service; safe for use by several threads
   */
  static TokenRefreshService create(OktaOrg org, String clientId, Clock clock) {
    return new OktaTokenRefresh(org, clientId, clock);
  }
}
