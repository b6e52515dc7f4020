package io.github.oktaaws.error;

/** The account is locked. */
public final class AccountLockedException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public AccountLockedException(ErrorContext context) {
    super(
        "The account is locked.",
        "Unlock it in a browser, or ask the Okta administrator to; then sign in again.",
        false,
        context);
  }
}
