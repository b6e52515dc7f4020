package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.error.ConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenOptionsTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/Build";

  @Test
  void onlyWhatWasGivenIsCollectedUnderTheKeysOfOktaYaml() {
    assertThat(given("web", "-o", "acme.okta.com", "--aws-session-duration=900", "-q"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "org-domain", "acme.okta.com",
                "aws-session-duration", "900",
                "qr-code", "true",
                "flow", "web"));
  }

  @Test
  void whatStandsBeforeTheCommandIsCollectedToo() {
    assertThat(given("-o", "acme.okta.com", "-z", "web", "-c", "0oa1"))
        .containsEntry("org-domain", "acme.okta.com")
        .containsEntry("write-aws-credentials", "true")
        .containsEntry("oidc-client-id", "0oa1");
  }

  @Test
  void aFlagCanBeSwitchedOff() {
    assertThat(given("web", "--no-open-browser", "--no-exec"))
        .containsEntry("open-browser", "false")
        .containsEntry("exec", "false");
    assertThat(given("web", "--qr-code=false", "--cache-access-token=true"))
        .containsEntry("qr-code", "false")
        .containsEntry("cache-access-token", "true");
  }

  @Test
  void theOldNameOfTheSessionDurationStillWorks() {
    assertThat(given("web", "--session-duration", "1800"))
        .containsEntry("aws-session-duration", "1800");
  }

  @Test
  void theSameLetterMeansWhatItsCommandSays() {
    assertThat(given("m2m", "-i", "kid", "-b", "key.pem", "-m", "scope", "-u", "aus1", "-q", "ci"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "flow", "m2m",
                "key-id", "kid",
                "private-key-file", "key.pem",
                "custom-scope", "scope",
                "authz-id", "aus1",
                "aws-sts-role-session-name", "ci"));
    assertThat(given("direct", "-a", "jane", "-b", "s3cret", "-u", "aus1", "-q", "jane"))
        .containsEntry("username", "jane")
        .containsEntry("password", "s3cret")
        .containsEntry("authz-id", "aus1");
    assertThat(given("web", "-a", "0oa1", "-i", ROLE.replace("role/", "saml-provider/"), "-b"))
        .containsEntry("aws-acct-fed-app-id", "0oa1")
        .containsEntry("open-browser", "true");
  }

  @Test
  void theFlagsAreOktaAwsClis() {
    assertThat(names(Flags.GLOBAL))
        .containsExactlyInAnyOrder(
            ("org-domain o, oidc-client-id c, aws-iam-role r, aws-session-duration s, profile p,"
                    + " format f, aws-region n, aws-credentials w, write-aws-credentials z,"
                    + " legacy-aws-variables l, expiry-aws-variables x, cache-access-token e,"
                    + " debug g, debug-api-calls d, exec j, short-user-agent y")
                .split(", "));
    assertThat(names(Flags.WEB))
        .containsExactlyInAnyOrder(
            ("aws-acct-fed-app-id a, aws-iam-idp i, qr-code q, open-browser b,"
                    + " open-browser-command m, all-profiles k")
                .split(", "));
    assertThat(names(Flags.M2M))
        .containsExactlyInAnyOrder(
            ("key-id i, private-key k, private-key-file b, custom-scope m, authz-id u,"
                    + " aws-sts-role-session-name q")
                .split(", "));
    assertThat(names(Flags.DIRECT))
        .containsExactlyInAnyOrder(
            "username a, password b, authz-id u, aws-sts-role-session-name q".split(", "));
  }

  private static List<String> names(List<Flag> flags) {
    return flags.stream().map(flag -> flag.key() + " " + flag.letter()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "OKTA_AWSCLI_ORG_DOMAIN, org-domain, acme.okta.com",
    "OKTA_ORG_DOMAIN, org-domain, acme.okta.com",
    "OKTA_AWSCLI_FORMAT, format, noop",
    "OKTA_AWSCLI_USERNAME, username, jane",
  })
  void whatIsNotGivenIsTakenFromTheEnvironment(String variable, String key, String value) {
    Settings settings = Program.settings(Map.of(), Map.of(variable, value));

    assertThat(settings.value(key)).hasValue(value);
  }

  @Test
  void whatIsGivenCountsBeforeTheEnvironment() {
    Settings settings =
        Program.settings(
            Map.of("qr-code", "false"), Map.of("OKTA_AWSCLI_QR_CODE", "true", "USERNAME", "x"));

    assertThat(settings.isOn("qr-code")).isFalse();
    assertThat(settings.value("username")).isEmpty();
  }

  /** What a command is given, as its settings are asked for it. */
  private static Map<String, String> given(String... args) {
    Map<String, String> given = new HashMap<>();
    Wiring standard = Wiring.standard();
    SettingsSource recording =
        (options, surroundings) -> {
          given.putAll(options);
          throw new ConfigurationException("That is all.", "Nothing is to be sent.");
        };
    Program.withNobody()
        .wiring(
            new Wiring(
                recording,
                standard.waysOut(),
                standard.web(),
                standard.machine(),
                standard.direct()))
        .run(args);
    return given;
  }
}
