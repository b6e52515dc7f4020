package io.github.oktaaws.examples.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** A real shell that evaluates a script. */
final class ShellProcess {

  private ShellProcess() {}

  /**
   * What a command prints that has a script as its input; it must succeed and say nothing else.
   * {@code AWS_SECURITY_TOKEN} is in its environment.
   */
  static String evaluating(String script, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("AWS_SECURITY_TOKEN", "old");
    Process process = builder.start();
    try (OutputStream input = process.getOutputStream()) {
      input.write(script.getBytes(UTF_8));
    }
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
