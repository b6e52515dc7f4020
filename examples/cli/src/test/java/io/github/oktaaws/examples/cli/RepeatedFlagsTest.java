package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As with okta-aws-cli, the last one counts, so that an alias's flags can be overridden. */
class RepeatedFlagsTest {

  @ParameterizedTest
  @CsvSource({
    "list-profiles -p one -p two, two",
    "list-profiles -p one --profile two, two",
    "-p one list-profiles -p two, two",
    "list-profiles --profile=two --profile=one, one",
  })
  void theLastOfARepeatedFlagCounts(String line, String last) {
    Outcome outcome = Program.withNobody().run(line.split(" "));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(value(line, "profile")).isEqualTo(last);
  }

  @Test
  void aSwitchThatIsRepeatedIsAsItWasLastSet() {
    assertThat(value("web -q -q", "qr-code")).isEqualTo("true");
    assertThat(value("web -q --no-qr-code", "qr-code")).isEqualTo("false");
    assertThat(value("web --qr-code=false -q", "qr-code")).isEqualTo("true");
  }

  @Test
  void nobodyIsWarnedOfARepeatedFlag() {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      Program.withNobody().run("list-profiles", "-p", "one", "-p", "two");
    } finally {
      System.setErr(before);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static String value(String line, String key) {
    var program = OktaAws.sketch();
    var parsed =
        program.parseArgs(Arguments.of(line.split(" ")).own().toArray(String[]::new)).subcommand();
    return GivenOptions.of(parsed.commandSpec()).getOrDefault(key, "");
  }
}
