package io.github.oktaaws.benchmarks.cold;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** One fresh JVM: the first line of its output says that it has credentials. */
public final class ColdStart {

  private static final double TICKS_PER_SECOND = 100;

  private ColdStart() {}

  /**
   * Runs one program.
   *
   * @param args the program, {@code alone} or {@code added} to an application that uses the SDK
   *     already, {@code halt} or {@code exit}, the org and STS
   */
  public static void main(String[] args) throws IOException {
    Places places = new Places(URI.create(args[3]), URI.create(args[4]));
    if (args[1].equals("added")) {
      useAnSdkClient(places);
    }
    double cpuBefore = args[1].equals("added") ? cpuMillis() : 0;
    long start = System.nanoTime();
    program(args[0]).run(places);
    long nanos = System.nanoTime() - start;
    System.out.println("credentials");
    System.out.println(
        String.format(
            Locale.ROOT,
            "%.1f %.0f %d %d",
            nanos / 1e6,
            cpuMillis() - cpuBefore,
            peakKilobytes(),
            ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()));
    if (args[2].equals("halt")) {
      // an exit would wait for what nobody needs any more, and is no part of the start
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
    System.exit(0);
  }

  private static Program program(String name) {
    return switch (name) {
      case "ours" -> new OurProgram();
      case "straight" -> new SameLibraries();
      case "peers" -> new PeersLibraries();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** An application's client, on the SDK's usual HTTP client and with credentials of its own. */
  private static void useAnSdkClient(Places places) {
    try (StsClient sts =
        StsClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(places.sts())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
            .httpClient(Apache5HttpClient.create())
            .build()) {
      sts.getCallerIdentity();
    } catch (StsException refused) {
      // the canned STS knows no such call; the client is loaded all the same
    }
  }

  /** User and system time of this process, from {@code /proc/self/stat}. */
  private static double cpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS_PER_SECOND;
  }

  private static long peakKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .flatMap(line -> Arrays.stream(line.split("\\s+", -1)))
        .filter(word -> word.matches("\\d+"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
