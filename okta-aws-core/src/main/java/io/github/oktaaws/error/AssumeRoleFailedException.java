package io.github.oktaaws.error;

/** AWS STS failed in a way that has no class of its own. */
public final class AssumeRoleFailedException extends OktaAwsException {

  private final transient String code;

  /**
   * Creates the error.
   *
   * @param code the STS error code
   * @param description what STS said
   * @param retryable whether STS says that trying again can help
   * @param context where it happened
   */
  public AssumeRoleFailedException(
      String code, String description, boolean retryable, ErrorContext context) {
    super(
        "AWS STS answered " + code + ": " + description,
        retryable
            ? "Try again in a moment."
            : "Check the role, the identity provider and the parameters of the request.",
        retryable,
        context);
    this.code = code;
  }

  /**
   * Returns the STS error code.
   *
   * @return the STS error code
   */
  public String code() {
    return code;
  }
}
