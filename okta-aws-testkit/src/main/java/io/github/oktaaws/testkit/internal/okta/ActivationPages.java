package io.github.oktaaws.testkit.internal.okta;

import java.util.Set;
import java.util.stream.Collectors;

/** What a person sees when they activate a device. Plain HTML that needs no script. */
final class ActivationPages {

  private final OktaState state;

  ActivationPages(OktaState state) {
    this.state = state;
  }

  String signIn(String userCode, String csrf, String login, String problem) {
    return page(
        "Sign In",
        """
        %s<h1>Sign in to %s</h1>
        <p>Sign in to connect your device.</p>
        <form method="post" action="/activate/signin">
        %s%s%s<button type="submit">Sign in</button>
        </form>"""
            .formatted(
                Pages.alert(problem),
                Html.escape(state.config.name()),
                Pages.hidden("csrf", csrf),
                Pages.hidden("user_code", userCode),
                Pages.credentials(login)));
  }

  String enterCode(String problem, String who, String csrf) {
    return page(
        "Activate your device",
        """
        %s<h1>Activate your device</h1>
        <form method="get" action="/activate">
        <label for="user_code">Enter the code displayed on your device</label>
        <input type="text" id="user_code" name="user_code" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus>
        <button type="submit">Next</button>
        </form>
        %s"""
            .formatted(Pages.alert(problem), who(who, csrf)));
  }

  String confirm(DeviceGrant grant, String appLabel, String who, String csrf) {
    return page(
        "Activate your device",
        """
        <h1>%s asks to sign you in</h1>
        <p>Go on only if this code is the one on your device:</p>
        <p class="code">%s</p>
        <p>%s will be able to:</p>
        <ul>
        %s</ul>
        <form method="post" action="/activate/decision">
        %s%s<button type="submit" name="decision" value="approve">Approve</button>
        <button type="submit" name="decision" value="deny" class="quiet">Deny</button>
        </form>
        %s"""
            .formatted(
                Html.escape(appLabel),
                Html.escape(grant.userCode),
                Html.escape(appLabel),
                scopesInWords(grant.scopes),
                Pages.hidden("csrf", csrf),
                Pages.hidden("user_code", grant.userCode),
                who(who, csrf)));
  }

  String activated() {
    return page(
        "Device activated",
        """
        <h1>Device activated</h1>
        <p role="status">Follow the instructions on your device for next steps. You can close this page.</p>""");
  }

  String denied() {
    return page(
        "Device not activated",
        """
        <h1>Device not activated</h1>
        <p role="status">You have denied the request. Your device cannot be signed in with that code.</p>""");
  }

  String notAssigned(String appLabel) {
    return page(
        "Not assigned",
        """
        <h1>You are not assigned to %s</h1>
        <p role="alert" class="alert">User is not assigned to the client application. Ask your administrator to assign you.</p>"""
            .formatted(Html.escape(appLabel)));
  }

  String forged() {
    return page(
        "Page expired",
        """
        <h1>This page has expired</h1>
        <p role="alert" class="alert">The form was not sent from this browser's own page.</p>
        <p><a href="/activate">Start again</a></p>""");
  }

  private static String scopesInWords(Set<String> scopes) {
    return scopes.stream()
        .map(scope -> "<li>" + Html.escape(inWords(scope)) + "</li>\n")
        .collect(Collectors.joining());
  }

  private static String inWords(String scope) {
    return switch (scope) {
      case "openid" -> "Know who you are";
      case "profile" -> "See your profile";
      case "email" -> "See your e-mail address";
      case "offline_access" -> "Keep you signed in";
      case "okta.apps.sso" -> "Sign you in to your apps";
      case "okta.apps.read" -> "See the apps of the organization";
      case "okta.users.read.self" -> "See your own account and the apps assigned to you";
      default -> "Use " + scope;
    };
  }

  private static String who(String who, String csrf) {
    return """
        <form method="post" action="/activate/signout" class="who">
        %sSigned in as %s. <button type="submit" class="link">Not you? Sign out</button>
        </form>"""
        .formatted(Pages.hidden("csrf", csrf), Html.escape(who));
  }

  private String page(String title, String body) {
    return Pages.page(state.config.name(), title, body);
  }
}
