package io.github.oktaaws.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in, and serving one program, through the program as it is started by its launcher. */
class InstalledWaysIT {

  private static final Path LAUNCHER = Path.of("okta-aws").toAbsolutePath();
  private static final String ROLE = "arn:aws:iam::210987654321:role/Analyst";

  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start();
  private final Path folder;
  private final Map<String, String> variables = new HashMap<>();

  InstalledWaysIT(@TempDir Path folder) {
    this.folder = folder;
    sandbox.autoApprove("jane");
    variables.put("HOME", folder.toString());
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("AWS_ENDPOINT_URL_STS", sandbox.stsUrl());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void aMachineSignsInWithItsKey() throws Exception {
    MachineIdentity machine = sandbox.machine();
    Path key = Files.writeString(folder.resolve("key.pem"), machine.privateKeyPem());

    Outcome outcome =
        run(
            "m2m",
            "-o",
            sandbox.oktaUrl(),
            "-c",
            machine.clientId(),
            "-i",
            machine.keyId(),
            "-b",
            key.toString(),
            "-r",
            OrgConfig.ACME_MACHINE_ROLE);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("export AWS_ACCESS_KEY_ID=ASIA");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void aPersonSignsInWithPasswordAndFactor() throws Exception {
    variables.put("OKTA_AWSCLI_PASSWORD", "jane-password");

    Outcome outcome = run(at("direct", "--username", "jane", "-r", OrgConfig.ACME_MACHINE_ROLE));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("export AWS_ACCESS_KEY_ID=ASIA");
    assertThat(outcome.err()).contains("Okta Verify").doesNotContain("jane-password");
  }

  @Test
  void everyRoleGetsAProfile() throws Exception {
    Outcome outcome = run(at("web", "--all-profiles", "--profile-template", "{app}/{role}"));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("credentials")))
        .filteredOn(line -> line.startsWith("["))
        .hasSize(6)
        .contains("[AWS-Production/Admin]", "[AWS-Development/ReadOnly]");
  }

  @Test
  void aProgramIsServedWhileItRunsAndNotLedToOtherCredentials() throws Exception {
    variables.put("AWS_ACCESS_KEY_ID", "AKIASTALE");
    variables.put("AWS_SECRET_ACCESS_KEY", "stale");
    variables.put("AWS_SESSION_TOKEN", "stale");
    variables.put("AWS_PROFILE", "stale");
    variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/stale");
    variables.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/stale");

    Outcome outcome =
        run(
            at(
                "serve",
                "-r",
                ROLE,
                "--exec",
                "--",
                "sh",
                "-c",
                """
                echo "$AWS_CONTAINER_CREDENTIALS_FULL_URI"
                echo "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
                cat "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE" && echo
                env | grep -c 'stale\\|STALE'
                exit 9
                """));

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(9);
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines).as("address, file, token, how much is stale").hasSize(4);
    assertThat(lines.get(2)).as("the token").isNotBlank();
    assertThat(lines.get(3)).isEqualTo("0");
    assertThat(Path.of(lines.get(1))).doesNotExist();
    HttpRequest asked = HttpRequest.newBuilder(URI.create(lines.get(0))).build();
    assertThatThrownBy(() -> HttpClient.newHttpClient().send(asked, BodyHandlers.discarding()))
        .isInstanceOf(ConnectException.class);
  }

  private String[] at(String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("-o", sandbox.oktaUrl(), "-c", sandbox.oidcClientId()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Outcome run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(AWS|JAVA|OKTA)_.*"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("has ended").isTrue();
      return new Outcome(
          process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
