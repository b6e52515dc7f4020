package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.SandboxRequest;
import io.github.oktaaws.testkit.internal.okta.Browsers.Browser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;

/** {@code /activate}: a person signs in, sees who asks for what, and decides. */
final class Activation {

  private static final String BAD_CODE = "Invalid code. Try again.";

  private final OktaState state;
  private final DeviceAuthorizations devices;
  private final Browsers browsers;
  private final ActivationPages pages;

  Activation(OktaState state, DeviceAuthorizations devices, Browsers browsers) {
    this.state = state;
    this.devices = devices;
    this.browsers = browsers;
    this.pages = new ActivationPages(state);
  }

  MockResponse show(SandboxRequest request) {
    String userCode = Objects.requireNonNullElse(request.url().queryParameter("user_code"), "");
    Browser browser = browsers.of(request);
    Optional<OktaSession> session = browser.signedIn();
    if (session.isEmpty()) {
      return browsers.page(200, pages.signIn(userCode, browser.csrf, "", ""), browser);
    }
    String who = session.get().user.email();
    if (userCode.isBlank()) {
      return browsers.page(200, pages.enterCode("", who, browser.csrf), browser);
    }
    return devices
        .undecided(userCode)
        .map(
            grant ->
                browsers.page(200, pages.confirm(grant, label(grant), who, browser.csrf), browser))
        .orElseGet(() -> browsers.page(400, pages.enterCode(BAD_CODE, who, browser.csrf), browser));
  }

  MockResponse signIn(SandboxRequest request) {
    Map<String, String> form = request.form();
    Optional<Browser> browser = browsers.genuine(request, form);
    if (browser.isEmpty()) {
      return Answers.html(403, pages.forged());
    }
    String userCode = form.getOrDefault("user_code", "");
    String login = form.getOrDefault("identifier", "").trim();
    Optional<OrgUser> user = state.passwords.check(login, form.getOrDefault("password", ""));
    if (user.isEmpty()) {
      String page = pages.signIn(userCode, browser.get().csrf, login, Pages.WRONG_PASSWORD);
      return browsers.page(401, page, browser.get());
    }
    Browser signedIn = browsers.signIn(browser.get(), user.get());
    return browsers.withCookie(
        Answers.seeOther(
            "/activate" + (userCode.isBlank() ? "" : "?user_code=" + encoded(userCode))),
        signedIn);
  }

  MockResponse decide(SandboxRequest request) {
    Map<String, String> form = request.form();
    Optional<Browser> browser = browsers.genuine(request, form);
    Optional<OktaSession> session = browser.flatMap(Browser::signedIn);
    if (browser.isEmpty() || session.isEmpty()) {
      return Answers.html(403, pages.forged());
    }
    Optional<DeviceGrant> grant = devices.undecided(form.getOrDefault("user_code", ""));
    if (grant.isEmpty()) {
      String who = session.get().user.email();
      return browsers.page(400, pages.enterCode(BAD_CODE, who, browser.get().csrf), browser.get());
    }
    if (!"approve".equals(form.get("decision"))) {
      devices.deny(grant.get());
      return browsers.page(200, pages.denied(), browser.get());
    }
    boolean assigned = devices.approve(grant.get(), session.get());
    return assigned
        ? browsers.page(200, pages.activated(), browser.get())
        : browsers.page(403, pages.notAssigned(label(grant.get())), browser.get());
  }

  MockResponse signOut(SandboxRequest request) {
    Optional<Browser> browser = browsers.genuine(request, request.form());
    if (browser.isEmpty()) {
      return Answers.html(403, pages.forged());
    }
    browsers.signOut(browser.get());
    return Answers.seeOther("/activate");
  }

  private String label(DeviceGrant grant) {
    return state.config.oidcApp(grant.clientId).map(OidcApp::label).orElse(grant.clientId);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
