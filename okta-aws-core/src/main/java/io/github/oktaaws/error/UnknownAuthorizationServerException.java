package io.github.oktaaws.error;

/** The org has no such authorization server. */
public final class UnknownAuthorizationServerException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param host the org
   * @param description what Okta said
   * @param context where it happened
   */
  public UnknownAuthorizationServerException(
      String host, String description, ErrorContext context) {
    super(
        host + " has no such authorization server: " + description,
        "Copy the authorization server's id from the Okta Admin Console, Security, API, check that it is active, and check the org domain.",
        false,
        context);
  }
}
