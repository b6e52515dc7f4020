package io.github.oktaaws.error;

/** Okta does not accept what the client signed with its key ({@code invalid_client}). */
public final class ClientAssertionRejectedException extends OktaAwsException {

  private final transient String keyId;

  /**
   * Creates the error.
   *
   * @param clientId the client ID of the service app
   * @param keyId the id of the key
   * @param description what Okta said
   * @param context where it happened
   */
  public ClientAssertionRejectedException(
      String clientId, String keyId, String description, ErrorContext context) {
    super(
        "Okta does not accept the client "
            + clientId
            + " with the key "
            + keyId
            + ": "
            + description,
        "In the Okta Admin Console, open the service app and check the client ID, that the app is active, that its client authentication is Public key / Private key, and that the public key is registered there under this key id; check this machine's clock too.",
        false,
        context);
    this.keyId = keyId;
  }

  /**
   * Returns the id of the key.
   *
   * @return the id of the key
   */
  public String keyId() {
    return keyId;
  }
}
