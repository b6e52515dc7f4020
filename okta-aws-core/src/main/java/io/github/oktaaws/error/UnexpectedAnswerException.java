package io.github.oktaaws.error;

/** A server's answer is not what the protocol says. */
public final class UnexpectedAnswerException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param problem what is wrong with it
   * @param context where it happened
   */
  public UnexpectedAnswerException(String problem, ErrorContext context) {
    super(
        problem,
        "Check that the org domain is an Okta org and that no proxy or captive portal answers in its place.",
        false,
        context);
  }
}
