package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.SandboxRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/** {@code /activate}: a person signs in, sees who asks for what, and decides. */
final class Activation {

  private static final String COOKIE = "sid";
  private static final String BAD_CODE = "Invalid code. Try again.";

  /** A browser that has been here; the id is new after every sign-in. */
  private static final class Browser {
    final String id = Ids.secret(24);
    final String csrf = Ids.secret(24);
    final @Nullable OktaSession session;

    Browser(@Nullable OktaSession session) {
      this.session = session;
    }

    Optional<OktaSession> signedIn() {
      return Optional.ofNullable(session).filter(open -> !open.ended());
    }
  }

  private final OktaState state;
  private final DeviceAuthorizations devices;
  private final ActivationPages pages;
  private final Map<String, Browser> browsers = new Bounded<>();

  Activation(OktaState state, DeviceAuthorizations devices) {
    this.state = state;
    this.devices = devices;
    this.pages = new ActivationPages(state);
  }

  MockResponse show(SandboxRequest request) {
    String userCode = Objects.requireNonNullElse(request.url().queryParameter("user_code"), "");
    Browser browser = browser(request).orElseGet(() -> remember(null));
    Optional<OktaSession> session = browser.signedIn();
    if (session.isEmpty()) {
      return answer(200, pages.signIn(userCode, browser.csrf, "", ""), browser);
    }
    String who = session.get().user.email();
    if (userCode.isBlank()) {
      return answer(200, pages.enterCode("", who, browser.csrf), browser);
    }
    return devices
        .undecided(userCode)
        .map(grant -> answer(200, pages.confirm(grant, label(grant), who, browser.csrf), browser))
        .orElseGet(() -> answer(400, pages.enterCode(BAD_CODE, who, browser.csrf), browser));
  }

  MockResponse signIn(SandboxRequest request) {
    Map<String, String> form = request.form();
    Optional<Browser> browser = genuine(request, form);
    if (browser.isEmpty()) {
      return Answers.html(403, pages.forged());
    }
    String userCode = form.getOrDefault("user_code", "");
    String login = form.getOrDefault("identifier", "").trim();
    Optional<OrgUser> user =
        state
            .config
            .user(login)
            .filter(found -> same(found.password(), form.getOrDefault("password", "")));
    if (user.isEmpty()) {
      String page =
          pages.signIn(
              userCode,
              browser.get().csrf,
              login,
              "Unable to sign in. Check your username and password.");
      return answer(401, page, browser.get());
    }
    browsers.remove(browser.get().id);
    Browser signedIn = remember(state.signIn(user.get()));
    return withCookie(
        Answers.seeOther(
            "/activate" + (userCode.isBlank() ? "" : "?user_code=" + encoded(userCode))),
        signedIn);
  }

  MockResponse decide(SandboxRequest request) {
    Map<String, String> form = request.form();
    Optional<Browser> browser = genuine(request, form);
    Optional<OktaSession> session = browser.flatMap(Browser::signedIn);
    if (browser.isEmpty() || session.isEmpty()) {
      return Answers.html(403, pages.forged());
    }
    Optional<DeviceGrant> grant = devices.undecided(form.getOrDefault("user_code", ""));
    if (grant.isEmpty()) {
      String who = session.get().user.email();
      return answer(400, pages.enterCode(BAD_CODE, who, browser.get().csrf), browser.get());
    }
    if (!"approve".equals(form.get("decision"))) {
      devices.deny(grant.get());
      return answer(200, pages.denied(), browser.get());
    }
    boolean assigned = devices.approve(grant.get(), session.get());
    return assigned
        ? answer(200, pages.activated(), browser.get())
        : answer(403, pages.notAssigned(label(grant.get())), browser.get());
  }

  MockResponse signOut(SandboxRequest request) {
    Optional<Browser> browser = genuine(request, request.form());
    if (browser.isEmpty()) {
      return Answers.html(403, pages.forged());
    }
    browser.get().signedIn().ifPresent(OktaSession::end);
    browsers.remove(browser.get().id);
    return Answers.seeOther("/activate");
  }

  private String label(DeviceGrant grant) {
    return state.config.oidcApp(grant.clientId).map(OidcApp::label).orElse(grant.clientId);
  }

  private Browser remember(@Nullable OktaSession session) {
    Browser browser = new Browser(session);
    browsers.put(browser.id, browser);
    return browser;
  }

  private Optional<Browser> browser(SandboxRequest request) {
    return Arrays.stream(request.header("Cookie").orElse("").split(";"))
        .map(String::trim)
        .filter(cookie -> cookie.startsWith(COOKIE + "="))
        .map(cookie -> browsers.get(cookie.substring(COOKIE.length() + 1)))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private Optional<Browser> genuine(SandboxRequest request, Map<String, String> form) {
    return browser(request).filter(browser -> same(browser.csrf, form.getOrDefault("csrf", "")));
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private MockResponse answer(int status, String page, Browser browser) {
    return withCookie(
        Answers.html(status, page)
            .newBuilder()
            .setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'")
            .build(),
        browser);
  }

  private MockResponse withCookie(MockResponse answer, Browser browser) {
    String secure = state.baseUrl.startsWith("https:") ? "; Secure" : "";
    return answer
        .newBuilder()
        .addHeader(
            "Set-Cookie", COOKIE + "=" + browser.id + "; Path=/; HttpOnly; SameSite=Lax" + secure)
        .build();
  }
}
