package io.github.oktaaws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.testkit.SandboxClient.Answer;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivationPageTest {

  private final VirtualClock clock = new VirtualClock();
  private final OktaAwsSandbox sandbox = OktaAwsSandbox.builder().clock(clock).start();
  private final SandboxClient browser = new SandboxClient(sandbox);
  private final SandboxClient device = new SandboxClient(sandbox);
  private final Answer codes = device.authorize(SandboxClient.SCOPES);
  private final String activate = "/activate?user_code=" + codes.text("user_code");

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Answer signIn(String login, String password) {
    Answer form = browser.get(activate);
    return browser.post(
        "/activate/signin",
        "csrf",
        SandboxClient.csrf(form),
        "user_code",
        codes.text("user_code"),
        "identifier",
        login,
        "password",
        password);
  }

  private Answer decide(Answer page, String decision) {
    return browser.post(
        "/activate/decision",
        "csrf",
        SandboxClient.csrf(page),
        "user_code",
        codes.text("user_code"),
        "decision",
        decision);
  }

  @Test
  void aPersonSignsInSeesWhoAsksForWhatAndApproves() {
    Answer signedIn = signIn("jane", "jane-password");
    assertThat(signedIn.status()).isEqualTo(303);
    Answer confirm = browser.get(signedIn.header("Location"));
    assertThat(confirm.body())
        .contains("AWS command line", codes.text("user_code"), "Sign you in to your apps");
    assertThat(decide(confirm, "approve").body()).contains("Device activated");
    assertThat(device.poll(codes.text("device_code")).status()).isEqualTo(200);
  }

  @Test
  void aPersonCanDeny() {
    signIn("jane@example.com", "jane-password");
    assertThat(decide(browser.get(activate), "deny").body()).contains("Device not activated");
    assertThat(device.poll(codes.text("device_code")).text("error")).isEqualTo("access_denied");
  }

  @Test
  void whoIsNotAssignedToTheClientIsToldSo() {
    signIn("john", "john-password");
    Answer answer = decide(browser.get(activate), "approve");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("You are not assigned to AWS command line");
    assertThat(device.poll(codes.text("device_code")).text("error_description"))
        .isEqualTo("User isn't assigned to the client app.");
  }

  @Test
  void aWrongPasswordIsRefusedWithoutBeingEchoed() {
    Answer answer = signIn("jane", "guess-in-vain");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body())
        .contains("role=\"alert\"", "Unable to sign in")
        .doesNotContain("guess-in-vain");
  }

  @Test
  void wrongAndExpiredCodesAreRefused() {
    signIn("jane", "jane-password");
    Answer wrong = browser.get("/activate?user_code=WRONGONE");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("Invalid code. Try again.");
    clock.advance(Duration.ofMinutes(10));
    assertThat(browser.get(activate).body()).contains("Invalid code. Try again.");
  }

  @Test
  void codesMayBeTypedInLowerCaseWithAHyphen() {
    signIn("jane", "jane-password");
    String code = codes.text("user_code").toLowerCase(Locale.ROOT);
    String typed = code.substring(0, 4) + "-" + code.substring(4);
    assertThat(browser.get("/activate?user_code=" + typed).body())
        .contains(codes.text("user_code"), "Approve");
  }

  @Test
  void aDecisionFromElsewhereIsRefused() {
    signIn("jane", "jane-password");
    Answer forged =
        browser.post(
            "/activate/decision",
            "csrf",
            "made-up",
            "user_code",
            codes.text("user_code"),
            "decision",
            "approve");
    assertThat(forged.status()).isEqualTo(403);
    assertThat(device.poll(codes.text("device_code")).text("error"))
        .isEqualTo("authorization_pending");
  }

  @Test
  void pagesAreAccessibleAndScriptFree() {
    Answer page = browser.get(activate);
    assertThat(page.body())
        .contains("<html lang=\"en\">", "<title>Acme - Sign In</title>", "<h1>")
        .contains("<label for=\"identifier\">", "autocomplete=\"username\"")
        .contains("<label for=\"password\">", "autocomplete=\"current-password\"")
        .contains("width=device-width")
        .doesNotContain("<script");
    assertThat(page.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
  }

  @Test
  void whatAPersonTypesIsEscaped() {
    Answer page = browser.get("/activate?user_code=%22%3E%3Cscript%3E");
    assertThat(page.body()).doesNotContain("<script").contains("&quot;&gt;&lt;script&gt;");
  }

  @Test
  void signingOutEndsTheSession() {
    signIn("jane", "jane-password");
    Answer out =
        browser.post("/activate/signout", "csrf", SandboxClient.csrf(browser.get(activate)));
    assertThat(out.status()).isEqualTo(303);
    assertThat(browser.get(activate).body()).contains("<label for=\"password\">");
  }
}
