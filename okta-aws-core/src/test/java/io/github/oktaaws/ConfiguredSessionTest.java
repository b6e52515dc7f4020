package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.SessionOverSandbox.ADMIN;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.APP;
import static io.github.oktaaws.SessionOverSandbox.OTHER_APP;
import static io.github.oktaaws.SessionOverSandbox.PROVIDER;
import static io.github.oktaaws.SessionOverSandbox.READ_ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.config.OktaAwsConfig;
import io.github.oktaaws.config.OktaAwsConfigBuilder;
import io.github.oktaaws.config.Setting;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.FederationAppChoiceException;
import io.github.oktaaws.error.RoleChoiceException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.signin.QuickSignIn;
import io.github.oktaaws.testkit.FederationApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what was configured to credentials, over an Okta org and an AWS STS on loopback. */
class ConfiguredSessionTest {

  private static final String OTHER_ANALYST = "arn:aws:iam::210987654321:role/Analyst";
  private static final String APP_LINKS = "/api/v1/users/me/appLinks";

  private final SessionOverSandbox over = new SessionOverSandbox();

  private final Path directory;

  ConfiguredSessionTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void labels() throws IOException {
    Files.writeString(
        directory.resolve("okta.yaml"),
        String.join(
            "\n",
            "awscli:",
            "  idps:",
            "    \"" + PROVIDER + "\": Production",
            "    saml-provider/.*: Anything",
            "  roles:",
            "    \"" + ANALYST + "\": Analysts",
            "    role/Admin$: Boss",
            "    role/(Read|Analyst): Readers",
            "    role/Operator: Nobody"));
  }

  @AfterEach
  void stop() {
    over.close();
  }

  @Test
  void aRoleIsTakenByItsArnOrItsLabelOrAPatternsLabelThatFitsOneRole() {
    assertThat(assumed(ANALYST)).isEqualTo(ANALYST);
    assertThat(assumed("Analysts")).isEqualTo(ANALYST);
    assertThat(assumed("Boss")).isEqualTo(ADMIN);
    assertThat(assumed("Readers")).as("the analyst has a label of its own").isEqualTo(READ_ONLY);
  }

  @Test
  void aLabelOfSeveralOfferedRolesIsAChoiceAndNotOneOfThem() throws IOException {
    Files.writeString(
        directory.resolve("okta.yaml"),
        "awscli: { roles: { '" + ADMIN + "': Staff, '" + READ_ONLY + "': Staff } }");

    assertThatThrownBy(() -> assumed("Staff"))
        .isInstanceOf(RoleChoiceException.class)
        .hasMessageContainingAll(ADMIN, READ_ONLY);
    assertThat(over.assumedRoles()).isZero();
  }

