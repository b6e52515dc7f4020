package io.github.oktaaws.error;

/** Okta wants a second factor, and the person has none of those that may be used. */
public final class FactorNotAvailableException extends OktaAwsException {

  private final transient String factor;

  private final transient String description;

  /**
   * Creates the error.
   *
   * @param factor the factor that was asked for first, for example {@code push}
   * @param description what Okta said
   * @param context where it happened
   */
  public FactorNotAvailableException(String factor, String description, ErrorContext context) {
    super(
        "Okta asks for a second factor and does not take " + factor + ": " + description,
        "Enroll the factor in the Okta settings of the person, have the administrator allow it in the authentication policy, or allow another one with factors(...).",
        false,
        context);
    this.factor = factor;
    this.description = description;
  }

  /**
   * Returns the factor that was asked for first, for example {@code push}.
   *
   * @return the factor that was asked for first, for example {@code push}
   */
  public String factor() {
    return factor;
  }

  /**
   * Returns what Okta said.
   *
   * @return what Okta said
   */
  public String description() {
    return description;
  }
}
