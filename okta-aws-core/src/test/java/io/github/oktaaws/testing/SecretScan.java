package io.github.oktaaws.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/**
 * Whatever a module's unit tests made anybody say holds no secret. Extend it in a test that runs
 * after all of them; it reads what {@link WholeRunTrace} and {@link Planted} recorded.
 */
public abstract class SecretScan {

  private static final Path UNIT_TESTS = Path.of("target");
  private static final Path LOG = UNIT_TESTS.resolve("trace.log");

  /** Where processes that tests start keep logs of their own. */
  private static final Path PROCESSES = UNIT_TESTS.resolve("processes");

  private final SecretSearch secrets = new SecretSearch();
  private final SecretSearch controls = new SecretSearch();
  private final Set<String> controlsFound = new TreeSet<>();
  private final List<String> leaks = new ArrayList<>();
  private final Set<String> kinds = new TreeSet<>();
  private int secretsPlanted;
  private int controlsPlanted;

  /** For subclasses. */
  protected SecretScan() {}

  /** How many secrets the run must have planted at least, or else it was not the whole run. */
  protected abstract int fewestSecrets();

  /** Kinds of secrets that must have been planted. */
  protected abstract Set<String> kinds();

  /** Beginnings of loggers that must have written at their finest. */
  protected abstract List<String> loggers();

  /**
   * saml2aws logs login details and session tokens, aws-okta state tokens,
   * aws-advanced-jdbc-wrapper database tokens and whole answers.
   */
  @Test
  void nothingThatWasLoggedThrownOrPrintedHoldsASecret() throws IOException {
    readPlanted();
    assertThat(secretsPlanted).as("secrets planted").isGreaterThan(fewestSecrets());
    assertThat(kinds).as("kinds of secrets").containsAll(kinds());

    scan(LOG);
    scanLogsOfProcesses();
    scanExceptions();
    scanReports();

    assertThat(controlsFound).as("what had to be found").hasSize(controlsPlanted).hasSize(2);
    assertThat(leaks).as("where secrets were said").isEmpty();
  }

  @Test
  void loggersOfAllConcernedWroteTheirFinestIntoTheLog() throws IOException {
    try (Stream<String> lines = Files.lines(LOG, StandardCharsets.UTF_8)) {
      List<String> beginnings =
          lines
              .filter(line -> line.contains(" DEBUG [") || line.contains(" TRACE ["))
              .map(line -> line.substring(0, Math.min(12, line.length())))
              .distinct()
              .toList();
      assertThat(loggers())
          .allSatisfy(logger -> assertThat(beginnings).anyMatch(line -> line.startsWith(logger)));
    }
  }

  private void readPlanted() throws IOException {
    for (String line : Files.readAllLines(UNIT_TESTS.resolve("planted-secrets.txt"))) {
      String[] parts = line.split(" ", 2);
      String value = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      if (parts[0].equals("control")) {
        controls.add("control " + ++controlsPlanted, value);
      } else {
        String kind = parts[0].substring(parts[0].indexOf(':') + 1);
        kinds.add(kind);
        secrets.add("secret " + ++secretsPlanted + " (" + kind + ")", value);
      }
    }
  }

  private void scanLogsOfProcesses() throws IOException {
    if (Files.exists(PROCESSES)) {
      try (Stream<Path> files = Files.walk(PROCESSES)) {
        for (Path log : files.filter(Files::isRegularFile).toList()) {
          scan(log);
        }
      }
    }
  }

  private void scan(Path log) throws IOException {
    int number = 0;
    try (var lines = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        scan(UNIT_TESTS.relativize(log) + " line " + ++number, line);
      }
    }
  }

  private void scanExceptions() throws IOException {
    try (RecordingFile file = new RecordingFile(UNIT_TESTS.resolve("thrown.jfr"))) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        String message = event.getString("message");
        if (message != null) {
          scan("a " + event.getClass("thrownClass").getName(), message);
        }
      }
    }
  }

  private void scanReports() throws IOException {
    try (Stream<Path> reports = Files.list(UNIT_TESTS.resolve("surefire-reports"))) {
      for (Path report : reports.filter(Files::isRegularFile).toList()) {
        scan(String.valueOf(report.getFileName()), Files.readString(report));
      }
    }
  }

  private void scan(String where, String text) {
    controls.in(text).stream().filter(name -> name.endsWith(", raw")).forEach(controlsFound::add);
    secrets.in(text).forEach(secret -> leaks.add(where + ": " + secret));
  }
}
