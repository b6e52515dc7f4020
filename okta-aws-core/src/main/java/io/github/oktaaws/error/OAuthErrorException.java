package io.github.oktaaws.error;

/** Okta answered with an OAuth or API error that has no class of its own. */
public final class OAuthErrorException extends OktaAwsException {

  private final transient String error;

  /**
   * Creates the error.
   *
   * @param error the error code
   * @param description what the server said
   * @param context where it happened
   */
  public OAuthErrorException(String error, String description, ErrorContext context) {
    super(
        "Okta answered " + error + ": " + description,
        "Look the error up in Okta's API reference, and give Okta's support the request id.",
        false,
        context);
    this.error = error;
  }

  /**
   * Returns the error code.
   *
   * @return the error code
   */
  public String error() {
    return error;
  }
}
