package io.github.oktaaws.benchmarks;

import io.github.oktaaws.benchmarks.cold.ApprovedSignIn;
import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * From the answer that grants the tokens to the credentials, with 50 ms of round trip, each time in
 * a JVM of its own: fresh, fresh without the preparation while the person is busy, and warm.
 */
public final class Approve {

  private static final int RUNS = 9;
  private static final Duration ROUND_TRIP = Duration.ofMillis(50);

  /** With the server's interval of a second, a person of five: Okta's interval, so the fastest. */
  private static final int PENDING = 4;

  private Approve() {}

  /**
   * Compares the three.
   *
   * @param args how often each is run; 9 times unless given
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = args.length == 0 ? RUNS : Integer.parseInt(args[0]);
    ForkedJvm jvm = ForkedJvm.withOurLibraries();
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    try (Lab far = Lab.elsewhere(Setting.roles(20).at(ROUND_TRIP).pending(PENDING));
        Lab near = Lab.elsewhere(Setting.roles(20))) {
      for (int run = 0; run < runs; run++) {
        for (String how : List.of("prepared", "unprepared", "warm")) {
          millis.computeIfAbsent(how, key -> new ArrayList<>()).add(once(jvm, how, far, near));
        }
      }
    }
    millis.forEach(
        (how, each) ->
            System.out.printf(
                Locale.ROOT,
                "from the grant to credentials, %-12s min %5.0f ms, median %5.0f ms%n",
                how,
                each.stream().min(Double::compare).orElseThrow(),
                median(each)));
    double prepared = median(of(millis, "prepared"));
    Ratios.print("approve/unprepared", prepared / median(of(millis, "unprepared")));
    Ratios.print("approve/warm", prepared / median(of(millis, "warm")));
  }

  private static double once(ForkedJvm jvm, String how, Lab far, Lab near)
      throws IOException, InterruptedException {
    return jvm.run(
            ApprovedSignIn.class,
            Stream.of(Stream.of(how), places(far), places(near))
                .flatMap(each -> each)
                .toArray(String[]::new))
        .numbers(0)[0];
  }

  private static Stream<String> places(Lab lab) {
    return Stream.of(lab.okta().toString(), lab.sts().toString(), lab.trustStore().toString());
  }

  private static List<Double> of(Map<String, List<Double>> millis, String how) {
    return millis.getOrDefault(how, List.of());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
