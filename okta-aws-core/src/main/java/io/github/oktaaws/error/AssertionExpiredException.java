package io.github.oktaaws.error;

/** AWS says that the assertion is too old ({@code ExpiredToken}). */
public final class AssertionExpiredException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public AssertionExpiredException(ErrorContext context) {
    super(
        "AWS says that the SAML assertion has expired; it must be used within five minutes.",
        "Fetch a fresh assertion; if that fails too, check the clock of the Okta org and of this machine.",
        true,
        context);
  }
}
