package io.github.oktaaws.error;

/** The password has expired. */
public final class PasswordExpiredException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public PasswordExpiredException(ErrorContext context) {
    super(
        "The password has expired.",
        "Sign in to the org in a browser and set a new one; then sign in again.",
        false,
        context);
  }
}
