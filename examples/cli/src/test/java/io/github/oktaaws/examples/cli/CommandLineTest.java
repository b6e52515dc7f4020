package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  private static final String ORG = "acme.okta.com";
  private static final String CLIENT = "0oa1oidcClient";

  @Test
  void helpListsTheCommandsAndTheOptionsTheyShare() {
    Outcome outcome = Program.typing().run("--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("web", "--org-domain", "--aws-iam-role", "Exit codes:");
  }

  @Test
  void helpOfACommandListsAllOfItsOptions() {
    assertThat(Program.typing().run("web", "-h").out())
        .contains("--org-domain", "--oidc-client-id", "--aws-iam-idp", "--aws-acct-fed-app-id");
  }

  @Test
  void theVersionIsPrintedOnStandardOutput() {
    Outcome outcome = Program.typing().run("--version");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("okta-aws ");
  }

  @Test
  void withoutACommandWebIsRun() {
    assertThat(inWords("--org-domain", ORG, "-a", "0oa1"))
        .containsExactly("web", "--org-domain", ORG, "-a", "0oa1");
    assertThat(inWords()).containsExactly("web");
  }

  /** okta-aws-cli 2.6.0 looks for its commands in all arguments. */
  @Test
  void aValueThatIsACommandsNameIsNotTakenForOne() {
    assertThat(inWords("-c", "web")).containsExactly("web", "-c", "web");
    assertThat(inWords("--profile", "direct")).containsExactly("web", "--profile", "direct");
    assertThat(inWords("-a", "m2m")).containsExactly("web", "-a", "m2m");
    assertThat(Arguments.of("-j", "--", "aws", "direct").command())
        .containsExactly("aws", "direct");
    assertThat(Arguments.of("-j", "--", "aws", "--", "x").own()).containsExactly("-j");
  }

  @Test
  void aValueThatIsACommandsNameMayStandBeforeTheCommand() {
    Outcome outcome = Program.withNobody().run("--profile", "web", "list-profiles");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("Profiles:");
  }

  @Test
  void sharedOptionsMayStandBeforeTheCommand() {
    String[] args = {"--org-domain", ORG, "web", "-a", "0oa1"};

    assertThat(inWords(args)).containsExactly(args);
    assertUsageError(Program.typing().run(args), "Missing --oidc-client-id");
  }

  @Test
  void everythingThatIsMissingIsNamedAtOnce() {
    assertUsageError(Program.typing().run(), "Missing --org-domain and --oidc-client-id");
  }

  @Test
  void anUnknownOptionIsRefusedWithTheOneThatWasMeant() {
    assertUsageError(
        Program.typing().run("web", "--org-domian", ORG, "-c", CLIENT),
        "Unknown option",
        "'--org-domian'",
        "solutions: --org-domain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://acme.okta.com",
        "https://acme.okta.com/app/home",
        "https://jane@acme.okta.com",
        "acme okta com"
      })
  void whatIsNoOrgIsRefusedBeforeAnythingIsSent(String org) {
    assertRefused(Program.typing().run("web", "-o", org, "-c", CLIENT), "--org-domain", org);
  }

  @ParameterizedTest
  @CsvSource({
    "--aws-iam-role, arn:aws:iam::123456789012:user/Admin",
    "--aws-iam-role, arn:aws:iam::123456789012:saml-provider/Okta",
    "--aws-iam-idp, arn:aws:iam::123456789012:role/Admin",
    "--aws-session-duration, 899",
    "--aws-session-duration, 43201",
    "--aws-session-duration, 1h",
    "--aws-region, eu west",
    "--aws-iam-role, Analyst",
    "--open-browser-command, 'firefox \"x'",
    "--format, xml",
  })
  void aValueThatCannotBeRightIsRefusedBeforeAnythingIsSent(String option, String value) {
    assertRefused(
        Program.typing().run("web", "-o", ORG, "-c", CLIENT, option, value), option, value);
  }

  private static String[] inWords(String... args) {
    return DefaultCommand.in(List.of(args), OktaAws.sketch());
  }

  private static void assertRefused(Outcome outcome, String option, String value) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .containsPattern(
            Pattern.quote(option.substring(2)) + "|" + Pattern.quote("\"" + value + "\""))
        .doesNotContain("Exception");
  }

  private static void assertUsageError(Outcome outcome, String... words) {
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains(words)
        .contains("Try 'okta-aws web --help'.")
        .doesNotContain("Exception");
  }
}
