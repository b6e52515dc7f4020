package io.github.oktaaws.federation;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.signin.OktaTokens;
import java.util.List;

/** Step 2: which AWS Account Federation apps the person can use. A lambda can stand in for it. */
@FunctionalInterface
public interface FederationAppService {

  /**
   * Lists the apps of Okta's catalogue entry for AWS Account Federation that the person is assigned
   * to. Custom SAML apps are not found by anything; use {@link FederationApp#withId} for them.
   *
   * @param tokens the sign-in
   * @return the apps, in Okta's order; may be empty
   * @throws io.github.oktaaws.error.OktaAwsException if Okta does not answer the question
   */
  List<FederationApp> list(OktaTokens tokens);

  /**
   * Asks Okta: {@code /api/v1/users/me/appLinks}, joined with {@code /api/v1/apps} where the token
   * may read it (it adds the identity provider's ARN and the allowed client).
   *
   * @param org the org
   * @param clientId the OIDC client id; apps that are known to allow another client are left out
   * @return the service; safe for use by several threads
   */
  static FederationAppService create(OktaOrg org, String clientId) {
    return new OktaFederationApps(org, clientId);
  }
}
