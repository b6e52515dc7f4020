package io.github.oktaaws.config;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What people call roles, or identity providers, in {@code okta.yaml}. A key that is an ARN labels
 * that ARN. Any other key is a regular expression, and labels the ARNs in which it is found; the
 * first that fits counts. Immutable.
 */
public final class Labels {

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:(role|saml-provider)/[\\w+=,.@/-]+");

  private final String what;
  private final List<Entry> entries;

  private record Entry(String key, String label, @Nullable Pattern pattern) {
    boolean labels(String arn) {
      return pattern != null && pattern.matcher(arn).find();
    }
  }

  private Labels(String what, List<Entry> entries) {
    this.what = what;
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads labels.
   *
   * @param what of what, as errors name it
   * @param lines keys and labels in the file's order
   */
  static Labels of(String what, List<Line> lines) {
    return new Labels(what, lines.stream().map(Labels::entry).toList());
  }

  /** One line of the file. */
  record Line(String key, Given label) {}

  private static Entry entry(Line line) {
    String key = line.key();
    if (isArn(key)) {
      return new Entry(key, line.label().text(), null);
    }
    try {
      return new Entry(key, line.label().text(), Pattern.compile(key));
    } catch (PatternSyntaxException e) {
      throw new ConfigurationException(
          "\""
              + Words.printable(key)
              + "\" ("
              + line.label().origin()
              + ") is neither an ARN nor a regular expression: "
              + e.getDescription()
              + " at position "
              + Math.max(0, e.getIndex())
              + ".",
          "Write an ARN, or correct the expression.");
    }
  }

  private static boolean isArn(String text) {
    return ARN.matcher(text).matches();
  }

  /**
   * What people call an ARN.
   *
   * @param arn the ARN
   * @return its label; empty if it has none
   */
  public Optional<String> labelOf(String arn) {
    return entries.stream()
        .filter(entry -> entry.key().equals(arn))
        .findFirst()
        .or(() -> entries.stream().filter(entry -> entry.labels(arn)).findFirst())
        .map(Entry::label);
  }

  /**
   * Those of some ARNs that are called so.
   *
   * @param label the label
   * @param arns the ARNs
   * @return as many as there are, in the same order
   */
  public List<String> called(String label, Collection<String> arns) {
    return arns.stream()
        .filter(arn -> labelOf(arn).filter(label::equals).isPresent())
        .distinct()
        .toList();
  }

  /**
   * The ARN that somebody means who wrote an ARN or a label.
   *
   * @param arnOrLabel what was written
   * @return the ARN: itself, or the only one with that label; empty if the label is also that of a
   *     pattern or of several ARNs, so that only a choice among what Okta offers can tell
   * @throws ConfigurationException if it is neither an ARN nor a label
   */
  public Optional<String> arnOf(String arnOrLabel) {
    if (arnOrLabel.startsWith("arn:")) {
      return Optional.of(arnOrLabel);
    }
    List<Entry> called =
        entries.stream().filter(entry -> entry.label().equals(arnOrLabel)).toList();
    if (called.isEmpty()) {
      throw new ConfigurationException(
          "\""
              + Words.printable(arnOrLabel)
              + "\" is neither an ARN nor the label of "
              + what
              + ".",
          all().isEmpty()
              ? "Give the ARN; okta.yaml has no labels for it."
              : "Give the ARN, or one of the labels: " + String.join(", ", all()) + ".");
    }
    return called.size() == 1 && called.get(0).pattern() == null
        ? Optional.of(called.get(0).key())
        : Optional.empty();
  }

  /**
   * All labels.
   *
   * @return each once, in the file's order
   */
  public List<String> all() {
    List<String> all = new ArrayList<>();
    entries.forEach(entry -> all.add(Words.printable(entry.label())));
    return all.stream().distinct().toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels labels && labels.lines().equals(lines());
  }

  @Override
  public int hashCode() {
    return lines().hashCode();
  }

  private List<String> lines() {
    return entries.stream().map(entry -> entry.key() + "\n" + entry.label()).toList();
  }

  /** Prints the labels. */
  @Override
  public String toString() {
    return "Labels" + all();
  }
}
