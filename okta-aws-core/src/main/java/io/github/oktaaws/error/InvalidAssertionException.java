package io.github.oktaaws.error;

/** The SAML response is not one that AWS could accept. */
public final class InvalidAssertionException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param problem what is wrong with it
   * @param context where it happened
   */
  public InvalidAssertionException(String problem, ErrorContext context) {
    super(
        "The SAML response cannot be used: " + problem,
        "Check the AWS Account Federation app's SAML settings in Okta (Sign On).",
        false,
        context);
  }
}
