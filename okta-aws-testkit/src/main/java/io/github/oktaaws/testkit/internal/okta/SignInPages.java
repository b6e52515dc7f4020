package io.github.oktaaws.testkit.internal.okta;

/** What a person sees on the way of an authorization code. Plain HTML that needs no script. */
final class SignInPages {

  private final OktaState state;

  SignInPages(OktaState state) {
    this.state = state;
  }

  String signIn(String request, String appLabel, String csrf, String login, String problem) {
    String name = state.config.name();
    return Pages.page(
        name,
        "Sign In",
        """
        %s<h1>Sign in to %s</h1>
        <p>Sign in to go on to %s.</p>
        <form method="post" action="/signin">
        %s%s%s<button type="submit" name="decision" value="signin">Sign in</button>
        <button type="submit" name="decision" value="cancel" class="quiet" formnovalidate>Cancel</button>
        </form>"""
            .formatted(
                Pages.alert(problem),
                Html.escape(name),
                Html.escape(appLabel),
                Pages.hidden("csrf", csrf),
                Pages.hidden("request", request),
                Pages.credentials(login)));
  }

  String error(String description) {
    return Pages.page(
        state.config.name(),
        "Error",
        """
        <h1>400 Bad Request</h1>
        <p role="alert" class="alert">Your request resulted in an error. %s</p>"""
            .formatted(Html.escape(description)));
  }

  String forged() {
    return Pages.page(
        state.config.name(),
        "Page expired",
        """
        <h1>This page has expired</h1>
        <p role="alert" class="alert">Go back to where you came from, and start again.</p>""");
  }
}
