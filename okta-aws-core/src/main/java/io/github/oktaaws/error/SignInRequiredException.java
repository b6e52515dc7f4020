package io.github.oktaaws.error;

/** Credentials cannot be had without asking the person, and asking was not allowed. */
public final class SignInRequiredException extends OktaAwsException {

  private final transient String reason;

  /**
   * Creates the error.
   *
   * @param reason why a sign-in is needed
   * @param context where it happened
   */
  public SignInRequiredException(String reason, ErrorContext context) {
    super(
        "A sign-in is needed (" + reason + ") and this call may not ask for one.",
        "Call login() where a person can answer, or allow this call to ask.",
        false,
        context);
    this.reason = reason;
  }

  /**
   * Returns why a sign-in is needed.
   *
   * @return why a sign-in is needed
   */
  public String reason() {
    return reason;
  }
}
