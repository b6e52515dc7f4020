package io.github.oktaaws.error;

/** The caller's own deadline passed; the sign-in itself might still have succeeded. */
public final class TimedOutException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param what what was waited for
   * @param context where it happened
   */
  public TimedOutException(String what, ErrorContext context) {
    super(
        "Gave up waiting for " + what + " at the deadline that the caller set.",
        "Start again, or allow more time.",
        true,
        context);
  }
}
