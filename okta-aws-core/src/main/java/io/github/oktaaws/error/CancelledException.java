package io.github.oktaaws.error;

/**
 * The caller cancelled, or the waiting thread was interrupted (its interrupt flag is set again).
 */
public final class CancelledException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param what what was cancelled
   * @param context where it happened
   */
  public CancelledException(String what, ErrorContext context) {
    super(
        "Cancelled: " + what + ".",
        "Nothing is wrong; start again when you want to.",
        true,
        context);
  }
}
