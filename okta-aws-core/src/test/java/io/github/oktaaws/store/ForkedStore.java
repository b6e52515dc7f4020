package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** A {@link StoreProcess} and the line to it. */
final class ForkedStore implements AutoCloseable {

  private static final String EXEC = "exec \"$@\"";

  private final Process process;
  private final BufferedReader output;
  private final Writer input;

  private ForkedStore(Process process) {
    this.process = process;
    this.output = process.inputReader(US_ASCII);
    this.input = process.outputWriter(US_ASCII);
  }

  static ForkedStore on(Path directory) throws IOException {
    return by(EXEC, directory);
  }

  /** One that is not known to be ready. */
  static ForkedStore starting(Path directory) throws IOException {
    return starting(EXEC, directory);
  }

  private static ForkedStore starting(String script, Path directory) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            "-c",
            script,
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx32m",
            "-cp",
            classPath(),
            StoreProcess.class.getName(),
            directory.toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new ForkedStore(builder.start());
  }

  /** One that a shell's script starts: {@code exec "$@"} after what it does before. */
  static ForkedStore by(String script, Path directory) throws IOException {
    ForkedStore started = starting(script, directory);
    started.awaitReady();
    return started;
  }

  void awaitReady() throws IOException {
    String line = output.readLine();
    if (!"ready".equals(line)) {
      throw new IllegalStateException("Not started: " + line);
    }
  }

  /** The library and these tests, and no logging. */
  static List<Path> places() {
    return Stream.of(TokenStore.class, StoreProcess.class, LoggerFactory.class)
        .map(ForkedStore::placeOf)
        .toList();
  }

  private static String classPath() {
    return places().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  String tell(String line) throws IOException {
    send(line);
    return answer();
  }

  void send(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
  }

  String answer() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IllegalStateException("The process has ended");
    }
    return line;
  }

  /** Stands still with all that it holds. */
  void stop() throws IOException, InterruptedException {
    new ProcessBuilder(List.of("sh", "-c", "kill -STOP " + process.pid())).start().waitFor();
  }

  /** SIGKILL: nothing of it runs any more. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
