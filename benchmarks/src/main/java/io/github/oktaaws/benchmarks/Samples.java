package io.github.oktaaws.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times of the same work. */
final class Samples {

  private final String name;
  private final List<Long> nanos = new ArrayList<>();

  Samples(String name) {
    this.name = name;
  }

  void time(Runnable work) {
    long start = System.nanoTime();
    work.run();
    nanos.add(System.nanoTime() - start);
  }

  double medianMillis() {
    return sorted().get(nanos.size() / 2) / 1e6;
  }

  private List<Long> sorted() {
    return nanos.stream().sorted().toList();
  }

  /** Prints minimum and median. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-44s min %8.2f ms, median %8.2f ms",
        name,
        sorted().get(0) / 1e6,
        medianMillis());
  }
}
