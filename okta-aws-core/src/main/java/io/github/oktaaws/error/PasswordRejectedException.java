package io.github.oktaaws.error;

/** Okta does not accept user name and password ({@code invalid_grant}). */
public final class PasswordRejectedException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public PasswordRejectedException(ErrorContext context) {
    super(
        "Okta does not accept this user name and password.",
        "Check both by signing in to the org in a browser. Do not try over and over: Okta locks accounts.",
        false,
        context);
  }
}
