package io.github.oktaaws.error;

/** Okta does not accept the refresh token: it has expired, was revoked or was replaced. */
public final class RefreshTokenRejectedException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public RefreshTokenRejectedException(ErrorContext context) {
    super(
        "Okta does not accept the refresh token: it has expired, was revoked or was replaced.",
        "Sign in again. If that happens often, look at the refresh token's lifetime in the OIDC app.",
        false,
        context);
  }
}
