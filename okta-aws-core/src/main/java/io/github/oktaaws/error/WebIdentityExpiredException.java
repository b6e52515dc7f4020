package io.github.oktaaws.error;

/** The access token is too old for AWS ({@code ExpiredTokenException}). */
public final class WebIdentityExpiredException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public WebIdentityExpiredException(ErrorContext context) {
    super(
        "AWS says that Okta's access token has expired.",
        "Sign in again for a fresh token; if that fails too, check the clocks, and the access token's lifetime in the authorization server's access policy.",
        true,
        context);
  }
}
