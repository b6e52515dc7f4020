package io.github.oktaaws.examples.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.examples.cli.output.ForkedProgram;
import io.github.oktaaws.examples.cli.output.Samples;
import io.github.oktaaws.examples.cli.output.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real programs, executed by a process of its own. */
class ChildProgramTest {

  /** Says that it is ready, and ends at a line "end" or at the end of its input. */
  private static final String UNTIL_END =
      """
      echo ready
      while :; do
        read -r -t 0.1 line
        code=$?
        [ $code -eq 1 ] && exit 3
        [ $code -eq 0 ] && [ "$line" = end ] && exit $((40 + n))
      done
      """;

  private static final String COUNTING =
      "n=0; trap 'n=$((n + 1)); echo \"int $n\"' INT;\n" + UNTIL_END;

  private final Path folder;

  ChildProgramTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** okta/okta-aws-cli#294: there the program has no PATH, HOME alone and no input. */
  @Test
  void theProgramHasTheWholeEnvironmentAndTheCredentials() throws Exception {
    Files.writeString(folder.resolve("my-tool"), "#!/bin/sh\nenv\n");
    assertThat(folder.resolve("my-tool").toFile().setExecutable(true)).isTrue();
    Map<String, String> environment =
        Map.of(
            "PATH", folder + ":" + System.getenv("PATH"),
            "MY_OWN", "kept",
            "AWS_CONFIG_FILE", "/kept/too",
            "AWS_PROFILE", "stale",
            "AWS_SECURITY_TOKEN", "stale",
            "OKTA_AWSCLI_PASSWORD", "planted");

    try (ForkedProgram program =
        ForkedProgram.start(ExecutingProgram.class, environment, "my-tool")) {
      assertThat(program.output().lines())
          .contains(
              "MY_OWN=kept",
              "AWS_CONFIG_FILE=/kept/too",
              "AWS_ACCESS_KEY_ID=ASIAEXAMPLE",
              "AWS_SECRET_ACCESS_KEY=" + Samples.SECRET,
              "AWS_SESSION_TOKEN=" + Samples.TOKEN,
              "AWS_CREDENTIAL_EXPIRATION=2026-11-26T10:00:00Z",
              "AWS_REGION=eu-central-1",
              "AWS_DEFAULT_REGION=eu-central-1")
          .noneMatch(line -> line.contains("stale") || line.contains("planted"));
      assertThat(program.exitCode()).isZero();
    }
  }

  /** okta/okta-aws-cli#294: no input, and the output when all is over. */
  @Test
  void inputAndOutputAreTheProgramsAsTheyCome() throws Exception {
    String script = "echo ready; read -r line; echo \"got $line\"; cat";
    try (ForkedProgram program = executing(script)) {
      assertThat(program.line()).isEqualTo("ready");
      program.type("one\n");
      assertThat(program.line()).isEqualTo("got one");
      program.type("two\nthree");
      program.endInput();

      assertThat(program.output()).isEqualTo("two\nthree\n");
      assertThat(program.exitCode()).isZero();
    }
  }

  /** okta/okta-aws-cli#294: always 1. */
  @ParameterizedTest
  @CsvSource({
    "exit 0, 0",
    "exit 7, 7",
    "exit 255, 255",
    "kill -KILL $$, 137",
    "kill -TERM $$, 143"
  })
  void itsExitCodeIsTheProgramsOwn(String script, int exitCode) throws Exception {
    try (ForkedProgram program = executing(script)) {
      assertThat(program.exitCode()).isEqualTo(exitCode);
    }
  }

  @Test
  void argumentsArriveAsTheyWereGiven() throws Exception {
    try (ForkedProgram program =
        ForkedProgram.start(
            ExecutingProgram.class, "printf", "<%s>\\n", "a b", "$HOME", "", "*", "--help")) {
      assertThat(program.output()).isEqualTo("<a b>\n<$HOME>\n<>\n<*>\n<--help>\n");
    }
  }

