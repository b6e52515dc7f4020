package io.github.oktaaws.testkit.internal.okta;

import java.util.Set;
import java.util.stream.Collectors;

/** What a person sees when they activate a device. Plain HTML that needs no script. */
final class ActivationPages {

  private static final String STYLE =
      """
      body{margin:0;background:#f4f4f4;color:#1d1d21;font:1rem/1.5 system-ui,sans-serif}
      main{max-width:26rem;margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #8c8c96;border-radius:.25rem}
      @media(max-width:30rem){main{margin:0;border:0;min-height:100vh;box-sizing:border-box}}
      h1{font-size:1.375rem;margin:0 0 1rem}
      label{display:block;font-weight:600;margin-top:1rem}
      input[type=text],input[type=password]{box-sizing:border-box;width:100%;padding:.625rem;font:inherit;border:1px solid #6e6e78;border-radius:.25rem}
      button{font:inherit;font-weight:600;padding:.625rem 1.25rem;margin:1.25rem .5rem 0 0;border-radius:.25rem;border:1px solid #1662dd;background:#1662dd;color:#fff;cursor:pointer}
      button.quiet{background:#fff;color:#1d1d21;border-color:#6e6e78}
      button.link{background:none;border:0;padding:0;margin:0;color:#0b4fb3;text-decoration:underline;font-weight:400}
      :focus-visible{outline:3px solid #0b4fb3;outline-offset:2px}
      .code{font:700 1.75rem/1.4 ui-monospace,monospace;letter-spacing:.15em;overflow-wrap:anywhere}
      .alert{border-left:.25rem solid #b3000f;background:#fdecee;padding:.75rem;margin:0 0 1rem}
      .who{font-size:.875rem;margin-top:2rem;border-top:1px solid #c9c9d0;padding-top:1rem}
      """;

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
        %s%s<label for="identifier">Username</label>
        <input type="text" id="identifier" name="identifier" value="%s" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
        <label for="password">Password</label>
        <input type="password" id="password" name="password" autocomplete="current-password" required>
        <button type="submit">Sign in</button>
        </form>"""
            .formatted(
                alert(problem),
                Html.escape(state.config.name()),
                hidden("csrf", csrf),
                hidden("user_code", userCode),
                Html.escape(login)));
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
            .formatted(alert(problem), who(who, csrf)));
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
                hidden("csrf", csrf),
                hidden("user_code", grant.userCode),
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

  private static String alert(String problem) {
    return problem.isEmpty()
        ? ""
        : "<p role=\"alert\" class=\"alert\">" + Html.escape(problem) + "</p>\n";
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(name, Html.escape(value));
  }

  private static String who(String who, String csrf) {
    return """
        <form method="post" action="/activate/signout" class="who">
        %sSigned in as %s. <button type="submit" class="link">Not you? Sign out</button>
        </form>"""
        .formatted(hidden("csrf", csrf), Html.escape(who));
  }

  private String page(String title, String body) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>%s - %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        %s
        </main>
        </body>
        </html>
        """
        .formatted(Html.escape(state.config.name()), Html.escape(title), STYLE, body);
  }
}
