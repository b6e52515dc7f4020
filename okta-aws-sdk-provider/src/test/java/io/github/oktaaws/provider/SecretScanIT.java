package io.github.oktaaws.provider;

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

/** Whatever the unit tests made anybody say holds no secret. Runs after all of them. */
class SecretScanIT {

  private static final Path UNIT_TESTS = Path.of("target");
  private static final Path LOG = UNIT_TESTS.resolve("trace.log");

  private final SecretSearch secrets = new SecretSearch();
  private final SecretSearch controls = new SecretSearch();
  private final Set<String> controlsFound = new TreeSet<>();
  private final List<String> leaks = new ArrayList<>();
  private int secretsPlanted;
  private int controlsPlanted;

  @Test
  void nothingThatWasLoggedThrownOrPrintedHoldsASecret() throws IOException {
    readPlanted();
    assertThat(secretsPlanted).as("secrets planted").isGreaterThan(50);

    scanLog();
    scanExceptions();
    scanReports();

    assertThat(controlsFound).as("what had to be found").hasSize(controlsPlanted).hasSize(2);
    assertThat(leaks).as("where secrets were said").isEmpty();
  }

  /** The provider has no logger of its own: it speaks through exceptions. */
  @Test
  void loggersOfAllConcernedWroteTheirFinestIntoTheLog() throws IOException {
    try (Stream<String> lines = Files.lines(LOG, StandardCharsets.UTF_8)) {
      List<String> beginnings =
          lines
              .filter(line -> line.contains(" DEBUG [") || line.contains(" TRACE ["))
              .map(line -> line.substring(0, Math.min(12, line.length())))
              .distinct()
              .toList();
      assertThat(beginnings)
          .anyMatch(logger -> logger.startsWith("okhttp3."))
          .anyMatch(logger -> logger.startsWith("software."));
    }
  }

  @Test
  void theSearchFindsEveryFormAndPartOfASecret() {
    String secret = "p/" + "0123456789+abcdefgh/".repeat(8) + "end";
    SecretSearch search = new SecretSearch();
    search.add("it", secret);

    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    assertThat(search.in("before " + secret + " after")).isNotEmpty();
    assertThat(search.in("before " + secret.substring(0, 100) + "…")).isNotEmpty();
    assertThat(search.in("token=" + secret.replace("/", "%2F").replace("+", "%2B")))
        .containsExactly("it, URL-encoded");
    assertThat(search.in(Base64.getEncoder().encodeToString(bytes))).contains("it, base64");
    assertThat(search.in(Base64.getUrlEncoder().encodeToString(bytes))).isNotEmpty();
    assertThat(search.in("nothing of the kind")).isEmpty();
  }

  private void readPlanted() throws IOException {
    for (String line : Files.readAllLines(UNIT_TESTS.resolve("planted-secrets.txt"))) {
      String[] parts = line.split(" ", 2);
      String value = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      if (parts[0].equals("control")) {
        controls.add("control " + ++controlsPlanted, value);
      } else {
        secrets.add("secret " + ++secretsPlanted, value);
      }
    }
  }

  private void scanLog() throws IOException {
    int number = 0;
    try (var lines = Files.newBufferedReader(LOG, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        scan("trace.log line " + ++number, line);
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
