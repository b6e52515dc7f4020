package io.github.oktaaws.error;

/** The person chose not to approve the sign-in ({@code access_denied}). */
public final class AuthorizationDeniedException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param context where it happened
   */
  public AuthorizationDeniedException(ErrorContext context) {
    super(
        "The sign-in was denied in the browser or on the phone.",
        "Start the sign-in again and approve it, if it was you who started it; otherwise tell your security team.",
        false,
        context);
  }
}
