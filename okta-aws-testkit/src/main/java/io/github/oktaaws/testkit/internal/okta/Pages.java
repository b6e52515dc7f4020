package io.github.oktaaws.testkit.internal.okta;

/** The frame of the pages a person sees, and what they have in common. */
final class Pages {

  static final String WRONG_PASSWORD = "Unable to sign in. Check your username and password.";

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

  private Pages() {}

  static String page(String orgName, String title, String body) {
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
        .formatted(Html.escape(orgName), Html.escape(title), STYLE, body);
  }

  static String alert(String problem) {
    return problem.isEmpty()
        ? ""
        : "<p role=\"alert\" class=\"alert\">" + Html.escape(problem) + "</p>\n";
  }

  static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(name, Html.escape(value));
  }

  /** The two fields of a sign-in form. */
  static String credentials(String login) {
    return """
        <label for="identifier">Username</label>
        <input type="text" id="identifier" name="identifier" value="%s" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
        <label for="password">Password</label>
        <input type="password" id="password" name="password" autocomplete="current-password" required>
        """
        .formatted(Html.escape(login));
  }
}
