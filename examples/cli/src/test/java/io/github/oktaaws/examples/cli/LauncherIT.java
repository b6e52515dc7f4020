package io.github.oktaaws.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the jar it runs, as a person runs them. */
class LauncherIT {

  private static final Path LAUNCHER = Path.of("okta-aws").toAbsolutePath();

  private final Path folder;

  LauncherIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theProgramPrintsExportsAloneOnStandardOutputAndEnds() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("okta"), LAUNCHER);
    try (OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start()) {
      sandbox.autoApprove("jane");
      Map<String, String> aws =
          Map.of("AWS_ENDPOINT_URL_STS", sandbox.stsUrl(), "AWS_REGION", "eu-central-1");

      Outcome outcome = run(link, "2\n1\n", aws, Program.web(sandbox, List.of()));

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out())
          .matches(
              """
              export AWS_ACCESS_KEY_ID=\\S+
              export AWS_SECRET_ACCESS_KEY=\\S+
              export AWS_SESSION_TOKEN=\\S+
              export AWS_CREDENTIAL_EXPIRATION=\\S+Z
              """);
      assertThat(outcome.err())
          .startsWith("Open the following URL to begin Okta device authorization")
          .doesNotContain("SLF4J", "WARN");
      assertThat(sandbox.requests("/"))
          .extracting(request -> request.form().get("RoleArn"))
          .contains("arn:aws:iam::210987654321:role/Admin");
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void credentialsThatNobodyCouldReadAreAFailure() throws Exception {
    try (OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start()) {
      sandbox.autoApprove("jane");
      Map<String, String> aws = Map.of("AWS_ENDPOINT_URL_STS", sandbox.stsUrl());
      String[] args = Program.web(sandbox, List.of("-a", "0oa1awsprod000000000"));
      ProcessBuilder piped = program(LAUNCHER, "2\n", aws, args).redirectOutput(Redirect.PIPE);

      Process process = piped.start();
      process.getInputStream().close();

      assertThat(exitCode(process)).isEqualTo(1);
      assertThat(Files.readString(folder.resolve("err"))).contains("could not be written");
    }
  }

  @Test
  void theVersionIsTheBuilds() throws Exception {
    Outcome outcome = run(LAUNCHER, "", Map.of(), "--version");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).matches("okta-aws \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  @Test
  void theProgramsExitCodeIsTheLaunchers() throws Exception {
    assertThat(run(LAUNCHER, "", Map.of(), "web", "--no-such-option").exitCode()).isEqualTo(2);
  }

  @Test
  void aLauncherWithoutItsJarSaysHowToBuildIt() throws Exception {
    Path alone =
        Files.copy(LAUNCHER, folder.resolve("okta-aws"), StandardCopyOption.COPY_ATTRIBUTES);

    Outcome outcome = run(alone, "", Map.of(), "--version");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("./mvnw -q -pl examples/cli -am package -DskipTests");
  }

  private Outcome run(Path program, String typed, Map<String, String> aws, String... args)
      throws IOException, InterruptedException {
    int exitCode = exitCode(program(program, typed, aws, args).start());
    return new Outcome(
        exitCode,
        Files.readString(folder.resolve("out"), UTF_8),
        Files.readString(folder.resolve("err"), UTF_8));
  }

  private ProcessBuilder program(
      Path program, String typed, Map<String, String> aws, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(Arrays.asList(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Files.writeString(folder.resolve("in"), typed).toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(aws);
    return builder;
  }

  private static int exitCode(Process process) throws InterruptedException {
    try {
      // far less than what an HTTP client's idle threads could hold it up
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("has ended").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
