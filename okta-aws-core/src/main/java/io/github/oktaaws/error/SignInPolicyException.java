package io.github.oktaaws.error;

/** Okta's policy refuses the sign-in, whoever approves it (for example from this network zone). */
public final class SignInPolicyException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param description what Okta said
   * @param context where it happened
   */
  public SignInPolicyException(String description, ErrorContext context) {
    super(
        "Okta's sign-in policy refused access: " + description,
        "Check from which network, device and client the app's authentication policy and the global session policy allow access, then try again from there.",
        false,
        context);
  }
}
