package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.SandboxRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that people know from okta-aws-cli, and that must not be here. */
class OktaAwsCliFaultsTest {

  private static final String PROD = "arn:aws:iam::123456789012:";
  private static final String DEV = "arn:aws:iam::210987654321:";

  private final Properties before = new Properties();
  private final Path home;
  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start();

  OktaAwsCliFaultsTest(@TempDir Path home) {
    this.home = home;
  }

  @BeforeEach
  void theSdkFindsTheSandboxAsStsByItsOwnSettings() {
    before.putAll(System.getProperties());
    System.setProperty("aws.endpointUrlSts", sandbox.stsUrl());
    System.setProperty("aws.region", "us-east-1");
    sandbox.autoApprove("jane");
  }

  @AfterEach
  void restore() {
    System.setProperties(before);
    sandbox.close();
  }

  /** okta/okta-aws-cli#296. */
  @Test
  void theOnlyRoleIsNotTakenForTheOneThatWasAskedFor() {
    changeApps(app -> app.withRoles(app.roles().get(0)));

    Outcome outcome = Program.withNobody().at(sandbox, "web", "-r", PROD + "role/Other");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("role/Other is not among", PROD + "role/Admin");
  }

  /** okta/okta-aws-cli#287, okta/okta-aws-cli#228, okta/okta-aws-cli#230. */
  @Test
  void withIdpAndRoleGivenNobodyIsAskedAmongSeveralApps() {
    Outcome outcome =
        Program.withNobody()
            .at(sandbox, "web", "-i", DEV + "saml-provider/Okta", "-r", DEV + "role/Analyst");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).doesNotContain("Choose");
  }

  /** okta/okta-aws-cli#275, okta/okta-aws-cli#264. */
  @Test
  void aSignInThatWasKeptForOneOrgIsNotUsedAtAnother() {
    Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", DEV + "role/Analyst");
    List<String> kept = sandbox.issuedSecrets();
    try (OktaAwsSandbox other =
        OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start()) {
      other.autoApprove("jane");
      System.setProperty("aws.endpointUrlSts", other.stsUrl());

      Outcome outcome =
          Program.withNobody().home(home).at(other, "web", "-e", "-r", DEV + "role/Analyst");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(other.requests("/oauth2/v1/device/authorize")).hasSize(1);
      assertThat(other.requests())
          .extracting(SandboxRequest::form)
          .noneSatisfy(form -> assertThat(form.values()).containsAnyElementsOf(kept));
    }
  }

  /** okta/okta-aws-cli#272, and an exit code of 0 without credentials. */
  @Test
  void whatIsRefusedTwiceIsNeitherAskedForAgainNorASuccess() {
    Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", DEV + "role/Analyst");
    changeApps(app -> app.withPolicy(AuthenticationPolicy.REFUSES_EXCHANGE));
    sandbox.forgetRequests();

    Outcome outcome =
        Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", DEV + "role/Admin");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSizeLessThanOrEqualTo(1);
  }

  /** okta/okta-aws-cli#74, okta/okta-aws-cli#107: the session behind what was kept has ended. */
  @Test
  void anEndedSessionIsReplacedByOneNewSignIn() {
    Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", DEV + "role/Analyst");
    sandbox.endSession("jane");
    sandbox.forgetRequests();

    Outcome outcome =
        Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", DEV + "role/Admin");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
  }

  /** okta/okta-aws-cli#265. */
  @Test
  void aCustomSamlAppCanBeNamed() {
    changeApps(app -> app.withAppName("acme_custom_saml"));

    Outcome outcome =
        Program.withNobody()
            .at(sandbox, "web", "-a", "0oa2awsdev0000000000", "-r", DEV + "role/Analyst");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  private void changeApps(UnaryOperator<FederationApp> change) {
    sandbox.reconfigure(
        sandbox.org().withFederationApps(sandbox.federationApps().stream().map(change).toList()));
  }
}
