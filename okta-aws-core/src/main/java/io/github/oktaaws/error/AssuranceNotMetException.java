package io.github.oktaaws.error;

/** The AWS app's authentication policy asks for more than the sign-in gave. */
public final class AssuranceNotMetException extends OktaAwsException {

  private final transient String appId;

  /**
   * Creates the error.
   *
   * @param appId the federation app's id
   * @param context where it happened
   */
  public AssuranceNotMetException(String appId, ErrorContext context) {
    super(
        "The authentication policy of the AWS app "
            + appId
            + " asks for more assurance than this sign-in gave.",
        "Sign in again; if that does not help, ask the Okta administrator to give the OIDC app and the AWS app the same authentication policy.",
        false,
        context);
    this.appId = appId;
  }

  /**
   * Returns the federation app's id.
   *
   * @return the federation app's id
   */
  public String appId() {
    return appId;
  }
}
