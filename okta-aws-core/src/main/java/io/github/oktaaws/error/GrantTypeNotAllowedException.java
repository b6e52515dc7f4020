package io.github.oktaaws.error;

/** The OIDC app may not use a grant that this flow needs ({@code unauthorized_client}). */
public final class GrantTypeNotAllowedException extends OktaAwsException {

  private final transient String grantType;

  /**
   * Creates the error.
   *
   * @param clientId the OIDC client ID
   * @param grantType the grant as the Admin Console names it, for example {@code Device
   *     Authorization}
   * @param context where it happened
   */
  public GrantTypeNotAllowedException(String clientId, String grantType, ErrorContext context) {
    super(
        "The OIDC app " + clientId + " may not use the grant type " + grantType + ".",
        "In the Okta Admin Console, open the OIDC app, General, Grant type, and tick "
            + grantType
            + ".",
        false,
        context);
    this.grantType = grantType;
  }

  /**
   * Returns the grant as the Admin Console names it, for example {@code Device Authorization}.
   *
   * @return the grant as the Admin Console names it, for example {@code Device Authorization}
   */
  public String grantType() {
    return grantType;
  }
}
