package io.github.oktaaws.benchmarks;

import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.store.KeySource;
import io.github.oktaaws.store.TokenStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Processes with a provider each, of the same role, on one encrypted store. They start cold. */
final class SharedProcesses implements Shared.Sharers {

  private static final String DONE = "done";

  private final Path directory;
  private final List<Process> processes = new ArrayList<>();
  private final List<BufferedReader> answers = new ArrayList<>();

  private SharedProcesses(Path directory) {
    this.directory = directory;
  }

  static SharedProcesses start(Lab lab, int count) throws IOException {
    SharedProcesses all = new SharedProcesses(Files.createTempDirectory("shared"));
    for (int i = 0; i < count; i++) {
      Process process = all.start(lab);
      all.processes.add(process);
      all.answers.add(
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }
    return all;
  }

  private Process start(Lab lab) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djavax.net.ssl.trustStore=" + lab.trustStore(),
            "-Djavax.net.ssl.trustStorePassword=" + Lab.PASSWORD,
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SharedProcesses.class.getName(),
            directory.resolve("store").toString(),
            lab.okta().toString(),
            lab.sts().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /**
   * Is one of the processes: lets a minute pass for each line of standard input.
   *
   * @param args the store's directory, Okta and STS
   */
  public static void main(String[] args) throws IOException {
    TokenStore store =
        TokenStore.files(Path.of(args[0])).encryptedWith(KeySource.bytes(new byte[32]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (SharedProviders provider =
        new SharedProviders(
            new MovingClock(), URI.create(args[1]), URI.create(args[2]), store, 1, 1)) {
      while (in.readLine() != null) {
        provider.minute();
        System.out.println(DONE);
      }
    }
  }

  @Override
  public void minute() throws IOException {
    for (Process process : processes) {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }
    for (BufferedReader answer : answers) {
      if (!DONE.equals(answer.readLine())) {
        throw new IOException("a process failed");
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Process process : processes) {
      process.getOutputStream().close();
    }
    for (Process process : processes) {
      process.onExit().join();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
