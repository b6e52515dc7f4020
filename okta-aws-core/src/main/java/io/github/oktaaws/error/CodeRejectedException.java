package io.github.oktaaws.error;

/** The codes that the person typed were not right. */
public final class CodeRejectedException extends OktaAwsException {

  private final transient String factor;

  /**
   * Creates the error.
   *
   * @param factor where the codes came from, for example {@code otp}
   * @param context where it happened
   */
  public CodeRejectedException(String factor, ErrorContext context) {
    super(
        "Okta did not accept the codes that were typed (" + factor + ").",
        "Sign in again with a new code. Check the clock of the phone; use each code once; type the code that came last.",
        false,
        context);
    this.factor = factor;
  }

  /**
   * Returns where the codes came from, for example {@code otp}.
   *
   * @return where the codes came from, for example {@code otp}
   */
  public String factor() {
    return factor;
  }
}
