package io.github.oktaaws.testkit.internal.okta;

/**
 * The pages Okta answers single sign-on with. The auto-post page follows a recorded one; of the
 * others only titles, ids and texts a client may look at are here, and only a live org can tell how
 * exact they are.
 */
final class OktaPages {

  private final OktaState state;

  OktaPages(OktaState state) {
    this.state = state;
  }

  /** The page that posts the assertion on to AWS. */
  String autoPost(String action, String assertion, String appLabel) {
    return page(
        "Signing in...",
        """
        <div id="okta-interstitial-wrap" class="non-android">
          <div id="okta-auth-band">
            <h1 id="okta-auth-heading" class="signing-in-text">Signing in to %s</h1>
          </div>
        </div>
        <form id="appForm" action="%s" method="POST">
            <input name="SAMLResponse" type="hidden" value="%s"/>
            <input name="RelayState" type="hidden" value=""/>
        </form>
        <script type="text/javascript">document.getElementById('appForm').submit();</script>"""
            .formatted(
                Html.escape(appLabel),
                Html.encodeAttribute(action),
                Html.encodeAttribute(assertion)));
  }

  /** The sign-in widget: the session has ended. */
  String signIn() {
    return widget("Sign In", "identify");
  }

  /** The sign-in widget again: the app's policy wants another factor. */
  String stepUp() {
    return widget("Verify with another factor", "challenge-authenticator");
  }

  private String widget(String title, String remediation) {
    String stateToken = state.secrets.issue("eyJ6aXAiOiJERUYi" + Ids.secret(48));
    return page(
        title,
        """
        <div id="login-bg-image" class="login-bg-image" data-se="login-bg-image"></div>
        <div id="okta-sign-in" class="auth-container main-container"></div>
        <div id="okta-login-container"></div>
        <script type="text/javascript">
          var stateToken = '%s';
          var oktaData = {"signIn":{"stateToken":stateToken,"baseUrl":"%s","remediation":"%s"}};
        </script>
        <noscript><p>Javascript is disabled on your browser.</p></noscript>"""
            .formatted(stateToken.replace("-", "\\x2D"), state.baseUrl, remediation));
  }

  String notAssigned() {
    return page(
        "User is not assigned to this application",
        """
        <div class="error-content">
          <h1>User is not assigned to this application.</h1>
          <p>This application requires an assignment. Contact your administrator to be assigned.</p>
          <p><a href="%s/app/UserHome">Back to Homepage</a></p>
        </div>"""
            .formatted(state.baseUrl));
  }

  String error(String code, String summary) {
    return page(
        "Error",
        """
        <div class="error-content">
          <h1>Sorry, but an error occurred</h1>
          <p class="error-code">%s</p>
          <p class="error-summary">%s</p>
        </div>"""
            .formatted(code, Html.escape(summary)));
  }

  private String page(String title, String body) {
    return """
        <!DOCTYPE html><html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
        <meta name="robots" content="noindex"/>
        <meta name="viewport" content="width=device-width, initial-scale=1.0">
        <meta name="application-name" content="Okta"/>
        <title>%s - %s</title>
        </head>
        <body id="app" class="enduser-app">
        <div id="container">
        %s
        </div>
        </body></html>
        """
        .formatted(Html.escape(state.config.name()), Html.escape(title), body);
  }
}
