package io.github.oktaaws.error;

/** Nobody approved the sign-in while its code lived ({@code expired_token}). */
public final class AuthorizationExpiredException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public AuthorizationExpiredException(ErrorContext context) {
    super(
        "The sign-in expired before anybody approved it.",
        "Start the sign-in again and approve it before it expires.",
        true,
        context);
  }
}
