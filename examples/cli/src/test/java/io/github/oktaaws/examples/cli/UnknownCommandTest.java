package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownCommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"prod", "web prod", "-o acme.okta.com prod", "-a 0oa1 prod"})
  void aWordThatIsNoCommandIsNamedWithTheCommandsThereAre(String line) {
    Outcome outcome = Program.withNobody().run(line.split(" "));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("\"prod\"", "web, m2m, direct", "doctor", "Try 'okta-aws --help'.")
        .doesNotContain("index", "Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"debug", "debug -o acme.okta.com", "-o acme.okta.com debug"})
  void debugIsToldToBeDoctorHere(String line) {
    Outcome outcome = Program.withNobody().run(line.split(" "));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("debug", "okta-aws doctor").doesNotContain("index");
  }

  @Test
  void aWordOfATerminalsCodesIsNotPrintedAsItIs() {
    Outcome outcome = Program.withNobody().run("\u001b[31mprod");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).doesNotContain("\u001b");
  }
}
