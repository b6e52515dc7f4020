package io.github.oktaaws.error;

/**
 * Okta wants of the person what it did not ask for in the browser ({@code login_required}, {@code
 * consent_required}, {@code interaction_required}).
 */
public final class InteractionRequiredException extends OktaAwsException {

  private final transient String error;

  /**
   * Creates the error.
   *
   * @param error the error code
   * @param context where it happened
   */
  public InteractionRequiredException(String error, ErrorContext context) {
    super(
        "Okta wants something of the person before it signs them in (" + error + ").",
        "Sign in to the org in the browser and start again. For consent_required, have the Okta administrator set the scopes' consent to not required.",
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
