package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code .env}: {@code NAME=value} on each line, with {@code export} before it and quotes
 * around the value where that is wanted. Such a file belongs to other programs too: what is written
 * otherwise is left to them, unless it is a setting of ours. The libraries for this know neither
 * {@code export} nor a colon, and refuse a whole file for one foreign line; okta-aws-cli's does
 * not.
 */
final class DotEnv {

  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "[ \\t]*(?:export[ \\t]+)?([\\w.-]+)[ \\t]*[=:][ \\t]*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|'([^']*+)'|((?:[^\"'\\s][^\\r\\n]*)?))"
              + "[ \\t]*(?:#[^\\r\\n]*)?(?=[\\r\\n]|\\z)",
          Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t])#.*");
  private static final Pattern OURS = Pattern.compile("\\s*(?:export\\s+)?\\W?OKTA_.*");

  private DotEnv() {}

  /**
   * The variables.
   *
   * @param text what is in the file
   * @return the values by name
   * @throws ConfigurationException if a line that begins with {@code OKTA_} is none of the above
   */
  static Map<String, String> variables(String text) {
    Map<String, String> all = new LinkedHashMap<>();
    String file = text.startsWith("\ufeff") ? text.substring(1) : text;
    Matcher assignment = ASSIGNMENT.matcher(file);
    int from = 0;
    while (from < file.length()) {
      if (assignment.region(from, file.length()).lookingAt()) {
        all.put(assignment.group(1), value(assignment));
        from = assignment.end();
      } else {
        refuseOurs(file, from);
      }
      int end = file.indexOf('\n', from);
      from = end < 0 ? file.length() : end + 1;
    }
    return all;
  }

  private static String value(Matcher assignment) {
    Optional<String> quoted =
        Optional.ofNullable(assignment.group(2))
            .map(value -> value.replace("\\n", "\n").replaceAll("\\\\([\"\\\\])", "$1"));
    return quoted
        .or(() -> Optional.ofNullable(assignment.group(3)))
        .orElseGet(() -> COMMENT.matcher(assignment.group(4)).replaceFirst("").strip());
  }

  /** Without the line: it may hold a secret. */
  private static void refuseOurs(String file, int from) {
    String line = file.substring(from).lines().findFirst().orElse("");
    if (OURS.matcher(line).matches()) {
      long number = file.substring(0, from).chars().filter(c -> c == '\n').count() + 1;
      throw new ConfigurationException(
          "Line " + number + " of .env in the working directory cannot be read.",
          "Write it as NAME=value, and a value with quotes or line ends between quotes.");
    }
  }
}
