package io.github.oktaaws.federation;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.signin.OktaTokens;

/** Step 3: the sign-in's tokens become a web SSO token. A lambda can stand in for it. */
@FunctionalInterface
public interface TokenExchangeService {

  /**
   * Exchanges the tokens (RFC 8693).
   *
   * @param tokens the sign-in, with an ID token
   * @param app the app to be signed in to
   * @return the web SSO token
   * @throws io.github.oktaaws.error.AssuranceNotMetException if the app's policy asks for more
   * @throws io.github.oktaaws.error.OktaSessionEndedException if the Okta session has ended
   * @throws io.github.oktaaws.error.SubjectTokenRejectedException if the tokens are of another org
   *     or client
   * @throws io.github.oktaaws.error.WebSsoNotAllowedException if the app does not name the client
   *     as its Allowed Web SSO Client
   * @throws io.github.oktaaws.error.GrantTypeNotAllowedException if the client may not use the
   *     Token Exchange grant
   * @throws io.github.oktaaws.error.OktaAwsException for every other failure
   */
  WebSsoToken exchange(OktaTokens tokens, FederationApp app);

  /**
   * Asks Okta's token endpoint for {@code urn:okta:oauth:token-type:web_sso_token}.
   *
   * @param org the org
   * @param clientId the OIDC client id
   * @return the service; safe for use by several threads
   */
  static TokenExchangeService create(OktaOrg org, String clientId) {
    return new OktaTokenExchange(org, clientId);
  }
}
