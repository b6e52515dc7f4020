package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The sandbox as a program of its own.
 *
 * @param process the running program
 * @param described what it said of itself when it was ready
 */
record StandaloneSandbox(ServerProcess process, JsonNode described) implements AutoCloseable {

  static StandaloneSandbox start(String... options) {
    Path jar = Path.of(System.getProperty("interop.sandbox", "okta-aws-sandbox.jar"));
    assertThat(jar).as("the standalone sandbox, which okta-aws-testkit packages").exists();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "--port",
                "0"));
    command.addAll(List.of(options));
    ServerProcess process = ServerProcess.start("sandbox", command, Map.of());
    await("the sandbox says that it is ready: " + process.printed())
        .atMost(Duration.ofMinutes(1))
        .failFast("the sandbox has ended", () -> !process.isAlive())
        .untilAsserted(() -> assertThat(process.printed()).endsWith("\n").contains("oktaUrl"));
    return new StandaloneSandbox(process, ready(process.printed()));
  }

  private static JsonNode ready(String printed) {
    String line = printed.lines().filter(text -> text.startsWith("{")).findFirst().orElseThrow();
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(printed, e);
    }
  }

  String oktaUrl() {
    return described.required("oktaUrl").asText();
  }

  String stsUrl() {
    return described.required("stsUrl").asText();
  }

  String clientId() {
    return described.required("oidcClientId").asText();
  }

  @Override
  public void close() {
    process.close();
  }
}
