package io.github.oktaaws.benchmarks.lab;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts as the servers' threads tell it. */
final class Counter {

  private final AtomicLongArray counts = new AtomicLongArray(Seen.values().length);

  void add(Seen seen) {
    counts.incrementAndGet(seen.ordinal());
  }

  Tally tally() {
    Map<Seen, Long> all = new EnumMap<>(Seen.class);
    for (Seen seen : Seen.values()) {
      all.put(seen, counts.get(seen.ordinal()));
    }
    return new Tally(all);
  }
}
