package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide to the peers' faults names tests that are there and that know what they are for. */
class PeersFaultsTest {

  private static final Path ROOT = Path.of("../..");
  private static final Path GUIDE = ROOT.resolve("docs/peers-faults.md");

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern NUMBER = Pattern.compile("[\\w.-]+/[\\w.-]+#\\d+");
  private static final Pattern TEST = Pattern.compile("\\w+\\.\\w+");

  /** The issues of okta/okta-aws-cli that must have a row. */
  private static final List<Integer> NUMBERS =
      List.of(
          296, 287, 228, 230, 288, 275, 264, 272, 250, 218, 294, 153, 199, 265, 74, 107, 79, 23, 26,
          68, 69, 80);

  /** Faults without a number that must have a row, in words of its first cell, by peer. */
  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry(
              "okta-aws-cli",
              List.of(
                  "exit code 0 and no credentials",
                  "nil pointer",
                  "`--aws-sts-role-session-name` of `m2m` do nothing",
                  "`%!q(…)`",
                  "role,provider and line breaks",
                  "one prefix",
                  "without a second factor",
                  "the number",
                  "a user name or a password",
                  "only a variable sets",
                  "never reads `OKTA_AWSCLI_FORMAT`",
                  "wins over the flags",
                  "two roles with one label",
                  "in random order",
                  "the pattern of a label to AWS",
                  "identity provider by its label",
                  "(HTTP 401)",
                  "no user code",
                  "whatever address the server names")),
          Map.entry("gimme-aws-creds", List.of("form's own action", "Token in the URL")),
          Map.entry("saml2aws", List.of("Logs", "trust every certificate", "Destination")),
          Map.entry(
              "okta-aws-cli-assume-role",
              List.of("in one order only, without blanks", "`arn:aws:` only", "default mode")),
          Map.entry(
              "aws-advanced-jdbc-wrapper",
              List.of(
                  "JSON by concatenation",
                  "Secrets in the exception",
                  "Secrets in logs",
                  "Token in the URL",
                  "POST body follows a redirect",
                  "trust every certificate",
                  "fixed assertion",
                  "never closed")),
          Map.entry(
              "amazon-redshift-jdbc-driver",
              List.of("first role of a hash map", "password is in the keys of its cache")),
          Map.entry("MSAL4J", List.of("0644", "Deletes the lock file")),
          Map.entry("okta-sdk-java", List.of("Sleeps after a 429")),
          Map.entry("aws-vault", List.of("`slow_down` is fatal", "user code is not shown")),
          Map.entry("granted", List.of("`slow_down` is fatal")),
          Map.entry("AWS CLI", List.of("in place")));

  private record Row(String peer, String fault, String here, List<String> tests) {

    /** What a test of this fault must cite: the numbers, else the peer. */
    List<String> citations() {
      List<String> numbers = NUMBER.matcher(fault).results().map(MatchResult::group).toList();
      return numbers.isEmpty() ? List.of(peer) : numbers;
    }
  }

  @Test
  void everyFaultThatMustBeAbsentHasARow() throws IOException {
    List<Row> rows = rows();

    assertThat(rows.stream().flatMap(row -> row.citations().stream()))
        .containsAll(NUMBERS.stream().map(number -> "okta/okta-aws-cli#" + number).toList());
    WORDS.forEach(
        (peer, words) ->
            assertThat(words)
                .as(peer)
                .allSatisfy(
                    word ->
                        assertThat(rows)
                            .anyMatch(
                                row -> row.peer().equals(peer) && row.fault().contains(word))));
  }

  @Test
  void everyRowSaysWhatHappensHereAndNamesATestThatCitesTheFault() throws IOException {
    Map<String, List<String>> sources = sources();
    List<String> wrong = new ArrayList<>();

    for (Row row : rows()) {
      if (row.here().isBlank() || row.tests().isEmpty()) {
        wrong.add("no answer or no test: " + row.fault());
      }
      for (String test : row.tests()) {
        Optional<String> comment = comment(sources, test);
        if (comment.isEmpty()) {
          wrong.add("no such test: " + test);
          continue;
        }
        for (String citation : row.citations()) {
          if (!cites(comment.get(), citation)) {
            wrong.add(test + " does not cite " + citation);
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  /** The numbers must be whole: #23 is not cited by #230, nor okta-aws-cli by its namesake. */
  private static boolean cites(String comment, String citation) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(citation) + "(?![\\w-])")
        .matcher(comment)
        .find();
  }

  /** The comment over a test, or empty where there is no such test. */
  private static Optional<String> comment(Map<String, List<String>> sources, String test) {
    String type = test.substring(0, test.indexOf('.'));
    Pattern method =
        Pattern.compile(
            // what stands between two members, up to this one
            "(?:\\n\\n|\\{\\n|\\n  }\\n)((?:(?!\\n\\n|\\n  }\\n).)*?)\\bvoid "
                + test.substring(type.length() + 1)
                + "\\(",
            Pattern.DOTALL);
    return sources.getOrDefault(type, List.of()).stream()
        .map(method::matcher)
        .filter(found -> found.find())
        .map(found -> found.group(1))
        .filter(before -> before.contains("Test"))
        .map(before -> before.replaceAll("\\s+\\*?\\s*", " "))
        .findFirst();
  }

  /** The test classes of all modules, by name; those of one name in several packages together. */
  private static Map<String, List<String>> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().replace('\\', '/').contains("/src/test/java/"))
          .collect(
              Collectors.groupingBy(
                  file -> file.getFileName().toString().replaceFirst("\\.java$", ""),
                  Collectors.mapping(PeersFaultsTest::read, Collectors.toList())));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String peer = "";
    for (String line : Files.readAllLines(GUIDE)) {
      if (line.startsWith("## ")) {
        peer = line.substring(3).replaceFirst(" [\\d.]+$", "");
      } else if (line.startsWith("| ") && !line.startsWith("| fault |")) {
        String[] cells = line.split("\\|", -1);
        assertThat(cells).as(line).hasSize(5);
        List<String> tests = CODE.matcher(cells[3]).results().map(match -> match.group(1)).toList();
        assertThat(tests).as(line).allMatch(TEST.asMatchPredicate());
        rows.add(new Row(peer, cells[1].strip(), cells[2].strip(), tests));
      }
    }
    return rows;
  }
}
