package io.github.oktaaws.error;

/**
 * AWS does not accept the session policy ({@code MalformedPolicyDocument}, {@code
 * PackedPolicyTooLarge}).
 */
public final class SessionPolicyException extends OktaAwsException {

  private final transient String code;

  /**
   * Creates the error.
   *
   * @param code the STS error code
   * @param description what STS said
   * @param context where it happened
   */
  public SessionPolicyException(String code, String description, ErrorContext context) {
    super(
        "AWS does not accept the session policy (" + code + "): " + description,
        "Correct the session policy, or shorten it and the list of policy ARNs.",
        false,
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
