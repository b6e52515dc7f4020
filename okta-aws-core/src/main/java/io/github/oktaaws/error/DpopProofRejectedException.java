package io.github.oktaaws.error;

/** Okta did not accept a proof of possession (DPoP, RFC 9449). */
public final class DpopProofRejectedException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param description what the server said
   * @param context where it happened
   */
  public DpopProofRejectedException(String description, ErrorContext context) {
    super(
        "Okta did not accept the proof of possession (DPoP): " + description,
        "Sign in anew with a new session. If that does not help, look whether a proxy changes"
            + " headers or addresses on the way, and whether this machine's clock is right.",
        false,
        context);
  }
}
