package io.github.oktaaws.error;

/** The org runs Okta Classic Engine, which has no web SSO token. */
public final class ClassicOrgException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param host the org
   * @param context where it happened
   */
  public ClassicOrgException(String host, ErrorContext context) {
    super(
        host
            + " is an Okta Classic Engine org; signing in to AWS this way needs Okta Identity Engine.",
        "Ask the Okta administrator to upgrade the org to Identity Engine.",
        false,
        context);
  }
}
