package io.github.oktaaws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.testing.Planted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What okta-aws-cli's file may hold, and what it may not. */
class OktaYamlTest {

  private static final String SECRET = "hunter2-hunter2-hunter2";

  private final Path home;

  OktaYamlTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void aFileAsOktaAwsCliWritesItIsRead() {
    OktaAwsConfig config =
        new ConfigDraft(home)
            .yaml(
                "# the Okta SDKs have their own settings here",
                "okta:",
                "  client:",
                "    token: not-ours",
                "awscli:",
                "  idps:",
                "    \"arn:aws:iam::123456789012:saml-provider/company-okta-idp\": \"Data Production\"",
                "  roles:",
                "    \"arn:aws:iam::.*:role/operator\": \"Ops\"",
                "  profiles:",
                "    staging:",
                "      oidc-client-id: \"0oa1staging\"",
                "      org-domain: \"org-stg.okta.com\"",
                "      aws-session-duration: 7200",
                "      open-browser: true",
                "      aws-iam-role:",
                "    Prod.US: { org-domain: org.okta.com, oidc-client-id: 0123 }",
                "    production:")
            .builder()
            .profile("staging")
            .resolve();

    assertThat(config.profiles()).containsExactly("staging", "Prod.US", "production");
    assertThat(config.get(Setting.OIDC_CLIENT_ID)).contains("0oa1staging");
    assertThat(config.require(Setting.SESSION_DURATION)).hasSeconds(7200);
    assertThat(config.isOn(Setting.OPEN_BROWSER)).isTrue();
    assertThat(config.get(Setting.ROLE)).isEmpty();
    assertThat(config.identityProviderLabels().all()).containsExactly("Data Production");
  }

  @Test
  void namesWithDotsAndUpperCaseAreWhatTheyAreAndNumbersKeepTheirZeros() {
    ConfigDraft draft =
        new ConfigDraft(home)
            .yaml(
                "awscli:",
                "  profiles:",
                "    Prod.US: { org-domain: us.okta.com, oidc-client-id: 00123 }",
                "    prod: { org-domain: eu.okta.com, oidc-client-id: 0x10 }");

    OktaAwsConfig us = draft.builder().profile("Prod.US").resolve();
    assertThat(us.get(Setting.ORG_DOMAIN)).contains("us.okta.com");
    assertThat(us.get(Setting.OIDC_CLIENT_ID)).contains("00123");
    assertThat(draft.builder().profile("prod").resolve().get(Setting.OIDC_CLIENT_ID))
        .contains("0x10");
  }

  @Test
  void profilesMayShareKeysByMergingThem() {
    OktaAwsConfig config =
        new ConfigDraft(home)
            .yaml(
                "awscli:",
                "  profiles:",
                "    base: &base { org-domain: acme.okta.com, aws-region: us-east-1 }",
                "    dev:",
                "      <<: *base",
                "      aws-region: eu-central-1")
            .builder()
            .profile("dev")
            .resolve();

    assertThat(config.get(Setting.ORG_DOMAIN)).contains("acme.okta.com");
    assertThat(config.get(Setting.REGION)).hasToString("Optional[eu-central-1]");
  }

  @Test
  void aFileThatIsNotThereOrEmptySaysNothing() {
    assertThat(new ConfigDraft(home).resolve().profiles()).isEmpty();
    assertThat(new ConfigDraft(home).yaml("").resolve().profiles()).isEmpty();
    assertThat(new ConfigDraft(home).yaml("# nothing yet").resolve().profiles()).isEmpty();
    assertThat(new ConfigDraft(home).yaml("okta: { client: x }").resolve().profiles()).isEmpty();
  }

  @Test
  void whatIsNotYamlIsToldByLineAndNothingOfItIsQuoted() {
    Planted.secrets(SECRET);
    refused("awscli:", "  profiles:", "    dev:", "      password: \"" + SECRET)
        .hasMessageContaining(home.resolve(".okta/okta.yaml") + ", line")
        .hasMessageNotContaining(SECRET);
    refused("awscli:", "  profiles: [", "    " + SECRET + ": {").hasMessageNotContaining(SECRET);
    refused("awscli: *" + "nowhere").hasMessageContaining("line 1");
    refused("awscli:\n\t- x").hasMessageContaining("line 2");
  }

  @Test
  void aKeyThatIsThereTwiceIsNotDecidedSilently() {
    refused("awscli:", "  profiles:", "    dev: {}", "    dev: {}")
        .hasMessageContainingAll("line 4", "\"dev\" a second time in profiles");
    refused("awscli:", "  roles:", "    a: one", "    a: two").hasMessageContaining("second time");
    refused("awscli: {}", "awscli: {}").hasMessageContaining("\"awscli\" a second time");
  }

  @Test
  void nothingIsMadeAnObject() {
    refused("awscli: !!javax.script.ScriptEngineManager []").hasMessageContaining("type tag");
    refused("awscli:", "  profiles:", "    dev: { format: !env HOME }")
        .hasMessageContainingAll("line 3", "type tag");
  }

  @Test
  void whatIsMeantToExhaustMemoryOrStackIsRefused() {
    refused("awscli: " + "[".repeat(100_000)).hasMessageContaining("nested too deeply");
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      laughs.append("a").append(i).append(": &a").append(i).append(" [");
      laughs.append(("*a" + (i - 1) + ", ").repeat(9)).append("x]\n");
    }
    refused(laughs.toString()).hasMessageContaining("is not YAML that can be used");
    refused("awscli: &a", "  profiles: *a").hasMessageContaining("okta.yaml");
    refused("#".repeat(1024 * 1024 + 1)).hasMessageContaining("larger than 1 MiB");
  }

  @Test
  void shapesThatAreNotOktaYamlsAreToldByLine() {
    refused("awscli: text").hasMessageContainingAll("line 1", "awscli should be keys and values");
    refused("awscli:", "  profiles: [dev]").hasMessageContaining("line 2");
    refused("awscli:", "  profiles:", "    default: { format: [noop] }")
        .hasMessageContainingAll("line 3", "format should be a text");
    refused("awscli:", "  profile: {}").hasMessageContaining("unknown key \"profile\" in awscli");
    refused("awscli: {}", "---", "awscli: {}").hasMessageContaining("second document");
  }

  @Test
  void anUnknownKeyOfTheProfileIsToldWithWhatItMayBeAndWithoutItsValue() {
    Planted.secrets(SECRET);
    refused("awscli:", "  profiles:", "    default:", "      pasword: " + SECRET)
        .hasMessageContainingAll("\"pasword\"", "profile default in", "line 4", "to be password")
        .hasMessageNotContaining(SECRET);
    refused("awscli:", "  profiles:", "    default: { store-key: x }")
        .hasMessageContaining("\"store-key\"");
    // another profile's typing error is in nobody's way
    new ConfigDraft(home).yaml("awscli:", "  profiles:", "    other: { colour: red }").resolve();
  }

  @Test
  void aFileThatCannotBeReadIsAnErrorThatNamesIt() throws IOException {
    ConfigDraft draft = new ConfigDraft(home);
    Files.createDirectories(draft.file());
    assertThatThrownBy(draft::resolve)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(draft.file() + " cannot be read");
    Files.delete(draft.file());
    Files.write(draft.file(), new byte[] {'a', ':', ' ', (byte) 0xff});
    assertThatThrownBy(draft::resolve).hasMessageContaining("not UTF-8");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(String... lines) {
    ConfigDraft draft = new ConfigDraft(home).yaml(lines);
    return assertThatThrownBy(draft::resolve).isInstanceOf(ConfigurationException.class);
  }
}
