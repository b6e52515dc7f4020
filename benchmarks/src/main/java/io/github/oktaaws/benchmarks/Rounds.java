package io.github.oktaaws.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Benchmarks of one class run in several rounds of one fork each. JMH would run all forks of one
 * benchmark before the next, and a machine that slows down meanwhile would tell for one side only.
 */
final class Rounds {

  /** What one round measured: time in the benchmark's unit, and bytes allocated per operation. */
  record Measured(double time, double bytes) {}

  private final Map<String, List<Measured>> measured = new HashMap<>();

  private Rounds() {}

  static Rounds run(Class<?> benchmarks, int rounds, Consumer<ChainedOptionsBuilder> options)
      throws RunnerException {
    Rounds result = new Rounds();
    for (int round = 0; round < rounds; round++) {
      ChainedOptionsBuilder builder =
          new OptionsBuilder()
              .include("\\." + benchmarks.getSimpleName() + "\\.")
              .forks(1)
              .addProfiler(GCProfiler.class)
              .verbosity(VerboseMode.SILENT)
              .shouldFailOnError(true);
      options.accept(builder);
      result.add(new Runner(builder.build()).run());
    }
    return result;
  }

  private void add(Collection<RunResult> results) {
    for (RunResult one : results) {
      String method = one.getParams().getBenchmark().replaceFirst(".*\\.", "");
      measured
          .computeIfAbsent(method, key -> new ArrayList<>())
          .add(
              new Measured(
                  one.getPrimaryResult().getScore(),
                  Objects.requireNonNull(one.getSecondaryResults().get("gc.alloc.rate.norm"))
                      .getScore()));
    }
  }

  /** The median of the rounds. */
  double time(String method) {
    return median(all(method).stream().mapToDouble(Measured::time).toArray());
  }

  /** The fastest round. */
  double best(String method) {
    return all(method).stream().mapToDouble(Measured::time).min().orElseThrow();
  }

  /** The least that a round allocated, since JMH's own allocations can only add. */
  double bytes(String method) {
    return all(method).stream().mapToDouble(Measured::bytes).min().orElseThrow();
  }

  /** The median of the rounds' own ratios: what two neighbours in time had to themselves. */
  double ratio(String ours, String theirs) {
    double[] ratios = new double[all(ours).size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = all(ours).get(round).time() / all(theirs).get(round).time();
    }
    return median(ratios);
  }

  private List<Measured> all(String method) {
    List<Measured> rounds = measured.get(method);
    if (rounds == null) {
      throw new IllegalArgumentException(method + " was not measured");
    }
    return rounds;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
