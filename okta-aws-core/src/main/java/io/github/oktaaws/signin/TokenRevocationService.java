package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import java.time.Clock;

/** Ends a sign-in at the server. A lambda can stand in for it. */
@FunctionalInterface
public interface TokenRevocationService {

  /**
   * Revokes the refresh token, if there is one, and the access token (RFC 7009). A token that the
   * server does not know is as good as revoked.
   *
   * @param tokens the sign-in's tokens
   * @throws io.github.oktaaws.error.OktaAwsException if the server could not be told
   */
  void revoke(OktaTokens tokens);

  /**
   * Asks Okta's revocation endpoint.
   *
   * @param org the org
   * @param clientId the OIDC client id
   * @return the service; safe for use by several threads
   */
  static TokenRevocationService create(OktaOrg org, String clientId) {
    return new OktaTokenRevocation(org, clientId, form -> form);
  }

  /**
   * Asks Okta's revocation endpoint as a client that proves with its key who it is.
   *
   * @param org the org
   * @param clientId the client ID of the service app
   * @param key its key
   * @param clock the clock that the assertions are dated by
   * @return the service; safe for use by several threads
   */
  static TokenRevocationService create(OktaOrg org, String clientId, ClientKey key, Clock clock) {
    ClientAssertion assertion = new ClientAssertion(clientId, key, clock);
    return new OktaTokenRevocation(
        org, clientId, form -> assertion.authenticated(form, org.endpoints().revocation()));
  }
}
