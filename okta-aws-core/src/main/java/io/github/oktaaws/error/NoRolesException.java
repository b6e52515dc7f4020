package io.github.oktaaws.error;

/** The assertion offers no AWS role. */
public final class NoRolesException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public NoRolesException(ErrorContext context) {
    super(
        "The SAML assertion offers no AWS role.",
        "In the Okta Admin Console, open the AWS Account Federation app, Assignments, and give the person or group at least one role; check Provisioning or the role value pattern.",
        false,
        context);
  }
}
