package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.AuthorizationServer;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.SandboxRequest;
import io.github.oktaaws.testkit.WebIdentityRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Faults that people know from okta-aws-cli, and that must not be here. */
class OktaAwsCliFaultsTest {

  private static final String PROD = "arn:aws:iam::123456789012:";
  private static final String DEV = "arn:aws:iam::210987654321:";
  private static final String RELEASER = PROD + "role/Releaser";

  private final Path home;
  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder()
          .org(
              OrgConfig.acme()
                  .withAuthorizationServer(AuthorizationServer.of("aus1"))
                  .withWebIdentityRole(
                      WebIdentityRole.of(RELEASER).withAuthorizationServer("aus1")))
          .pollingInterval(Duration.ofSeconds(1))
          .start();
  @RegisterExtension private final SandboxAsSts asSts = new SandboxAsSts(sandbox);

  OktaAwsCliFaultsTest(@TempDir Path home) {
    this.home = home;
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

  /**
   * okta/okta-aws-cli#288: every call for credentials goes through the browser again;
   * oktadev/okta-aws-cli-assume-role#256: nothing is kept.
   */
  @Test
  void aCredentialProcessThatRunsAgainAsksNobodyAndOpensNoBrowser() throws IOException {
    Path opened = home.resolve("opened");
    Path browser =
        Files.writeString(home.resolve("browser"), "#!/bin/sh\necho once >> '" + opened + "'\n");
    assertThat(browser.toFile().setExecutable(true)).isTrue();
    String[] process = {
      "-e", "-f", "process-credentials", "-r", DEV + "role/Analyst", "-m", browser.toString()
    };

    Outcome first = Program.withNobody().home(home).at(sandbox, "web", process);
    await().untilAsserted(() -> assertThat(opened).hasContent("once"));
    sandbox.forgetRequests();
    Outcome second = Program.withNobody().home(home).at(sandbox, "web", process);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("\"Version\":1", "\"SessionToken\"");
    assertThat(second).isEqualTo(new Outcome(0, first.out(), ""));
    assertThat(sandbox.requests()).isEmpty();
    assertThat(opened).hasContent("once");
  }

  /** okta/okta-aws-cli#153: the AWS app's policy asks for more than the sign-in had. */
  @Test
  void aStricterPolicyOfTheAppIsSaidToBeOneWithItsAppAndWhatToChange() {
    changeApps(app -> app.withPolicy(AuthenticationPolicy.REFUSES_EXCHANGE));

    Outcome outcome =
        Program.withNobody()
            .at(sandbox, "web", "-a", "0oa2awsdev0000000000", "-r", DEV + "role/Analyst");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("authentication policy of the AWS app 0oa2awsdev0000000000", "the same");
  }

  /** okta-aws-cli 2.6.0 does not see that appLinks answers 401, and fails until the token ends. */
  @Test
  void aKeptTokenThatOktaNoLongerTakesIsReplacedByOneNewSignIn() {
    Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", DEV + "role/Analyst");
    sandbox.revokeEverything();
    sandbox.forgetRequests();

    Outcome outcome =
        Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", DEV + "role/Admin");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(sandbox.requests("/api/v1/users/me/appLinks")).hasSizeGreaterThan(1);
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
  }

  /** okta-aws-cli 2.6.0: since there is direct, the flags of the same names of m2m do nothing. */
  @Test
  void serverAndSessionNameOfAMachineAreThoseOfItsFlags() throws IOException {
    Path key = key();
    MachineIdentity machine = sandbox.machine();

    Outcome outcome =
        Program.withNobody()
            .run(
                "m2m",
                "--org-domain",
                sandbox.oktaUrl(),
                "--oidc-client-id",
                machine.clientId(),
                "--key-id",
                machine.keyId(),
                "--private-key-file",
                key.toString(),
                "--aws-iam-role",
                RELEASER,
                "--authz-id",
                "aus1",
                "--aws-sts-role-session-name",
                "release-7");

    assertReleased(outcome);
  }

  /**
   * okta-aws-cli 2.6.0 calls what only a variable sets missing, takes the variable of the session
   * name for nothing, and never reads OKTA_AWSCLI_FORMAT.
   */
  @Test
  void everythingMayComeFromTheEnvironmentAlone() throws IOException {
    MachineIdentity machine = sandbox.machine();

    Outcome outcome =
        Program.withNobody()
            .variable("OKTA_AWSCLI_ORG_DOMAIN", sandbox.oktaUrl())
            .variable("OKTA_AWSCLI_OIDC_CLIENT_ID", machine.clientId())
            .variable("OKTA_AWSCLI_KEY_ID", machine.keyId())
            .variable("OKTA_AWSCLI_PRIVATE_KEY_FILE", key().toString())
            .variable("OKTA_AWSCLI_IAM_ROLE", RELEASER)
            .variable("OKTA_AWSCLI_AUTHZ_ID", "aus1")
            .variable("OKTA_AWSCLI_STS_ROLE_SESSION_NAME", "release-7")
            .variable("OKTA_AWSCLI_FORMAT", "process-credentials")
            .run("m2m");

    assertReleased(outcome);
    assertThat(outcome.out()).startsWith("{").contains("\"AccessKeyId\"");
  }

  /** okta-aws-cli 2.6.0 takes FORMAT, PROFILE, EXEC, DEBUG, USERNAME and PASSWORD for its own. */
  @Test
  void variablesOfOthersAreNotTakenForSettings() {
    Program program = Program.withNobody();
    Map.of("FORMAT", "noop", "PROFILE", "nowhere", "EXEC", "true", "DEBUG", "maybe")
        .forEach(program::variable);

    Outcome outcome = program.at(sandbox, "web", "-r", DEV + "role/Analyst");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("export AWS_ACCESS_KEY_ID=ASIA");
  }

  /** okta-aws-cli 2.6.0: the profile of okta.yaml wins over the flags. */
  @Test
  void aFlagCountsBeforeTheProfileOfOktaYaml() throws IOException {
    Files.createDirectory(home.resolve(".okta"));
    Files.writeString(
        home.resolve(".okta/okta.yaml"),
        """
        awscli:
          profiles:
            default:
              org-domain: nowhere.okta.com
              oidc-client-id: 0oa9elsewhere
              aws-iam-role: %srole/Admin
              format: noop
        """
            .formatted(DEV));

    Outcome outcome =
        Program.withNobody()
            .home(home)
            .at(sandbox, "web", "-f", "env-var", "-r", DEV + "role/Analyst");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("export AWS_ACCESS_KEY_ID=ASIA");
    assertThat(assumed("RoleArn")).containsExactly(DEV + "role/Analyst");
  }

  /** okta-aws-cli 2.6.0 is content with a password that nobody is named for. */
  @Test
  void aPasswordWithoutAUserNameIsNotSent() {
    Outcome outcome =
        Program.withNobody().at(sandbox, "direct", "--password", "jane-password", "-r", RELEASER);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("username").doesNotContain("jane-password");
    assertThat(sandbox.requests()).isEmpty();
  }

  private Path key() throws IOException {
    return Files.writeString(home.resolve("key.pem"), sandbox.machine().privateKeyPem());
  }

  private void assertReleased(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(sandbox.requests("/oauth2/aus1/v1/token")).hasSize(1);
    assertThat(assumed("RoleSessionName")).containsExactly("release-7");
  }

  /** A parameter of each call that assumes a role; others only open the connection. */
  private List<String> assumed(String parameter) {
    return sandbox.requests("/").stream()
        .map(SandboxRequest::form)
        .filter(form -> form.getOrDefault("Action", "").startsWith("AssumeRole"))
        .map(form -> form.getOrDefault(parameter, ""))
        .toList();
  }

  private void changeApps(UnaryOperator<FederationApp> change) {
    sandbox.reconfigure(
        sandbox.org().withFederationApps(sandbox.federationApps().stream().map(change).toList()));
  }
}
