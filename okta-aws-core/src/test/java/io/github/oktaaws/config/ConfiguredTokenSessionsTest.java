package io.github.oktaaws.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.WebIdentitySession;
import io.github.oktaaws.error.ClientAssertionRejectedException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.DpopRequiredException;
import io.github.oktaaws.error.PasswordRejectedException;
import io.github.oktaaws.signin.CodeChallenge;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PushChallenge;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.AuthorizationServer;
import io.github.oktaaws.testkit.Factor;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.WebIdentityRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Machines and persons without a browser, from settings to credentials over the sandbox. */
@Timeout(60)
class ConfiguredTokenSessionsTest {

  private static final String DEPLOYER = OrgConfig.ACME_MACHINE_ROLE;
  private static final String RELEASER = "arn:aws:iam::123456789012:role/Releaser";

  private final Path home;
  private final SharedSessions sessions = new SharedSessions();
  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder()
          .org(
              OrgConfig.acme()
                  .withAuthorizationServer(
                      AuthorizationServer.of("aus1").withScopes("deploy", "read"))
                  .withServiceApp(
                      OrgConfig.acme()
                          .serviceApp(OrgConfig.ACME_MACHINE_ID)
                          .orElseThrow()
                          .withScopes("okta-m2m-access", "deploy", "read"))
                  .withWebIdentityRole(
                      WebIdentityRole.of(RELEASER).withAuthorizationServer("aus1")))
          .pollingInterval(Duration.ofSeconds(1))
          .start();

  ConfiguredTokenSessionsTest(@TempDir Path home) {
    this.home = home;
  }

  @AfterEach
  void stop() {
    Planted.secretsOf(sandbox);
    sandbox.close();
  }

  @Test
  void aKeyInTheSettingsGivesCredentialsSilently() {
    RoleCredentials credentials = sessions.role(config(machine(Map.of()))).get(Request.silent());

    assertThat(credentials.assumedRoleArn())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/Deployer/okta-aws");
  }

  @Test
  void aKeyOnOneLineAsVariablesHoldItIsAKeyToo() {
    String oneLine = sandbox.machine().privateKeyPem().replace("\n", "\\n");
    Planted.secrets(oneLine);

    assertThat(
            sessions
                .role(config(machine(Map.of("private-key", oneLine))))
                .get(Request.silent())
                .roleArn())
        .isEqualTo(DEPLOYER);
  }

  @Test
  void serverScopesFileAndSessionNameAreThoseThatAreSet() throws IOException {
    Path file = Files.writeString(home.resolve("key.pem"), sandbox.machine().privateKeyPem());

    RoleCredentials credentials =
        sessions
            .role(
                config(
                    machine(
                        Map.of(
                            "private-key",
                            "",
                            "private-key-file",
                            file.toString(),
                            "authz-id",
                            "aus1",
                            "custom-scope",
                            "deploy read",
                            "aws-sts-role-session-name",
                            "release-7",
                            "aws-session-duration",
                            "900",
                            "aws-iam-role",
                            RELEASER))))
            .get(Request.silent());

    assertThat(credentials.assumedRoleArn())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/Releaser/release-7");
    assertThat(sandbox.requests("/oauth2/aus1/v1/token").get(0).form())
        .containsEntry("scope", "deploy read");
    assertThat(sandbox.requests("/"))
        .anySatisfy(request -> assertThat(request.form()).containsEntry("DurationSeconds", "900"));
  }

  @Test
  void ofAKeyAndAKeyFileTheOneFromTheNearerSourceCounts() throws IOException {
    Path file = Files.writeString(home.resolve("key.pem"), sandbox.machine().privateKeyPem());
    Map<String, String> nearFile = machine(Map.of("private-key-file", file.toString()));
    nearFile.remove("private-key");
    Map<String, String> nearKey = machine(Map.of());
    String other = "-----BEGIN PRIVATE KEY-----\nnobody's\n-----END PRIVATE KEY-----";
    Planted.secrets(other);

    assertThat(
            sessions
                .role(
                    config(
                        new ConfigDraft(home).variable("OKTA_AWSCLI_PRIVATE_KEY", other), nearFile))
                .get(Request.silent())
                .roleArn())
        .isEqualTo(DEPLOYER);
    assertThat(
            sessions
                .role(
                    config(
                        new ConfigDraft(home)
                            .variable("OKTA_AWSCLI_PRIVATE_KEY_FILE", home + "/nowhere.pem"),
                        nearKey))
                .get(Request.silent())
                .roleArn())
        .isEqualTo(DEPLOYER);
  }

