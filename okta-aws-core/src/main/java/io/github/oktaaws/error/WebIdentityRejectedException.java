package io.github.oktaaws.error;

/**
 * AWS does not accept the access token ({@code InvalidIdentityToken}, {@code IDPRejectedClaim}).
 */
public final class WebIdentityRejectedException extends OktaAwsException {

  private final transient String code;

  /**
   * Creates the error.
   *
   * @param code the STS error code
   * @param description what STS said
   * @param context where it happened
   */
  public WebIdentityRejectedException(String code, String description, ErrorContext context) {
    super(
        "AWS rejected Okta's access token (" + code + "): " + description,
        "In AWS IAM, check that there is an OpenID Connect identity provider whose URL is the authorization server's issuer and whose audiences name the audience of its tokens, and that AWS can reach that URL.",
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
