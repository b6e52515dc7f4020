package io.github.oktaaws.error;

/** The AWS app does not allow the OIDC client to sign people in to it. */
public final class WebSsoNotAllowedException extends OktaAwsException {

  private final transient String clientId;

  private final transient String appId;

  /**
   * Creates the error.
   *
   * @param clientId the OIDC client ID
   * @param appId the federation app's id
   * @param context where it happened
   */
  public WebSsoNotAllowedException(String clientId, String appId, ErrorContext context) {
    super(
        "The AWS app "
            + appId
            + " does not allow the client "
            + clientId
            + " to request a web SSO token.",
        "In the Okta Admin Console, open the AWS Account Federation app, Sign On, Edit, Advanced Sign-on Settings, and put the client ID "
            + clientId
            + " into Allowed Web SSO Client.",
        false,
        context);
    this.clientId = clientId;
    this.appId = appId;
  }

  /**
   * Returns the OIDC client ID.
   *
   * @return the OIDC client ID
   */
  public String clientId() {
    return clientId;
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
