package io.github.oktaaws.error;

/** The Okta session behind the tokens has ended. */
public final class OktaSessionEndedException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public OktaSessionEndedException(ErrorContext context) {
    super("The Okta session behind this sign-in has ended.", "Sign in again.", false, context);
  }
}
