package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that our command line runs is run as if it had been run without. */
class ExecIT {

  private final OktaAwsSandbox sandbox = OktaAwsCommand.approvingSandbox();
  private final Path home;
  private final OktaAwsCommand oktaAws;

  ExecIT(@TempDir Path home) {
    this.home = home;
    this.oktaAws = OktaAwsCommand.at(sandbox, home);
  }

  @AfterEach
  void end() {
    sandbox.close();
  }

  @Test
  void the_program_reads_standard_input_and_its_exit_code_is_ours() {
    Command done =
        shell("printf 'one\\ntwo\\n' | \"$@\"", "sh", "-c", "cat; echo done >&2; exit 7");

    assertThat(done.exitCode()).as(done.err()).isEqualTo(7);
    assertThat(done.out()).isEqualTo("one\ntwo\n");
    assertThat(done.err()).endsWith("done\n");
  }

  @Test
  void the_program_has_the_credentials_and_no_profile_that_would_lead_to_others() {
    Command done =
        shell(
            "AWS_PROFILE=other exec \"$@\"",
            "sh",
            "-c",
            "echo ${AWS_ACCESS_KEY_ID:+key} ${AWS_SECRET_ACCESS_KEY:+secret}"
                + " ${AWS_SESSION_TOKEN:+token} ${AWS_PROFILE-none}");

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).isEqualTo("key secret token none\n");
  }

  @Test
  void a_program_is_found_on_the_PATH_with_its_arguments_as_they_are() throws IOException {
    Path tool = home.resolve("a-tool-of-ours");
    Files.writeString(tool, "#!/bin/sh\nprintf '[%s]' \"$@\"\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();

    Command done =
        shell("PATH=\"$HOME:$PATH\" exec \"$@\"", "a-tool-of-ours", "--role", "two words", "*", "");

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).isEqualTo("[--role][two words][*][]");
  }

  @Test
  void aws_runs_with_the_credentials() {
    List<String> aws = OktaAwsCommand.awsCallerIdentity(sandbox);

    Command done = shell("exec \"$@\"", aws.toArray(String[]::new));

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).isEqualTo(OktaAwsCommand.CALLER);
  }

  @Test
  void a_program_that_is_not_there_is_127_and_a_signal_adds_to_128() {
    assertThat(shell("exec \"$@\"", "no-such-program-of-ours").exitCode()).isEqualTo(127);
    assertThat(shell("exec \"$@\"", "sh", "-c", "kill -TERM $$").exitCode()).isEqualTo(143);
  }

  /** Runs our command line, which runs the program, as {@code "$@"} of a script. */
  private Command shell(String script, String... program) {
    List<String> line = new ArrayList<>(List.of("sh", "-euc", script, "sh"));
    line.addAll(oktaAws.line("web", "--exec", "--"));
    line.addAll(List.of(program));
    return oktaAws.run(line);
  }
}
