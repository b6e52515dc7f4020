package io.github.oktaaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.SandboxRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixteen programs of one person, on one store. */
class ManyProcessesTest {

  private static final int PROCESSES = 16;
  private static final int REFRESHES = 20;

  private final Path directory;
  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().pollingInterval(Duration.ZERO).start();
  private final List<Process> started = new ArrayList<>();

  ManyProcessesTest(@TempDir Path directory) {
    this.directory = directory;
    sandbox.autoApprove("jane");
  }

  @AfterEach
  void close() {
    started.forEach(Process::destroyForcibly);
    Planted.secretsOf(sandbox);
    sandbox.close();
  }

  /** 99designs/aws-vault#1275, ByteNess/aws-vault#337: a browser each. */
  @Test
  void sixteenThatStartColdMakeOneDeviceAuthorizationOnePromptAndOneCallToSts() throws Exception {
    List<String> output = outputOf("role", 1);

    assertThat(output).filteredOn(line -> line.startsWith("prompt ")).hasSize(1);
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
    assertThat(sandbox.requests("/login/token/sso")).hasSize(1);
    assertThat(SessionOverSandbox.assumedRoles(sandbox)).isEqualTo(1);
    assertThat(output).filteredOn(line -> line.startsWith("got ")).hasSize(PROCESSES);
    assertThat(output.stream().filter(line -> line.startsWith("got ")).distinct()).hasSize(1);
  }

  /** botocore and granted have no lock around the refresh. */
  @Test
  void sixteenThatRefreshTwentyTimesEachNeverSpendARefreshTokenTwice() throws Exception {
    List<String> output = outputOf("refresh", REFRESHES + 1);

    List<String> spent =
        sandbox.requests("/oauth2/v1/token").stream()
            .map(SandboxRequest::form)
            .filter(form -> "refresh_token".equals(form.get("grant_type")))
            .map(form -> form.getOrDefault("refresh_token", ""))
            .toList();
    assertThat(spent).hasSizeGreaterThanOrEqualTo(PROCESSES * REFRESHES).doesNotHaveDuplicates();
    assertThat(output).filteredOn(line -> line.startsWith("prompt ")).hasSize(1);
    assertThat(output).filteredOn("done"::equals).hasSize(PROCESSES);
  }

  private List<String> outputOf(String what, int times) throws IOException, InterruptedException {
    for (int i = 0; i < PROCESSES; i++) {
      started.add(start(what, times));
    }
    List<BufferedReader> outputs = started.stream().map(Process::inputReader).toList();
    for (BufferedReader output : outputs) {
      assertThat(output.readLine()).isEqualTo("ready");
    }
    for (Process process : started) {
      process.getOutputStream().write('g');
      process.getOutputStream().flush();
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      lines.addAll(outputs.get(i).lines().toList());
      assertThat(started.get(i).waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(started.get(i).exitValue()).as(String.join("\n", lines)).isZero();
    }
    return lines;
  }

  private Process start(String what, int times) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            // a log of its own, which the scan for secrets reads too: ours must not be truncated
            "-Dtrace.directory=target/processes/" + UUID.randomUUID(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            SessionProcess.class.getName(),
            sandbox.oktaUrl(),
            sandbox.oidcClientId(),
            directory.resolve("store").toString(),
            what,
            Integer.toString(times))
        .redirectErrorStream(true)
        .start();
  }
}
