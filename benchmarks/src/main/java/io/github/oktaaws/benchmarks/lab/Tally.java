package io.github.oktaaws.benchmarks.lab;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What servers had seen at one moment.
 *
 * @param counts how often each thing was seen
 */
public record Tally(Map<Seen, Long> counts) {

  private static final Pattern COUNT = Pattern.compile("(\\w+)=(\\d+)");

  /**
   * How often one thing was seen.
   *
   * @param seen what
   * @return the number
   */
  public long of(Seen seen) {
    return counts.getOrDefault(seen, 0L);
  }

  /**
   * How many requests were sent to Okta.
   *
   * @return the number
   */
  public long oktaRequests() {
    return sum(Seen::isOktaRequest);
  }

  /**
   * How many requests were sent to STS.
   *
   * @return the number
   */
  public long stsRequests() {
    return sum(Seen::isStsRequest);
  }

  /**
   * What was seen in between.
   *
   * @param before the counts at an earlier moment
   * @return the differences
   */
  public Tally since(Tally before) {
    Map<Seen, Long> differences = new EnumMap<>(Seen.class);
    for (Seen seen : Seen.values()) {
      differences.put(seen, of(seen) - before.of(seen));
    }
    return new Tally(differences);
  }

  private long sum(Predicate<Seen> which) {
    return counts.entrySet().stream()
        .filter(count -> which.test(count.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** One line that {@link #parse} reads. */
  String line() {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + "=" + count.getValue())
        .collect(Collectors.joining(" "));
  }

  static Tally parse(String line) {
    Map<Seen, Long> counts = new EnumMap<>(Seen.class);
    COUNT
        .matcher(line)
        .results()
        .forEach(count -> counts.put(Seen.valueOf(count.group(1)), Long.parseLong(count.group(2))));
    return new Tally(counts);
  }

  /** Prints what was seen at all. */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .filter(count -> count.getValue() != 0)
        .map(
            count ->
                count.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + " "
                    + count.getValue())
        .collect(Collectors.joining(", "));
  }
}
