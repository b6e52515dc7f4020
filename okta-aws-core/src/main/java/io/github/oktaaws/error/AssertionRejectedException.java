package io.github.oktaaws.error;

/** AWS does not accept the assertion ({@code InvalidIdentityToken}, {@code IDPRejectedClaim}). */
public final class AssertionRejectedException extends OktaAwsException {

  private final transient String code;

  /**
   * Creates the error.
   *
   * @param code the STS error code
   * @param description what STS said
   * @param context where it happened
   */
  public AssertionRejectedException(String code, String description, ErrorContext context) {
    super(
        "AWS rejected the SAML assertion (" + code + "): " + description,
        "In AWS IAM, replace the identity provider's metadata with the AWS app's current metadata from Okta, and check the app's audience, recipient and RoleSessionName.",
        false,
        context);
    this.code = code;
  }

  /**
   * Returns the STS error code.
   *
   * @return the STS error code
   */
  public String code() {
    return code;
  }
}
