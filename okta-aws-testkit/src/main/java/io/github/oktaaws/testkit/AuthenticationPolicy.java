package io.github.oktaaws.testkit;

/** How the authentication policy of an AWS app compares with that of the OIDC app. */
public enum AuthenticationPolicy {
  /** What satisfied the OIDC app satisfies the AWS app. */
  SAME_AS_OIDC_APP("same"),
  /** Stricter: the token exchange answers that the assurance requirements are not met. */
  REFUSES_EXCHANGE("refuses-exchange"),
  /** Stricter: the exchange succeeds, and the single sign-on page asks for another factor. */
  ASKS_STEP_UP("asks-step-up");

  private final String shortName;

  AuthenticationPolicy(String shortName) {
    this.shortName = shortName;
  }

  /**
   * The name in a configuration file.
   *
   * @return for example {@code refuses-exchange}
   */
  public String shortName() {
    return shortName;
  }
}