  @Test
  void aProgramThatDoesNotExistIs127() throws Exception {
    for (String name : List.of("no-such-program", folder.resolve("absent").toString())) {
      try (ForkedProgram program = ForkedProgram.start(ExecutingProgram.class, name)) {
        assertThat(program.output()).startsWith(name + ": no such program").doesNotContain("at ");
        assertThat(program.exitCode()).isEqualTo(127);
      }
    }
  }

  @Test
  void aFileThatCannotBeRunIs126() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "#!/bin/sh\n");
    Path lost = Files.writeString(folder.resolve("lost"), "#!/no/such/interpreter\n");
    assertThat(lost.toFile().setExecutable(true)).isTrue();
    for (Path file : List.of(text, lost, folder)) {
      try (ForkedProgram program = ForkedProgram.start(ExecutingProgram.class, file.toString())) {
        assertThat(program.output()).contains(file.toString(), "interpreter");
        assertThat(program.exitCode()).isEqualTo(126);
      }
    }
  }

  @Test
  void aSigtermIsTheProgramsToAnswer() throws Exception {
    try (ForkedProgram program = bash("trap 'echo cleaning; exit 42' TERM;" + UNTIL_END)) {
      assertThat(program.line()).isEqualTo("ready");

      program.signal("TERM");

      assertThat(program.line()).isEqualTo("cleaning");
      assertThat(program.exitCode()).isEqualTo(42);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProgramThatNoSignalEndsIsWaitedFor() throws Exception {
    String script = "trap '' TERM HUP;" + UNTIL_END;
    try (ForkedProgram program =
        ForkedProgram.hearingSignals(
            ForkedProgram.command(ExecutingProgram.class, "bash", "-c", script))) {
      assertThat(program.line()).isEqualTo("ready");

      program.signal("TERM");
      program.signal("HUP");
      program.type("end\n");

      assertThat(program.exitCode()).isEqualTo(40);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutATerminalASigintIsHandedOn() throws Exception {
    try (ForkedProgram program =
        ForkedProgram.hearingSignals(
            with(
                "setsid", ForkedProgram.command(ExecutingProgram.class, "bash", "-c", COUNTING)))) {
      assertThat(program.line()).isEqualTo("ready");

      program.signal("INT");

      assertThat(program.line()).isEqualTo("int 1");
      program.type("end\n");
      assertThat(program.exitCode()).isEqualTo(41);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void atATerminalCtrlCReachesTheProgramOnce() throws Exception {
    Path script = Files.writeString(folder.resolve("counting"), COUNTING);
    List<String> command = ForkedProgram.command(ExecutingProgram.class, "bash", script.toString());
    // a shell that stays between would end with its own 130
    String inItsPlace = "exec " + String.join(" ", command);
    try (ForkedProgram program =
        ForkedProgram.hearingSignals(List.of("script", "-qec", inItsPlace, "/dev/null"))) {
      assertThat(program.line()).isEqualTo("ready");

      program.type("\u0003");

      assertThat(program.line()).endsWith("int 1");
      program.type("end\n");
      assertThat(program.exitCode()).isEqualTo(41);
    }
  }

  @Test
  void withoutACommandThereIsNothingToExecute() {
    assertThatThrownBy(() -> ChildProgram.of(List.of(), new Variables(Map.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--exec -- aws s3 ls");
  }

  @Test
  void argumentsAreNotPrinted() {
    assertThat(ChildProgram.of(List.of("curl", "planted"), new Variables(Map.of())))
        .asString()
        .contains("curl")
        .doesNotContain("planted");
  }

  private static ForkedProgram executing(String script) throws IOException {
    return ForkedProgram.start(ExecutingProgram.class, "sh", "-c", script);
  }

  private static ForkedProgram bash(String script) throws IOException {
    return ForkedProgram.start(ExecutingProgram.class, "bash", "-c", script);
  }

  private static List<String> with(String program, List<String> command) {
    return Stream.concat(Stream.of(program), command.stream()).toList();
  }
}
