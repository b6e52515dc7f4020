package io.github.oktaaws.benchmarks;

import io.github.oktaaws.benchmarks.ForkedJvm.Run;
import io.github.oktaaws.benchmarks.cold.ColdStart;
import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Process start to first credentials, the device approved at once, servers on loopback TLS in a
 * process of their own.
 */
public final class Cold {

  private static final int RUNS = 11;
  private static final int ROLES = 20;
  private static final double MOST_CLASSES = 1.1;

  private record Variant(String title, ForkedJvm jvm, String program, String beside) {}

  private Cold() {}

  /**
   * Compares the programs.
   *
   * @param args how often each is run; 11 times unless given
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = args.length == 0 ? RUNS : Integer.parseInt(args[0]);
    Path archive = Files.createTempFile("classes", ".jsa");
    try (Lab lab = Lab.elsewhere(Setting.roles(ROLES))) {
      ForkedJvm ours = trusting(ForkedJvm.withOurLibraries(), lab);
      ForkedJvm all = trusting(ForkedJvm.withAllLibraries(), lab);
      Files.delete(archive);
      start(ours.with("-XX:ArchiveClassesAtExit=" + archive), lab, "ours", "alone", "exit");
      ForkedJvm shared = ours.with("-XX:SharedArchiveFile=" + archive);
      List<Variant> variants =
          List.of(
              new Variant("ours", ours, "ours", "alone"),
              new Variant("straight-line, same libraries", ours, "straight", "alone"),
              new Variant("peers' libraries", all, "peers", "alone"),
              new Variant("ours, AppCDS archive", shared, "ours", "alone"),
              new Variant("ours, added", ours, "ours", "added"),
              new Variant("straight-line, added", ours, "straight", "added"),
              new Variant("peers' libraries, added", all, "peers", "added"));
      report(measure(variants, lab, runs));
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private static ForkedJvm trusting(ForkedJvm jvm, Lab lab) {
    return jvm.with(
        "-Djavax.net.ssl.trustStore=" + lab.trustStore(),
        "-Djavax.net.ssl.trustStorePassword=" + Lab.PASSWORD);
  }

  private static Map<Variant, List<Run>> measure(List<Variant> variants, Lab lab, int runs)
      throws IOException, InterruptedException {
    Map<Variant, List<Run>> results = new LinkedHashMap<>();
    variants.forEach(variant -> results.put(variant, new ArrayList<>()));
    for (int run = 0; run < runs; run++) {
      for (Map.Entry<Variant, List<Run>> each : results.entrySet()) {
        Variant variant = each.getKey();
        each.getValue().add(start(variant.jvm(), lab, variant.program(), variant.beside(), "halt"));
      }
    }
    return results;
  }

  private static Run start(ForkedJvm jvm, Lab lab, String program, String beside, String end)
      throws IOException, InterruptedException {
    return jvm.run(
        ColdStart.class, program, beside, end, lab.okta().toString(), lab.sts().toString());
  }

  private static void report(Map<Variant, List<Run>> results) {
    System.out.printf(
        "%-30s %10s %10s %8s %9s %8s%n",
        "to credentials", "ms min", "ms median", "CPU ms", "peak MB", "classes");
    Map<String, Double> medians = new LinkedHashMap<>();
    results.forEach(
        (variant, runs) -> {
          double median = median(runs, run -> millis(variant, run));
          medians.put(variant.title(), median);
          System.out.printf(
              Locale.ROOT,
              "%-30s %10.0f %10.0f %8.0f %9.0f %8.0f%n",
              variant.title(),
              runs.stream().mapToDouble(run -> millis(variant, run)).min().orElseThrow(),
              median,
              median(runs, run -> run.numbers(1)[1]),
              median(runs, run -> run.numbers(1)[2]) / 1024,
              median(runs, run -> run.numbers(1)[3]));
        });
    double ours = of(medians, "ours");
    Ratios.print("cold/straight", ours / of(medians, "straight-line, same libraries"));
    Ratios.print("cold/peers", ours / of(medians, "peers' libraries"));
    Ratios.print("cold-cds/cold", of(medians, "ours, AppCDS archive") / ours);
    requireFewClasses(results);
  }

  /** What no other load on the machine can change. */
  private static void requireFewClasses(Map<Variant, List<Run>> results) {
    double ours = classes(results, "ours");
    double straight = classes(results, "straight-line, same libraries");
    System.out.printf(Locale.ROOT, "classes of ours / straight line: %.3f%n", ours / straight);
    if (ours > MOST_CLASSES * straight) {
      throw new IllegalStateException("a first sign-in loads more classes than it should");
    }
  }

  private static double classes(Map<Variant, List<Run>> results, String title) {
    return results.entrySet().stream()
        .filter(each -> each.getKey().title().equals(title))
        .mapToDouble(each -> median(each.getValue(), run -> run.numbers(1)[3]))
        .findFirst()
        .orElseThrow();
  }

  /** From the process's start; of what is added to an application, from where it begins. */
  private static double millis(Variant variant, Run run) {
    return variant.beside().equals("alone") ? run.nanosToFirstLine() / 1e6 : run.numbers(1)[0];
  }

  private static double of(Map<String, Double> medians, String title) {
    return medians.getOrDefault(title, Double.NaN);
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> of) {
    return runs.stream().mapToDouble(of).sorted().toArray()[runs.size() / 2];
  }
}
