package io.github.oktaaws.saml;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.federation.WebSsoToken;

/** Step 4: a web SSO token becomes the app's SAML assertion. A lambda can stand in for it. */
@FunctionalInterface
public interface SamlAssertionService {

  /**
   * Spends the web SSO token.
   *
   * @param token the token; it can be used once
   * @return the assertion
   * @throws io.github.oktaaws.error.StepUpRequiredException if Okta asks for another factor
   * @throws io.github.oktaaws.error.OktaSessionEndedException if Okta shows its sign-in page
   * @throws io.github.oktaaws.error.UserNotAssignedException if the person is not assigned to the
   *     app
   * @throws io.github.oktaaws.error.SignInPolicyException if Okta says that access is denied
   * @throws io.github.oktaaws.error.SamlPageException if the page holds no, or more than one, SAML
   *     response
   * @throws io.github.oktaaws.error.InvalidAssertionException if AWS could not accept the response
   * @throws io.github.oktaaws.error.OktaAwsException for every other failure
   */
  SamlAssertion fetch(WebSsoToken token);

  /**
   * Posts the token in the body of a request to {@code /login/token/sso}, as okta-aws-cli does
   * since 2.6.0.
   *
   * @param org the org
   * @return the service; safe for use by several threads
   */
  static SamlAssertionService create(OktaOrg org) {
    return OktaSamlPage.byPost(org);
  }

  /**
   * Sends the token in the URL of a GET, for orgs where the POST form should not work. The token
   * then shows in the logs of proxies; prefer {@link #create}.
   *
   * @param org the org
   * @return the service; safe for use by several threads
   */
  static SamlAssertionService withTokenInUrl(OktaOrg org) {
    return OktaSamlPage.byGet(org);
  }
}
