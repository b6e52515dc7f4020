package io.github.oktaaws.error;

/** The server sent the person to an address that is not the org's. */
public final class UntrustedVerificationUriException extends OktaAwsException {

  private final transient String origin;

  /**
   * Creates the error.
   *
   * @param origin the origin of the address
   * @param context where it happened
   */
  public UntrustedVerificationUriException(String origin, ErrorContext context) {
    super(
        "The server asks the person to sign in at " + origin + ", which is not the org.",
        "Do not open it. If the org really signs people in there (a custom domain), name it with verificationOrigin(...).",
        false,
        context);
    this.origin = origin;
  }

  /**
   * Returns the origin of the address.
   *
   * @return the origin of the address
   */
  public String origin() {
    return origin;
  }
}