  @Test
  void whereOktaDemandsProofsTheyAreSentWhenThatIsSet() {
    sandbox.reconfigure(
        sandbox.org().withServiceApp(sandbox.org().serviceApps().get(0).withDpopRequired(true)));

    OktaAwsConfig bound = config(machine(Map.of("dpop", "true")));
    assertThat(sessions.role(bound).get(Request.silent()).roleArn()).isEqualTo(DEPLOYER);
    assertThat(bound.role(bound.webIdentitySession().build()).get(Request.silent()).roleArn())
        .isEqualTo(DEPLOYER);
    OktaAwsConfig without = config(machine(Map.of()));
    assertThatThrownBy(() -> sessions.role(without).get(Request.silent()))
        .isInstanceOf(DpopRequiredException.class)
        .hasMessageContaining("the setting dpop");
  }

  @Test
  void whatTheServerRefusesIsTold() {
    assertThatThrownBy(
            () -> sessions.role(config(machine(Map.of("key-id", "another")))).get(Request.silent()))
        .isInstanceOf(ClientAssertionRejectedException.class);
    assertThatThrownBy(
            () ->
                sessions
                    .role(config(person(Map.of("password", "not-janes-password"))))
                    .get(Request.asking()))
        .isInstanceOf(PasswordRejectedException.class);
    Planted.secrets("not-janes-password");
  }

