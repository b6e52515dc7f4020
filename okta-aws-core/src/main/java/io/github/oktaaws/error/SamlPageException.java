package io.github.oktaaws.error;

/** Okta answered with a page that holds no SAML response. */
public final class SamlPageException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param problem what the page says or lacks
   * @param context where it happened
   */
  public SamlPageException(String problem, ErrorContext context) {
    super(
        "Okta's answer holds no SAML response: " + problem,
        "Open the AWS app from the Okta dashboard in a browser: the same error should show there. Check the app's SAML settings, and give Okta's support the request id.",
        false,
        context);
  }
}
