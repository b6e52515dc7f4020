package io.github.oktaaws.benchmarks.lab;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts as the servers' threads tell it. */
final class Counter {

  private final Map<Seen, AtomicLong> counts = new ConcurrentHashMap<>();

  void add(Seen seen) {
    counts.computeIfAbsent(seen, first -> new AtomicLong()).incrementAndGet();
  }

  Tally tally() {
    Map<Seen, Long> all = new EnumMap<>(Seen.class);
    counts.forEach((seen, count) -> all.put(seen, count.get()));
    return new Tally(all);
  }
}
