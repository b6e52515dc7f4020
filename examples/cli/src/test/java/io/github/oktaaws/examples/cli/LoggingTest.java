package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.output.ForkedProgram;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person who asked for no log sees of one. */
class LoggingTest {

  private final Path home;

  LoggingTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void aProfileThatOktaAwsCliLeftTwiceIsNotWarnedAboutForEachTimeThatItIsRead() throws Exception {
    Path file =
        Files.writeString(
            home.resolve("credentials"),
            """
            [dev]
            aws_access_key_id = A
            [dev]
            aws_access_key_id = B
            """);
    try (OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start()) {
      sandbox.autoApprove("jane");
      Map<String, String> environment =
          Map.of(
              "HOME",
              home.toString(),
              "AWS_SHARED_CREDENTIALS_FILE",
              file.toString(),
              "AWS_ENDPOINT_URL_STS",
              sandbox.stsUrl());
      String[] args =
          Program.web(
              sandbox, List.of("-f", "noop", "-r", "arn:aws:iam::123456789012:role/Analyst"));

      try (ForkedProgram program = ForkedProgram.start(OktaAws.class, environment, args)) {
        assertThat(program.output()).contains("shows this code").doesNotContain("WARN");
        assertThat(program.exitCode()).isZero();
      }
    }
  }
}
