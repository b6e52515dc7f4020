package io.github.oktaaws.signin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What the person's browser shows at the end. Fixed words: nothing that was sent is repeated. */
enum RedirectPage {
  SIGNED_IN(
      200, "OK", "You are signed in", "You can close this window and go back to your program."),
  NOT_SIGNED_IN(
      200,
      "OK",
      "You are not signed in",
      "The program that you started says why. You can close this window."),
  OTHER_SIGN_IN(
      400,
      "Bad Request",
      "This is not the sign-in that is waited for",
      "Go back to the window in which you signed in last, or start the sign-in again."),
  USED(
      410,
      "Gone",
      "This sign-in is over",
      "It can be used once. Start the sign-in again if you need another."),
  MALFORMED(400, "Bad Request", "That was not understood", "Start the sign-in again."),
  NOT_FOUND(404, "Not Found", "There is nothing here", "You can close this window."),
  NOT_ALLOWED(405, "Method Not Allowed", "That cannot be done here", "You can close this window.");

  private static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <style>
      :root { color-scheme: light dark; }
      body { margin: 0; min-height: 100vh; display: flex; align-items: center;
        justify-content: center; font: 1.05rem/1.5 system-ui, sans-serif; }
      main { max-width: 30rem; margin: 1rem; padding: 2rem 2.5rem; text-align: center;
        border: 1px solid rgba(128, 128, 128, .35); border-radius: .75rem; }
      h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
      p { margin: 0; opacity: .8; }
      </style>
      </head>
      <body><main><h1>%1$s</h1><p>%2$s</p></main></body>
      </html>
      """;

  private final int status;
  private final String reason;
  private final String title;
  private final String text;

  RedirectPage(int status, String reason, String title, String text) {
    this.status = status;
    this.reason = reason;
    this.title = title;
    this.text = text;
  }

  void writeTo(OutputStream out) throws IOException {
    byte[] page = HTML.formatted(title, text).getBytes(StandardCharsets.UTF_8);
    String head =
        String.join(
            "\r\n",
            "HTTP/1.1 " + status + " " + reason,
            "Content-Type: text/html; charset=utf-8",
            "Content-Length: " + page.length,
            "Cache-Control: no-store",
            "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
            "Connection: close",
            "",
            "");
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(page);
    out.flush();
  }
}
