package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.SandboxRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/** The browsers that have been here, and who is signed in with each: a cookie. */
final class Browsers {

  private static final String COOKIE = "sid";

  /** A browser that has been here; the id is new after every sign-in. */
  static final class Browser {
    private final String id = Ids.secret(24);
    final String csrf = Ids.secret(24);
    private final @Nullable OktaSession session;

    private Browser(@Nullable OktaSession session) {
      this.session = session;
    }

    Optional<OktaSession> signedIn() {
      return Optional.ofNullable(session).filter(open -> !open.ended());
    }
  }

  private final OktaState state;
  private final Map<String, Browser> browsers = new Bounded<>();

  Browsers(OktaState state) {
    this.state = state;
  }

  /** The browser that a request comes from, known or new. */
  Browser of(SandboxRequest request) {
    return known(request).orElseGet(() -> remember(null));
  }

  /** The browser whose own page has sent a form, empty when another site's has. */
  Optional<Browser> genuine(SandboxRequest request, Map<String, String> form) {
    return known(request)
        .filter(browser -> Passwords.same(browser.csrf, form.getOrDefault("csrf", "")));
  }

  Browser signIn(Browser browser, OrgUser user) {
    browsers.remove(browser.id);
    return remember(state.signIn(user));
  }

  void signOut(Browser browser) {
    browser.signedIn().ifPresent(OktaSession::end);
    browsers.remove(browser.id);
  }

  private Browser remember(@Nullable OktaSession session) {
    Browser browser = new Browser(session);
    browsers.put(browser.id, browser);
    return browser;
  }

  private Optional<Browser> known(SandboxRequest request) {
    return Arrays.stream(request.header("Cookie").orElse("").split(";"))
        .map(String::trim)
        .filter(cookie -> cookie.startsWith(COOKIE + "="))
        .map(cookie -> browsers.get(cookie.substring(COOKIE.length() + 1)))
        .filter(Objects::nonNull)
        .findFirst();
  }

  MockResponse page(int status, String page, Browser browser) {
    return page(status, page, browser, "");
  }

  /** A page whose form leads to another origin in the end, which browsers must be told. */
  MockResponse page(int status, String page, Browser browser, String formLeadsTo) {
    String targets = formLeadsTo.isEmpty() ? "'self'" : "'self' " + formLeadsTo;
    return withCookie(
        Answers.html(status, page)
            .newBuilder()
            .setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; form-action "
                    + targets
                    + "; frame-ancestors 'none'; base-uri 'none'")
            .build(),
        browser);
  }

  MockResponse withCookie(MockResponse answer, Browser browser) {
    String secure = state.baseUrl.startsWith("https:") ? "; Secure" : "";
    return answer
        .newBuilder()
        .addHeader(
            "Set-Cookie", COOKIE + "=" + browser.id + "; Path=/; HttpOnly; SameSite=Lax" + secure)
        .build();
  }
}
