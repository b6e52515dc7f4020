package io.github.oktaaws.testkit;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** What every configuration record asks of its parts. */
final class Checks {

  private Checks() {}

  static void notBlank(String value, String name) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }

  static void between(Duration value, String name, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name
              + " must be "
              + least.toSeconds()
              + " to "
              + most.toSeconds()
              + " seconds, not "
              + value.toSeconds());
    }
  }

  /** A copy that keeps the order, so that answers are the same from run to run. */
  static <T> Set<T> ordered(Collection<T> values) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(values));
  }
}