  @Test
  void aLabelOfNoOfferedRoleListsThoseThatAre() {
    assertThatThrownBy(() -> assumed("Nobody"))
        .isInstanceOf(RoleNotInAssertionException.class)
        .hasMessageContainingAll("Nobody", ADMIN);
    assertThatThrownBy(() -> assumed("boss"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("\"boss\"", "Boss");
    assertThat(over.assumedRoles()).isZero();
  }

  /** okta-aws-cli 2.6.0 sends it. */
  @Test
  void aKeyThatIsAPatternIsNeverSentAsAnArn() {
    assertThatThrownBy(() -> assumed("arn:aws:iam::.*:role/Admin"))
        .isInstanceOf(ConfigurationException.class);
    assertThat(over.assumedRoles()).isZero();
  }

  @Test
  void withNoRoleTheOnlyOneIsTakenAndNeverTheFirst() {
    OktaAwsConfig config = config(Map.of());
    assertThatThrownBy(() -> config.role(session(config)).get(asking()))
        .isInstanceOf(RoleChoiceException.class);
    over.changeApp(app -> app.withRoles(READ_ONLY));
    assertThat(config.role(session(config)).get(asking()).roleArn()).isEqualTo(READ_ONLY);
  }

  /** okta-aws-cli 2.6.0 sends the label itself, or asks all the same. */
  @Test
  void anIdentityProviderIsTakenByItsLabelAndNoOtherInItsPlace() {
    OktaAwsConfig there = config(Map.of("aws-iam-idp", "Production", "aws-iam-role", "Boss"));
    assertThat(there.role(session(there)).get(asking()).roleArn()).isEqualTo(ADMIN);

    String elsewhere = "arn:aws:iam::123456789012:saml-provider/Other";
    for (String role : new String[] {"Boss", ADMIN}) {
      OktaAwsConfig other = config(Map.of("aws-iam-idp", elsewhere, "aws-iam-role", role));
      assertThatThrownBy(() -> other.role(session(other)).get(asking()))
          .isInstanceOf(RoleNotInAssertionException.class)
          .hasMessageContaining(elsewhere);
    }
    assertThatThrownBy(() -> config(Map.of("aws-iam-idp", "Anything")).session())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("\"Anything\"", "the label of a pattern");
    assertThat(over.assumedRoles()).isEqualTo(1);
  }

  @Test
  void aFederationAppIsTakenByItsLabelAsWellAsByItsId() {
    assertThat(assumedIn("AWS Development")).isEqualTo(OTHER_ANALYST);
    assertThat(over.sandbox.requests(APP_LINKS)).hasSize(1);

    assertThat(assumedIn(OTHER_APP)).isEqualTo(OTHER_ANALYST);
    assertThat(over.sandbox.requests(APP_LINKS)).as("an id is not looked for").hasSize(1);
  }

  @Test
  void whatIsTheIdOfAnAppAndTheLabelOfAnotherIsTheId() {
    String arn = "arn:aws:iam::210987654321:saml-provider/Okta";
    apps(
        FederationApp.of("prod", "AWS", PROVIDER, List.of(ANALYST)),
        FederationApp.of("other", "prod", arn, List.of(OTHER_ANALYST)));

    assertThatThrownBy(() -> assumedIn("prod"))
        .isInstanceOf(RoleNotInAssertionException.class)
        .hasMessageContaining(ANALYST);
  }

  @Test
  void aLabelOfNoAppAndOneOfSeveralAreErrorsThatListTheApps() {
    assertThatThrownBy(() -> assumedIn("AWS Staging"))
        .isInstanceOf(FederationAppChoiceException.class)
        .hasMessageContainingAll(
            "No federation app has the id or the label \"AWS Staging\"",
            APP,
            "aws-acct-fed-app-id");
    apps(
        FederationApp.of(APP, "AWS", PROVIDER, List.of(ANALYST)),
        FederationApp.of(OTHER_APP, "AWS", PROVIDER, List.of(ANALYST)));

    assertThatThrownBy(() -> assumedIn("AWS"))
        .isInstanceOf(FederationAppChoiceException.class)
        .hasMessageContainingAll("Several", APP + " (AWS)", OTHER_APP + " (AWS)");
    assertThat(over.assertions()).isZero();
  }

  private String assumedIn(String app) {
    OktaAwsConfig config =
        config(Map.of("aws-acct-fed-app-id", app, "aws-iam-role", OTHER_ANALYST));
    return config.role(session(config)).get(asking()).roleArn();
  }

  private void apps(FederationApp... apps) {
    List<FederationApp> assigned =
        Stream.of(apps)
            .map(app -> app.withAssignedTo("jane"))
            .map(app -> app.withAllowedWebSsoClients(over.sandbox.oidcClientId()))
            .toList();
    over.sandbox.reconfigure(over.sandbox.org().withFederationApps(assigned));
  }

  @Test
  void whatWasSetReachesTheSession() {
    OktaAwsConfig config =
        config(Map.of("aws-session-duration", "1800", "login-hint", "j", "aws-iam-role", ANALYST));

    RoleCredentials credentials = config.role(session(config)).get(asking());

    assertThat(credentials.lifetime()).isEqualTo(Duration.ofMinutes(30));
  }

  private String assumed(String role) {
    OktaAwsConfig config = config(Map.of("aws-iam-role", role));
    return config.role(session(config)).get(asking()).roleArn();
  }

  private OktaAwsSession session(OktaAwsConfig config) {
    OktaOrg org = OktaOrg.of(config.require(Setting.ORG_DOMAIN));
    return config
        .session()
        .signIn(QuickSignIn.over(org, over.sandbox.oidcClientId(), over.clock, over.prompt()))
        .clock(over.clock)
        .build();
  }

  private OktaAwsConfig config(Map<String, String> settings) {
    OktaAwsConfigBuilder builder =
        OktaAwsConfig.builder()
            .environment(
                Map.of(
                    "OKTA_AWSCLI_ORG_DOMAIN", over.sandbox.oktaUrl(),
                    "OKTA_AWSCLI_OIDC_CLIENT_ID", over.sandbox.oidcClientId(),
                    "OKTA_AWSCLI_AWS_ACCOUNT_FEDERATION_APP_ID", APP,
                    "OKTA_AWSCLI_AWS_REGION", "us-east-1",
                    "OKTA_AWS_STS_ENDPOINT", over.sandbox.stsUrl()))
            .file(directory.resolve("okta.yaml"));
    return builder.set(settings).resolve();
  }
}