  @Test
  void whatIsMissingIsNamedBeforeAnythingIsSent() {
    fails(machine(Map.of("key-id", "")), "key-id is not set", "OKTA_AWSCLI_KEY_ID");
    fails(
        machine(Map.of("private-key", "", "flow", "m2m")),
        "private-key-file is not set",
        "OKTA_AWSCLI_PRIVATE_KEY_FILE");
    fails(machine(Map.of("aws-iam-role", "")), "aws-iam-role is not set", "OKTA_AWSCLI_IAM_ROLE");
    fails(person(Map.of("username", "")), "username is not set", "OKTA_AWSCLI_USERNAME");
    fails(person(Map.of("password", "")), "password is not set", "OKTA_AWSCLI_PASSWORD");
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void aLabelMeansTheOneRoleThatIsCalledSo() {
    ConfigDraft draft =
        new ConfigDraft(home)
            .yaml(
                "awscli:",
                "  roles:",
                "    \"" + DEPLOYER + "\": Deployers",
                "    \"role/Rel.*\": Releasers");

    assertThat(
            sessions
                .role(config(draft, machine(Map.of("aws-iam-role", "Deployers"))))
                .get(Request.silent())
                .roleArn())
        .isEqualTo(DEPLOYER);
    OktaAwsConfig pattern = config(draft, machine(Map.of("aws-iam-role", "Releasers")));
    assertThatThrownBy(() -> sessions.role(pattern))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("Releasers", "m2m");
  }

  @Test
  void equalSettingsShareASessionAndOthersDoNot() {
    WebIdentitySession one = sessions.tokenSession(config(machine(Map.of())));

    assertThat(sessions.tokenSession(config(machine(Map.of("aws-iam-role", RELEASER)))))
        .isSameAs(one);
    assertThat(sessions.tokenSession(config(machine(Map.of("custom-scope", "deploy")))))
        .isNotSameAs(one);
    assertThat(sessions.tokenSession(config(machine(Map.of("aws-sts-role-session-name", "x1")))))
        .isNotSameAs(one);
    WebIdentitySession janes = sessions.tokenSession(config(person(Map.of())));
    assertThat(sessions.tokenSession(config(person(Map.of("username", "john")))))
        .isNotSameAs(janes);
    Planted.secrets("another-password");
    assertThat(sessions.tokenSession(config(person(Map.of("password", "another-password")))))
        .as("one that was wrong is not kept")
        .isNotSameAs(janes);
    assertThat(one).as("held until now").isNotNull();
    assertThat(janes).as("held until now").isNotNull();
  }

  @Test
  void sessionsThatDifferInWhatIsWantedOfAwsShareTheSignIn() {
    RoleCredentialsSource one = sessions.role(config(machine(Map.of())));
    RoleCredentialsSource other =
        sessions.role(config(machine(Map.of("aws-session-duration", "900"))));

    one.get(Request.silent());
    other.get(Request.silent());

    assertThat(sandbox.requests("/oauth2/default/v1/token")).hasSize(1);
  }

  @Test
  void aPersonApprovesOnThePhoneAfterThePromptOfTheConsole() {
    sandbox.autoApprove("jane");
    RoleCredentialsSource deployer = sessions.role(config(person(Map.of())));

    RoleCredentials credentials = deployer.get(Request.asking());

    assertThat(deployer.get(Request.silent())).isEqualTo(credentials);
    assertThat(credentials.subject()).isPresent();
  }

  @Test
  void aProgramGivesThePromptAndThePasswordItself() {
    OrgConfig org = sandbox.org();
    sandbox.reconfigure(org.withUser(org.user("jane").orElseThrow().withFactors(Factor.OTP)));
    OktaAwsConfig config = config(person(Map.of("password", "")));
    DirectPrompt types =
        new DirectPrompt() {
          @Override
          public void show(PushChallenge challenge) {
            throw new IllegalStateException("there is nothing to approve");
          }

          @Override
          public String ask(CodeChallenge challenge) {
            return sandbox.phone("jane").otp();
          }
        };
    WebIdentitySession session =
        config.webIdentitySession("jane-password"::toCharArray, types).build();

    assertThat(config.role(session).get(Request.asking()).roleArn()).isEqualTo(DEPLOYER);
    assertThatThrownBy(() -> config(Map.of()).webIdentitySession())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("The flow web");
  }

  /** amazon-redshift-jdbc-driver 2.3.0 has the clear password in the keys of its cache. */
  @Test
  void noSecretOfTheSettingsIsPrinted() {
    MachineIdentity machine = sandbox.machine();

    assertThat(AccessTokenSettings.of(config(machine(Map.of()))).toString())
        .contains(machine.keyId(), machine.clientId())
        .doesNotContain(machine.privateKeyPem(), "PRIVATE KEY");
    assertThat(AccessTokenSettings.of(config(person(Map.of()))).toString())
        .contains("jane")
        .doesNotContain("jane-password");
  }

  /** amazon-redshift-jdbc-driver 2.3.0 has the clear password in the keys of its cache. */
  @Test
  void noPasswordIsInWhatAStoreKeepsNorInItsNames() throws IOException {
    sandbox.autoApprove("jane");
    Path store = home.resolve("store");
    Map<String, String> kept = Map.of("store", "plaintext", "store-directory", store.toString());

    sessions.role(config(person(kept))).get(Request.asking());

    try (Stream<Path> files = Files.list(store)) {
      assertThat(files)
          .hasSizeGreaterThan(2)
          .allSatisfy(
              file ->
                  assertThat(file.getFileName() + Files.readString(file, ISO_8859_1))
                      .doesNotContain("jane-password"));
    }
  }

  private void fails(Map<String, String> settings, String... said) {
    OktaAwsConfig config = config(settings);
    assertThatThrownBy(() -> sessions.role(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(said);
  }

  private Map<String, String> machine(Map<String, String> more) {
    MachineIdentity machine = sandbox.machine();
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "oidc-client-id", machine.clientId(),
                "key-id", machine.keyId(),
                "private-key", machine.privateKeyPem()));
    settings.putAll(more);
    return settings;
  }

  private Map<String, String> person(Map<String, String> more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "oidc-client-id", sandbox.oidcClientId(),
                "flow", "direct",
                "username", "jane",
                "password", "jane-password"));
    settings.putAll(more);
    return settings;
  }

  private OktaAwsConfig config(Map<String, String> settings) {
    return config(new ConfigDraft(home), settings);
  }

  private OktaAwsConfig config(ConfigDraft draft, Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "org-domain",
                sandbox.oktaUrl(),
                "aws-sts-endpoint",
                sandbox.stsUrl(),
                "aws-region",
                "us-east-1",
                "aws-iam-role",
                DEPLOYER));
    all.putAll(settings);
    return draft.builder().set(all).resolve();
  }
}
