package io.github.oktaaws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.testing.Planted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OktaAwsConfigTest {

  private static final String PASSWORD = "correct horse battery staple";
  private static final String STORE_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

  private final Path home;

  OktaAwsConfigTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void aSettingThatIsMissingIsToldWithWhereItCanBeSet() {
    assertThatThrownBy(() -> new ConfigDraft(home).resolve().session())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "org-domain is not set", "OKTA_AWSCLI_ORG_DOMAIN", home + "/.okta/okta.yaml");
  }

  @Test
  void anUnknownVariableIsToldWithWhatItMayBe() {
    ConfigDraft draft = new ConfigDraft(home).variable("OKTA_AWSCLI_ORG_DOMIAN", "acme.okta.com");

    assertThatThrownBy(draft::resolve)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("OKTA_AWSCLI_ORG_DOMIAN", "to be OKTA_AWSCLI_ORG_DOMAIN");
    assertThatThrownBy(new ConfigDraft(home).dotVariable("OKTA_AWSCLI_NEW", "x")::resolve)
        .hasMessageContaining("variable OKTA_AWSCLI_NEW in /app/.env");
    assertThatThrownBy(new ConfigDraft(home).variable("OKTA_AWSCLI_BOGUS", "x")::resolve)
        .hasMessageNotContaining("Perhaps");
  }

  @Test
  void anUnknownFormatIsToldWithThoseThereAre() {
    assertThatThrownBy(new ConfigDraft(home).variable("OKTA_AWSCLI_FORMAT", "jason")::resolve)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("\"jason\"", "OKTA_AWSCLI_FORMAT", "process-credentials");
  }

  @Test
  void aFlagIsNamedWhereItsValueIsWrong() {
    assertThatThrownBy(
            () ->
                new ConfigDraft(home)
                    .builder()
                    .set(Setting.SESSION_DURATION, "60", "--aws-session-duration"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("\"60\" (--aws-session-duration)", "900 to 43200");
  }

  @Test
  void aProfileThatIsNotThereIsAnErrorThatListsThoseThatAre() {
    ConfigDraft draft =
        new ConfigDraft(home).yaml("awscli: { profiles: { dev: {}, Prod.US: {} } }");

    assertThatThrownBy(draft.variable("OKTA_AWSCLI_PROFILE", "prod")::resolve)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "no profile \"prod\"", "OKTA_AWSCLI_PROFILE", "There are: dev, Prod.US.");
  }

  @Test
  void theDefaultProfileMayBeAbsentAndSoMayAllOfThem() {
    new ConfigDraft(home).yaml("awscli: { profiles: { dev: {} } }").resolve();
    new ConfigDraft(home).builder().profile("default").resolve();
    ConfigDraft none = new ConfigDraft(home.resolve("none"));

    assertThat(none.variable("OKTA_AWSCLI_PROFILE", "written").resolve().get(Setting.PROFILE))
        .as("the name of a profile that AWS's file is to get")
        .contains("written");
    assertThatThrownBy(() -> none.builder().profile("dev").resolve())
        .hasMessageContaining("there are no profiles");
  }

  @Test
  void aProfileThatNamesAnotherDoesNotBecomeIt() {
    OktaAwsConfig config =
        new ConfigDraft(home).profile("profile: other", "format: noop").resolve();

    assertThat(config.get(Setting.PROFILE)).contains("default");
    assertThat(config.get(Setting.FORMAT)).contains("noop");
  }

  @Test
  void aHigherSourceSwitchesOffWhatALowerOneSwitchedOn() {
    ConfigDraft draft = new ConfigDraft(home).profile("open-browser: yes", "qr-code: T");
    draft.variable("OKTA_AWSCLI_OPEN_BROWSER", "false");

    assertThat(draft.resolve().isOn(Setting.OPEN_BROWSER)).isFalse();
    assertThat(draft.resolve().isOn(Setting.QR_CODE)).isTrue();
  }

  @Test
  void keysOfAMapMayHaveAPrefixAndMustBeKnown() {
    OktaAwsConfigBuilder builder =
        new ConfigDraft(home)
            .builder()
            .set(Map.of("okta.org-domain", "acme.okta.com", "oidc-client-id", "0oa1"))
            .set(Map.of("store-key", STORE_KEY));

    assertThat(builder.resolve().get(Setting.ORG_DOMAIN)).contains("acme.okta.com");
    assertThat(builder.resolve().origin(Setting.ORG_DOMAIN)).contains("key okta.org-domain");
    assertThatThrownBy(() -> builder.set(Map.of("okta.org-url", "x")))
        .hasMessageContaining("okta.org-url");
    assertThatThrownBy(() -> builder.set(Map.of("okta.format", "noop", "format", "env-var")))
        .hasMessageContaining("given twice");
  }

  @Test
  void aPrivateKeyThatIsNoPemIsRefusedByNameAndPlaceWithoutBeingShown() {
    String secret = "no-pem-but-secret";
    Planted.secrets(secret);
    ConfigDraft draft = new ConfigDraft(home).variable("OKTA_AWSCLI_PRIVATE_KEY", secret);

    assertThatThrownBy(draft::resolve)
        .hasMessageContainingAll("private-key", "OKTA_AWSCLI_PRIVATE_KEY", "-----BEGIN")
        .hasMessageNotContaining(secret);
  }

  /** okta-aws-cli 2.6.0 takes every "-admin" out of the name, and the port off. */
  @Test
  void theOrgIsTheSameHoweverItIsWritten() {
    for (String org :
        List.of(
            "acme.okta.com",
            "https://acme.okta.com/",
            " ACME.okta.com:443",
            "acme-admin.okta.com")) {
      assertThat(org(org)).as(org).isEqualTo("acme.okta.com");
    }
    assertThat(org("my-admin-team.okta.com")).isEqualTo("my-admin-team.okta.com");
    assertThat(org("https://acme.okta.com:8443")).isEqualTo("acme.okta.com:8443");
    assertThat(org("http://127.0.0.1:8080")).isEqualTo("http://127.0.0.1:8080");
  }

  private String org(String written) {
    return new ConfigDraft(home)
        .builder()
        .set(Setting.ORG_DOMAIN, written)
        .resolve()
        .require(Setting.ORG_DOMAIN);
  }

  @Test
  void secretsAreAsGivenAndNeverPrinted() {
    Planted.secrets(PASSWORD, STORE_KEY);
    OktaAwsConfig config =
        Planted.said(
            new ConfigDraft(home)
                .variable("OKTA_AWSCLI_PASSWORD", " " + PASSWORD + " ")
                .variable("OKTA_AWSCLI_PRIVATE_KEY", "-----BEGIN\\nabc\\n-----END")
                .variable("OKTA_AWS_STORE_KEY", STORE_KEY)
                .builder()
                .set(Setting.USERNAME, "jane", "--username")
                .resolve());

    assertThat(config.get(Setting.PASSWORD)).contains(" " + PASSWORD + " ");
    assertThat(config.get(Setting.PRIVATE_KEY)).contains("-----BEGIN\nabc\n-----END");
    assertThat(config.toString())
        .contains("username=jane (--username)")
        .contains("password is set (environment variable OKTA_AWSCLI_PASSWORD)")
        .doesNotContain(PASSWORD, STORE_KEY, "abc", "env-var");
  }

  @Test
  void homeIsTheVariableElseWhatJavaSays() {
    assertThat(new ConfigDraft(home).resolve().require(Setting.STORE_DIRECTORY))
        .isEqualTo(home.resolve(".okta-aws"));
    assertThat(OktaAwsConfig.builder().environment(Map.of()).resolve().file())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".okta", "okta.yaml"));
    assertThat(OktaAwsConfig.builder().file(home.resolve("x.yaml")).resolve().file())
        .isEqualTo(home.resolve("x.yaml"));
  }

  @Test
  void aKeyMakesItAMachinesFlowUnlessSomebodySaysOtherwise() {
    assertThat(new ConfigDraft(home).resolve().flow()).isEqualTo(Flow.WEB);
    assertThat(new ConfigDraft(home).profile("private-key-file: ~/key.pem").resolve().flow())
        .isEqualTo(Flow.M2M);
    assertThat(
            new ConfigDraft(home)
                .profile("private-key-file: ~/key.pem")
                .builder()
                .set(Setting.FLOW, "web")
                .resolve()
                .flow())
        .isEqualTo(Flow.WEB);
  }

  @Test
  void aRegionThatNobodyConfiguredIsTheDotEnvsOrTheAwsProfiles() {
    ConfigDraft draft = new ConfigDraft(home).aws("[default]", "region = eu-west-1");
    assertThat(draft.resolve().get(Setting.REGION)).hasToString("Optional[eu-west-1]");
    draft.dotVariable("AWS_REGION", "eu-west-2");
    assertThat(draft.resolve().get(Setting.REGION)).hasToString("Optional[eu-west-2]");
    draft.profile("aws-region: eu-west-3");
    assertThat(draft.resolve().get(Setting.REGION)).hasToString("Optional[eu-west-3]");
  }

  @Test
  void theAwsConfigFilesKeysMayBeNestedAndMustBeKnown() {
    OktaAwsConfig config =
        new ConfigDraft(home)
            .aws(
                "[profile dev]",
                "okta_org_domain = acme.okta.com",
                "okta.aws_iam_role = arn:aws:iam::123456789012:role/Admin",
                "okta =",
                "  oidc_client_id = 0oa1",
                "  aws-session-duration = 900")
            .builder()
            .profile("dev")
            .resolve();

    assertThat(config.get(Setting.ORG_DOMAIN)).contains("acme.okta.com");
    assertThat(config.get(Setting.ROLE)).contains("arn:aws:iam::123456789012:role/Admin");
    assertThat(config.get(Setting.OIDC_CLIENT_ID)).contains("0oa1");
    assertThat(config.require(Setting.SESSION_DURATION)).hasSeconds(900);
    assertThatThrownBy(new ConfigDraft(home).aws("[default]", "okta_org_url = x")::resolve)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "okta_org_url in profile default of the AWS config file", "not a setting");
  }

  @Test
  void configurationsThatSayTheSameAreEqualWhereverItIsSaid() {
    OktaAwsConfig one = new ConfigDraft(home).profile("org-domain: acme.okta.com").resolve();
    OktaAwsConfig other =
        new ConfigDraft(home.resolve("other"))
            .variable("HOME", home.toString())
            .variable("OKTA_ORG_DOMAIN", "https://acme.okta.com")
            .resolve();

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(new ConfigDraft(home).profile("qr-code: on").resolve());
  }

  @Test
  void theStoreIsInMemoryUnlessOneIsNamed() {
    assertThat(new ConfigDraft(home).resolve().store())
        .hasToString("TokenStore[in memory, 0 entries]");
    assertThat(store("cache-access-token: true")).contains("plaintext").contains(".okta-aws");
    assertThat(store("store: plaintext", "store-directory: ~/kept")).contains(home + "/kept");
    assertThatThrownBy(() -> store("store: file"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OKTA_AWS_STORE_KEY");
    ConfigDraft keyed = new ConfigDraft(home).variable("OKTA_AWS_STORE_KEY", STORE_KEY);
    assertThat(keyed.profile("cache-access-token: true").resolve().store().toString())
        .contains("encrypted");
    assertThat(keyed.profile("store: file").resolve().store().toString()).contains("encrypted");
    assertThat(keyed.profile("format: noop").resolve().store())
        .hasToString("TokenStore[in memory, 0 entries]");
  }

  private String store(String... lines) {
    return new ConfigDraft(home).profile(lines).resolve().store().toString();
  }
}
