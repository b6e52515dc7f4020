package io.github.oktaaws.error;

/**
 * No rule of the authorization server's access policies gives the client a token ({@code
 * access_denied}).
 */
public final class AccessPolicyException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param clientId the client ID
   * @param description what Okta said
   * @param context where it happened
   */
  public AccessPolicyException(String clientId, String description, ErrorContext context) {
    super(
        "The authorization server's access policies give the client "
            + clientId
            + " no token: "
            + description,
        "In the Okta Admin Console, Security, API, open the authorization server, Access Policies, and add a policy for this client with a rule that allows the grant and the scopes.",
        false,
        context);
  }
}
