package io.github.oktaaws.examples.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentOutputTest {

  private static final String NASTY =
      "a'b\"c$d`e\\f g\n$(touch /nowhere) ;&|<>(){}[]*?~#!%^=é\u2019 ";
  private static final Extras ALL = new Extras(true, true, Optional.of("eu-central-1"));

  @Test
  void aPosixShellGetsExportsWithExpiryAndRegion() {
    assertThat(EnvironmentOutput.of(Shell.POSIX, Samples.credentials(), ALL, Map.of()))
        .isEqualTo(
            """
            export AWS_ACCESS_KEY_ID=ASIAEXAMPLE
            export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
            export AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEHMaCXVzLWVhc3QtMSJGMEQCIFoo==
            export AWS_SECURITY_TOKEN=IQoJb3JpZ2luX2VjEHMaCXVzLWVhc3QtMSJGMEQCIFoo==
            export AWS_CREDENTIAL_EXPIRATION=2026-11-26T10:00:00Z
            export AWS_REGION=eu-central-1
            export AWS_DEFAULT_REGION=eu-central-1
            """);
  }

  @Test
  void withoutExtrasThereIsNoRegionAndNoOldName() {
    assertThat(
            EnvironmentOutput.of(Shell.POSIX, Samples.credentials(), Extras.none(), Map.of())
                .lines())
        .hasSize(4)
        .noneMatch(line -> line.contains("REGION") || line.contains("SECURITY_TOKEN"));
  }

  @Test
  void fishGetsGlobalExportedVariables() {
    assertThat(text(Shell.FISH, "it's \\ $HOME"))
        .contains(
            "set -gx AWS_ACCESS_KEY_ID 'ASIAEXAMPLE'\n",
            "set -gx AWS_SECRET_ACCESS_KEY 'it\\'s \\\\ $HOME'\n",
            "set -gx AWS_CREDENTIAL_EXPIRATION '2026-11-26T10:00:00Z'\n");
  }

  @Test
  void powerShellGetsStringsInWhichNothingIsExpanded() {
    assertThat(text(Shell.POWERSHELL, "it's \u2019typographic\u2018 $env:X `n"))
        .contains(
            "$env:AWS_ACCESS_KEY_ID = 'ASIAEXAMPLE'\n",
            "$env:AWS_SECRET_ACCESS_KEY = 'it''s \u2019\u2019typographic\u2018\u2018 $env:X `n'\n");
  }

  /** okta/okta-aws-cli#48, okta/okta-aws-cli#70: setx, into the registry. */
  @Test
  void cmdGetsQuotedAssignments() {
    assertThat(text(Shell.CMD, "a&b|c<d>e^f=g"))
        .contains(
            "set \"AWS_ACCESS_KEY_ID=ASIAEXAMPLE\"\n",
            "set \"AWS_SECRET_ACCESS_KEY=a&b|c<d>e^f=g\"\n",
            "set \"AWS_CREDENTIAL_EXPIRATION=2026-11-26T10:00:00Z\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\"value", "secret%PATH%value", "secret!value", "secret\nvalue"})
  void whatCmdCannotQuoteIsRefusedAndNotPrinted(String value) {
    assertThatThrownBy(() -> text(Shell.CMD, value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("AWS_SECRET_ACCESS_KEY")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("value holds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "sh"})
  void aRealShellReadsBackAnyValue(String shell) throws Exception {
    String script = text(Shell.POSIX, NASTY);

    String read =
        ShellProcess.evaluating(
            script,
            shell,
            "-euc",
            "eval \"$(cat)\"; exec " + shell + " -c 'printf %s \"$AWS_SECRET_ACCESS_KEY\"'");

    assertThat(read).isEqualTo(NASTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=ls", "a==b c", "-n", "", "~", "x:=ls", "x:~"})
  void whatSomeShellWouldExpandIsQuoted(String value) {
    assertThat(Shell.POSIX.set("X", value))
        .isEqualTo("-n".equals(value) ? "export X=-n" : "export X='" + value + "'");
  }

  @Test
  void aSecurityTokenOfOtherCredentialsIsRemovedBecauseAwsBelievesItFirst() throws Exception {
    Map<String, String> stale = Map.of("AWS_SECURITY_TOKEN", "old");

    String script = EnvironmentOutput.of(Shell.POSIX, Samples.credentials(), Extras.none(), stale);

    assertThat(
            ShellProcess.evaluating(
                script,
                "bash",
                "-euc",
                "eval \"$(cat)\"; printf %s \"${AWS_SECURITY_TOKEN-none}\""))
        .isEqualTo("none");
    assertThat(Shell.FISH.unset("X")).isEqualTo("set -e X");
    assertThat(Shell.POWERSHELL.unset("X")).isEqualTo("$env:X = $null");
    assertThat(Shell.CMD.unset("X")).isEqualTo("set \"X=\"");
  }

  @Test
  void variablesPrintTheirNamesAlone() {
    assertThat(Variables.of(Samples.credentials(), Extras.none()))
        .asString()
        .contains("AWS_SESSION_TOKEN")
        .doesNotContain(Samples.SECRET, Samples.TOKEN);
  }

  @Test
  void whatIsNoRegionIsRefused() {
    assertThatThrownBy(() -> Extras.none().withRegion("eu west"))
        .isInstanceOf(ConfigurationException.class);
  }

  private static String text(Shell shell, String secret) {
    return EnvironmentOutput.of(
        shell, Samples.credentials("ASIAEXAMPLE", secret, Samples.TOKEN), Extras.none(), Map.of());
  }
}
