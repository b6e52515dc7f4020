package io.github.oktaaws.error;

/** The step of the way from an Okta sign-in to AWS credentials in which something went wrong. */
public enum Step {
  /** Reading what was configured; nothing was sent. */
  CONFIGURATION("configuration"),
  /** A person or a machine signs in to Okta. */
  SIGN_IN("sign-in"),
  /** Finding the AWS Account Federation app. */
  FEDERATION_APPS("federation apps"),
  /** Exchanging the Okta tokens for a web SSO token. */
  TOKEN_EXCHANGE("token exchange"),
  /** Fetching and reading the app's SAML assertion. */
  SAML_ASSERTION("SAML assertion"),
  /** Choosing one of the assertion's roles. */
  ROLE_CHOICE("role choice"),
  /** AWS STS AssumeRoleWithSAML. */
  ASSUME_ROLE("AssumeRoleWithSAML"),
  /** AWS STS AssumeRoleWithWebIdentity. */
  ASSUME_ROLE_WITH_WEB_IDENTITY("AssumeRoleWithWebIdentity");

  private final String words;

  Step(String words) {
    this.words = words;
  }

  /**
   * The step in words, as error messages name it.
   *
   * @return for example {@code token exchange}
   */
  public String words() {
    return words;
  }
}
