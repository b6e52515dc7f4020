package io.github.oktaaws.error;

/** Nobody came back from the browser in time. */
public final class BrowserSignInTimedOutException extends OktaAwsException {

  private final transient String redirectUri;

  /**
   * Creates the error.
   *
   * @param redirectUri the address that the browser was to come back to
   * @param context where it happened
   */
  public BrowserSignInTimedOutException(String redirectUri, ErrorContext context) {
    super(
        "Nobody came back from the browser to " + redirectUri + " in time.",
        "Sign in in the browser and start again. If the browser shows an error page of Okta instead: register "
            + redirectUri
            + " among the Sign-in redirect URIs of the OIDC native app, and tick the grant type Authorization Code.",
        true,
        context);
    this.redirectUri = redirectUri;
  }

  /**
   * Returns the address that the browser was to come back to.
   *
   * @return the address that the browser was to come back to
   */
  public String redirectUri() {
    return redirectUri;
  }
}
