package io.github.oktaaws.error;

/** The person is not assigned to the OIDC app or to the AWS Account Federation app. */
public final class UserNotAssignedException extends OktaAwsException {

  private final transient String app;

  /**
   * Creates the error.
   *
   * @param app which app, in words
   * @param context where it happened
   */
  public UserNotAssignedException(String app, ErrorContext context) {
    super(
        "The person who signed in is not assigned to " + app + ".",
        "In the Okta Admin Console, open the app, Assignments, and assign the person or one of their groups.",
        false,
        context);
    this.app = app;
  }

  /**
   * Returns which app, in words.
   *
   * @return which app, in words
   */
  public String app() {
    return app;
  }
}
