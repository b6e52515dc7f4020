package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.SandboxRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoggedCallsTest {

  private static final String ROLE = "arn:aws:iam::210987654321:role/Analyst";

  private final Properties before = new Properties();
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start();

  @BeforeEach
  void theSdkFindsTheSandboxAsStsByItsOwnSettings() {
    before.putAll(System.getProperties());
    System.setProperty("aws.endpointUrlSts", sandbox.stsUrl());
    System.setProperty("aws.region", "us-east-1");
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    sandbox.autoApprove("jane");
  }

  @AfterEach
  void restore() {
    System.setErr(err);
    System.setProperties(before);
    sandbox.close();
  }

  /** okta-aws-cli 2.6.0 prints every request and answer whole. */
  @Test
  void everyCallIsToldWithoutItsSecrets() {
    Program.withNobody().at(sandbox, "web", "-d", "-r", ROLE);

    String told = logged.toString(StandardCharsets.UTF_8);
    assertThat(told)
        .contains(
            "POST " + sandbox.oktaUrl() + "/oauth2/v1/device/authorize: HTTP 200",
            "/oauth2/v1/token: HTTP 200",
            "/login/token/sso: HTTP 200",
            "request id ")
        .doesNotContain(sandbox.issuedSecrets());
  }

  @Test
  void withoutTheFlagNothingIsTold() {
    Program.withNobody().at(sandbox, "web", "-r", ROLE);

    assertThat(logged.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void theUserAgentCanBeTheNameAlone() {
    Program.withNobody().at(sandbox, "list-roles", "-y");

    List<SandboxRequest> requests =
        sandbox.requests().stream().filter(request -> !request.path().equals("/")).toList();
    assertThat(requests)
        .isNotEmpty()
        .allSatisfy(
            request -> assertThat(request.headers().get("User-Agent")).isEqualTo("okta-aws"));
  }
}
