package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A server in a process of its own, which ends with everything that it has started itself. */
final class ServerProcess implements AutoCloseable {

  private static final Path LOGS = Path.of("target", "interop-logs");

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread endWithTests = new Thread(this::kill);

  private ServerProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(endWithTests);
  }

  static ServerProcess start(String name, List<String> command, Map<String, String> environment) {
    try {
      Files.createDirectories(LOGS);
      Path log = LOGS.resolve(name + ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      return new ServerProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + ": " + command, e);
    }
  }

  /** A port on loopback that was free a moment ago, for servers that cannot choose one. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitAnswer(URI address, Duration atMost) {
    OkHttpClient client = new OkHttpClient();
    await(name + " answers at " + address + ", see " + log.toAbsolutePath())
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(200))
        .failFast(name + " has ended, see " + log.toAbsolutePath(), () -> !process.isAlive())
        .untilAsserted(() -> assertThat(answers(client, address)).isTrue());
  }

  private static boolean answers(OkHttpClient client, URI address) {
    try (Response response =
        client.newCall(new Request.Builder().url(address.toString()).build()).execute()) {
      return response.isSuccessful();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What the server has printed so far. */
  String printed() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Asks it to end (SIGTERM), and waits for that; its exit code. */
  int terminate() {
    process.destroy();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s ends", name).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(endWithTests);
    kill();
  }

  private void kill() {
    try (Stream<ProcessHandle> children = process.descendants()) {
      List<ProcessHandle> all = children.toList();
      process.destroy();
      all.forEach(ProcessHandle::destroy);
      process.waitFor(10, TimeUnit.SECONDS);
      process.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
