package io.github.oktaaws.error;

/** Okta does not accept the ID token as its own for this client. */
public final class SubjectTokenRejectedException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public SubjectTokenRejectedException(ErrorContext context) {
    super(
        "Okta says that the ID token of this sign-in is invalid.",
        "Check that the tokens are of this org and this client ID, forget the stored ones, and sign in again.",
        false,
        context);
  }
}
