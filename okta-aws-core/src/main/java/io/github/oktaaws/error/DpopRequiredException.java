package io.github.oktaaws.error;

/** The org demands proof of possession (DPoP, RFC 9449), and the session gives none. */
public final class DpopRequiredException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public DpopRequiredException(ErrorContext context) {
    super(
        "Okta demands proof of possession (DPoP) from this client, and DPoP is off.",
        "Turn it on with dpop() on the session's builder or the setting dpop, or have an"
            + " administrator untick"
            + " \"Require Demonstrating Proof of Possession (DPoP) header in token requests\" in"
            + " the app.",
        false,
        context);
  }
}
