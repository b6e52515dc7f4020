package io.github.oktaaws.examples.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A class's main method in a JVM of its own. */
public final class ForkedProgram implements AutoCloseable {

  private static final int LONGEST_SECONDS = 60;

  private final Process process;
  private final BufferedReader output;

  private ForkedProgram(Process process) {
    this.process = process;
    this.output = process.inputReader(UTF_8);
  }

  public static ForkedProgram start(Class<?> main, String... args) throws IOException {
    return start(main, Map.of(), args);
  }

  /** Standard error comes with standard output. */
  public static ForkedProgram start(Class<?> main, Map<String, String> environment, String... args)
      throws IOException {
    return start(command(main, args), environment);
  }

  /**
   * Starts a command that hears signals, also where the tests were started to ignore them, as by
   * {@code nohup} or in the background. For Linux.
   */
  public static ForkedProgram hearingSignals(List<String> command) throws IOException {
    List<String> hearing = new ArrayList<>(List.of("env", "--default-signal=INT,HUP,TERM"));
    hearing.addAll(command);
    return start(hearing, Map.of());
  }

  private static ForkedProgram start(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    return new ForkedProgram(builder.start());
  }

  public static List<String> command(Class<?> main, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  public Process process() {
    return process;
  }

  /** The next line that it prints. */
  public String line() throws IOException {
    String line = output.readLine();
    assertThat(line).as("a line of a program that runs").isNotNull();
    return line;
  }

  /** All that it prints until it ends. */
  public String output() {
    return output.lines().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** Sends a signal, by its name without SIG. */
  public void signal(String name) throws IOException, InterruptedException {
    String command = "kill -" + name + " " + process.pid();
    assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor()).isZero();
  }

  public void type(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  public void endInput() throws IOException {
    process.getOutputStream().close();
  }

  public int exitCode() throws InterruptedException {
    assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as("has ended").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
