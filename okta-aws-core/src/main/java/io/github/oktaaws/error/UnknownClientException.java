package io.github.oktaaws.error;

/** The org does not know the OIDC client ID ({@code invalid_client}). */
public final class UnknownClientException extends OktaAwsException {

  private final transient String clientId;

  /**
   * Creates the error.
   *
   * @param clientId the OIDC client ID
   * @param context where it happened
   */
  public UnknownClientException(String clientId, ErrorContext context) {
    super(
        "The org knows no active OIDC app with the client ID " + clientId + ".",
        "Copy the client ID from the OIDC native app in the Okta Admin Console, check that the app is active and that its client authentication is None, and check the org domain.",
        false,
        context);
    this.clientId = clientId;
  }

  /**
   * Returns the OIDC client ID.
   *
   * @return the OIDC client ID
   */
  public String clientId() {
    return clientId;
  }
}
