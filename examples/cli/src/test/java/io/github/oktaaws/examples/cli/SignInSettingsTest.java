package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.SandboxRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How a person signs in on the web, as flags, variables and {@code okta.yaml} choose it. */
@Timeout(60)
class SignInSettingsTest {

  private static final String ANALYST = "arn:aws:iam::123456789012:role/Analyst";
  private static final String DEVICE = "/oauth2/v1/device/authorize";
  private static final String BROWSER = "/oauth2/v1/authorize";

  @RegisterExtension private final SandboxAsSts asSts = new SandboxAsSts();
  private final OktaAwsSandbox sandbox = asSts.sandbox();
  private final int port = freePort();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @BeforeEach
  void theBrowserMayComeBackHere() {
    change(app().withRedirectUris("http://127.0.0.1:" + port + "/callback"));
  }

  @Test
  void aBrowserOnThisMachineComesBackByItselfAndThereIsNoCode() {
    Outcome outcome = inBrowser(FollowingBrowser.command(), "-r", ANALYST);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("export AWS_ACCESS_KEY_ID=ASIA");
    assertThat(outcome.err())
        .contains("Your browser opens 127.0.0.1", sandbox.oktaUrl() + BROWSER + "?")
        .doesNotContain("shows this code");
    assertThat(sandbox.requests(BROWSER)).hasSize(1);
    assertThat(sandbox.requests(DEVICE)).isEmpty();
    assertThat(grants()).contains("authorization_code");
  }

  @Test
  void oneSignInServesTheChoiceAmongSeveralApps() {
    Program program = Program.typing("1", "1");

    Outcome outcome =
        program.web(
            sandbox,
            "--sign-in=browser",
            "--redirect-port=" + port,
            "-m",
            FollowingBrowser.command());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(sandbox.requests(BROWSER)).hasSize(1);
  }

  @Test
  void whereThereIsNoBrowserThePersonSignsInOnAnyDevice() throws IOException {
    Path failing = Files.writeString(directory.resolve("browser"), "#!/bin/sh\nexit 3\n");
    assertThat(failing.toFile().setExecutable(true)).isTrue();

    for (String none : List.of("/no/such/browser", failing.toString())) {
      sandbox.forgetRequests();
      Outcome outcome = inBrowser(none, "-r", ANALYST);

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.err()).contains("shows this code");
      assertThat(sandbox.requests(DEVICE)).hasSize(1);
    }
  }

  @Test
  void theWayIsAlsoAVariableAndAKeyAndAFlagCountsMore() throws IOException {
    Files.createDirectories(directory.resolve(".okta"));
    Files.writeString(
        directory.resolve(".okta/okta.yaml"),
        "awscli: { profiles: { default: { sign-in: browser, redirect-port: " + port + " } } }");
    String[] role = {"-r", ANALYST, "-m", FollowingBrowser.command()};

    Program.withNobody().home(directory).web(sandbox, role);
    assertThat(sandbox.requests(BROWSER)).hasSize(1);
    Program.withNobody()
        .variable("OKTA_AWS_SIGN_IN", "browser")
        .variable("OKTA_AWS_REDIRECT_PORT", String.valueOf(port))
        .web(sandbox, role);
    assertThat(sandbox.requests(BROWSER)).hasSize(2);
    assertThat(sandbox.requests(DEVICE)).isEmpty();
    Program.withNobody().home(directory).web(sandbox, "--sign-in=device", "-r", ANALYST);
    assertThat(sandbox.requests(DEVICE)).hasSize(1);
  }

  @Test
  void aWayThatThereIsNotIsToldWithWhereItIsFrom() {
    Outcome flag = Program.withNobody().web(sandbox, "--sign-in", "telepathy");
    Outcome variable =
        Program.withNobody().variable("OKTA_AWS_REDIRECT_PORT", "65536").web(sandbox);

    assertThat(flag.exitCode()).isEqualTo(2);
    assertThat(flag.err())
        .contains("sign-in is \"telepathy\" (--sign-in)", "There are device, browser.");
    assertThat(variable.exitCode()).isEqualTo(2);
    assertThat(variable.err())
        .contains("redirect-port is \"65536\" (environment variable OKTA_AWS_REDIRECT_PORT)");
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void whereTheOrgDemandsProofsAKeyOfTheRunsGivesThem() {
    change(app().withDpopRequired(true));

    assertThat(Program.withNobody().web(sandbox, "-r", ANALYST).err())
        .contains("DPoP", "the setting dpop");
    Outcome named = Program.withNobody().web(sandbox, "--dpop", "-r", ANALYST);
    assertThat(named.exitCode()).as(named.err()).isZero();
    sandbox.forgetRequests();
    Outcome chosen = Program.typing("1", "1").web(sandbox, "--dpop");
    assertThat(chosen.exitCode()).as(chosen.err()).isZero();
    assertThat(sandbox.requests(DEVICE)).as("one sign-in for all sessions of a run").hasSize(1);
    Outcome browser = inBrowser(FollowingBrowser.command(), "--dpop", "-r", ANALYST);
    assertThat(browser.exitCode()).as(browser.err()).isZero();
  }

  @Test
  void tokensOfAKeyThatEndsWithTheRunAreNotKept() {
    Outcome outcome =
        Program.withNobody()
            .home(directory)
            .web(sandbox, "--dpop", "--cache-access-token", "-r", ANALYST);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("dpop is on (--dpop)", "--cache-access-token");
    assertThat(directory).isEmptyDirectory();
  }

  private Outcome inBrowser(String command, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--sign-in",
                "browser",
                "--redirect-port",
                String.valueOf(port),
                "--open-browser-command",
                command));
    args.addAll(List.of(more));
    return Program.withNobody().web(sandbox, args.toArray(String[]::new));
  }

  private List<String> grants() {
    return sandbox.requests("/oauth2/v1/token").stream()
        .map(SandboxRequest::form)
        .map(form -> form.getOrDefault("grant_type", ""))
        .toList();
  }

  private OidcApp app() {
    return sandbox.org().oidcApps().get(0);
  }

  private void change(OidcApp app) {
    sandbox.reconfigure(sandbox.org().withOidcApp(app));
  }

  /** Nobody else is likely to take it in the moment until it is used. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
