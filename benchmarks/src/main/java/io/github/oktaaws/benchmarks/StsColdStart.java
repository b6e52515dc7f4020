package io.github.oktaaws.benchmarks;

import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Setting;
import io.github.oktaaws.internal.http.OktaHttp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * From nothing to STS's first answer, each time in a fresh JVM, with and without an Okta exchange
 * before it on OkHttp, which a process of ours has always had.
 */
public final class StsColdStart {

  private static final int RUNS = 7;

  private StsColdStart() {}

  /**
   * Compares the clients, or, with arguments, is one of the fresh JVMs.
   *
   * @param args nothing; or a client, the endpoint and whether OkHttp was used before
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 3) {
      System.out.println(
          once(StsHttp.valueOf(args[0]), URI.create(args[1]), Boolean.parseBoolean(args[2])));
      return;
    }
    try (Lab server = Lab.here(Setting.roles(1))) {
      String trustStore = server.trustStore().toString();
      for (boolean oktaFirst : new boolean[] {false, true}) {
        Map<StsHttp, List<long[]>> results = new EnumMap<>(StsHttp.class);
        for (int run = 0; run < RUNS; run++) {
          for (StsHttp http : StsHttp.values()) {
            results
                .computeIfAbsent(http, key -> new ArrayList<>())
                .add(fork(http, server.sts(), oktaFirst, trustStore));
          }
        }
        results.forEach((http, runs) -> report(http, oktaFirst, runs));
      }
    }
  }

  private static String once(StsHttp http, URI endpoint, boolean oktaFirst) throws IOException {
    OkHttpClient okta = oktaFirst ? used(endpoint) : null;
    int before = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    long start = System.nanoTime();
    StsClient sts = http.sts(endpoint, okta);
    StsHttp.assume(sts);
    long millis = (System.nanoTime() - start) / 1_000_000;
    return millis
        + " "
        + (ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() - before);
  }

  private static OkHttpClient used(URI endpoint) throws IOException {
    OkHttpClient okta = OktaHttp.newClient();
    okta.newCall(new Request.Builder().url(endpoint.toString()).build()).execute().close();
    return okta;
  }

  private static long[] fork(StsHttp http, URI endpoint, boolean oktaFirst, String trustStore)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStorePassword=" + Lab.PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                StsColdStart.class.getName(),
                http.name(),
                endpoint.toString(),
                Boolean.toString(oktaFirst))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(http + " failed");
    }
    return Arrays.stream(line.strip().split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }

  private static void report(StsHttp http, boolean oktaFirst, List<long[]> runs) {
    long[] millis = runs.stream().mapToLong(run -> run[0]).sorted().toArray();
    long[] classes = runs.stream().mapToLong(run -> run[1]).sorted().toArray();
    System.out.printf(
        "%-15s %-18s ms: min %d, median %d; classes loaded: %d%n",
        http, oktaFirst ? "after Okta" : "alone", millis[0], millis[RUNS / 2], classes[RUNS / 2]);
  }
}
