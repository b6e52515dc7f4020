package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.RoleSelector;
import io.github.oktaaws.signin.OktaTokens;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * A person who has signed in, once for all of the org's federation apps.
 *
 * @param org the org
 * @param clientId the OIDC client
 * @param tokens the sign-in
 * @param region the region whose STS is asked, if it was given
 * @param sessionDuration how long credentials are to live, if it was given
 */
record SignedIn(
    OktaOrg org,
    String clientId,
    OktaTokens tokens,
    @Nullable Region region,
    @Nullable Duration sessionDuration) {

  /**
   * Credentials of one of an app's roles. Nobody is asked to sign in again: who has only just done
   * so would end up where they are.
   *
   * @param app the app
   * @param selector chooses the role
   * @return the credentials
   * @throws OktaAwsException if there are none to be had; its class says why
   */
  RoleCredentials credentials(FederationApp app, RoleSelector selector) {
    OktaAwsSession session = sessionOf(app);
    session.signIn();
    try {
      return session.role(selector).get(Request.silent());
    } catch (SignInRequiredException e) {
      if (e.getCause() instanceof OktaAwsException why) {
        throw why;
      }
      throw e;
    }
  }

  private OktaAwsSession sessionOf(FederationApp app) {
    OktaAwsSessionBuilder builder =
        OktaAwsSession.builder(org.endpoints(), clientId)
            .httpClient(org.httpClient())
            .signIn(() -> tokens)
            .federationApp(app.id());
    if (region != null) {
      builder.region(region);
    }
    if (sessionDuration != null) {
      builder.sessionDuration(sessionDuration);
    }
    return builder.build();
  }
}
