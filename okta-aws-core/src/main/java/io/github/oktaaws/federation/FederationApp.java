package io.github.oktaaws.federation;

import java.util.Optional;

/**
 * An AWS Account Federation app of an Okta org.
 *
 * @param id the app's instance id ({@code 0oa…})
 * @param label the name that people see
 * @param identityProviderArn the IAM identity provider that the app is for, where Okta told it
 * @param allowedWebSsoClient the OIDC client that may request web SSO tokens for it, where Okta
 *     told it
 */
public record FederationApp(
    String id,
    String label,
    Optional<String> identityProviderArn,
    Optional<String> allowedWebSsoClient) {

  /**
   * An app of which only the id is known: one that was configured, or a custom SAML app.
   *
   * @param id the app's instance id
   * @return the app
   */
  public static FederationApp withId(String id) {
    return new FederationApp(id, id, Optional.empty(), Optional.empty());
  }
}
