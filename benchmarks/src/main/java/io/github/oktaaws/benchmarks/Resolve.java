package io.github.oktaaws.benchmarks;

import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.auth.SsoCredentialsProvider;
import software.amazon.awssdk.services.sso.model.GetRoleCredentialsRequest;
import software.amazon.awssdk.services.sso.model.GetRoleCredentialsResponse;
import software.amazon.awssdk.services.sso.model.RoleCredentials;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithSamlCredentialsProvider;

/** What every AWS call pays: credentials that are there already, for twelve hours. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@NullUnmarked
public class Resolve {

  private static final Duration LIFETIME = Duration.ofHours(12);

  /** Bytes per call and thread that JMH's own allocations may come to; an object takes 16. */
  private static final double NOTHING = 0.01;

  private record Held(AwsCredentials credentials, long until) {}

  /** The caller's, and made by the caller. */
  private final ResolveIdentityRequest request = ResolveIdentityRequest.builder().build();

  private volatile Held held;
  private AwsCredentialsProvider ours;
  private AwsCredentialsProvider sdkSaml;
  private AwsCredentialsProvider sdkSso;

  /**
   * Measures everything.
   *
   * @param args how many rounds; three if absent
   */
  public static void main(String[] args) throws RunnerException {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    Rounds one = rounds(count, 1);
    Rounds two = rounds(count, 2);
    Rounds eight = rounds(count, 8);
    System.out.println(
        "on 1, 2 and 8 threads: ns per call (median of the rounds, fastest round), bytes per call");
    for (String method :
        List.of(
            "floor",
            "ours",
            "sdkSaml",
            "sdkSso",
            "oursIdentity",
            "sdkSamlIdentity",
            "sdkSsoIdentity")) {
      System.out.printf("%-16s", method);
      for (Rounds rounds : List.of(one, two, eight)) {
        System.out.printf(
            " %8.1f %8.1f %8.3f B |",
            rounds.time(method), rounds.best(method), rounds.bytes(method));
      }
      System.out.println();
    }
    Ratios.print("resolve/floor", one.ratio("ours", "floor"));
    Ratios.print("resolve/sdk-saml-1", one.ratio("ours", "sdkSaml"));
    Ratios.print("resolve/sdk-saml-2", two.ratio("ours", "sdkSaml"));
    requireNoAllocation(one, 1);
    requireNoAllocation(two, 2);
    requireNoAllocation(eight, 8);
  }

  private static void requireNoAllocation(Rounds rounds, int threads) {
    for (String method : List.of("ours", "oursIdentity")) {
      double bytes = rounds.bytes(method);
      if (bytes >= NOTHING * threads) {
        System.err.printf(
            "%s allocates %.3f bytes per call on %d threads, and must allocate none%n",
            method, bytes, threads);
        System.exit(1);
      }
    }
  }

  private static Rounds rounds(int count, int threads) throws RunnerException {
    return Rounds.run(Resolve.class, count, options -> options.threads(threads));
  }

  /** Fills every cache. */
  @Setup
  public void fill() {
    ours = OktaAwsCredentialsProvider.create(ignored -> CannedSts.roleCredentials(LIFETIME));
    sdkSaml =
        StsAssumeRoleWithSamlCredentialsProvider.builder()
            .stsClient(new CannedSts(() -> LIFETIME))
            .refreshRequest(CannedSts.request())
            .build();
    SsoCredentialsProvider.Builder sso = SsoCredentialsProvider.builder();
    sdkSso =
        sso.ssoClient(new CannedSso())
            .refreshRequest(GetRoleCredentialsRequest.builder().build())
            .build();
    sdkSaml.resolveCredentials();
    sdkSso.resolveCredentials();
    held = new Held(ours.resolveCredentials(), System.currentTimeMillis() + LIFETIME.toMillis());
  }

  /** The least that can be done without handing out dead credentials: a volatile read, a clock. */
  @Benchmark
  public @Nullable AwsCredentials floor() {
    Held now = held;
    return System.currentTimeMillis() < now.until ? now.credentials : null;
  }

  /** Our provider. */
  @Benchmark
  public AwsCredentials ours() {
    return ours.resolveCredentials();
  }

  /** The SDK's provider over AssumeRoleWithSAML. */
  @Benchmark
  public AwsCredentials sdkSaml() {
    return sdkSaml.resolveCredentials();
  }

  /** The SDK's provider over IAM Identity Center. */
  @Benchmark
  public AwsCredentials sdkSso() {
    return sdkSso.resolveCredentials();
  }

  /** Our provider, as an SDK client asks it. */
  @Benchmark
  public CompletableFuture<? extends AwsCredentialsIdentity> oursIdentity() {
    return ours.resolveIdentity(request);
  }

  /** The SDK's provider over AssumeRoleWithSAML, as an SDK client asks it. */
  @Benchmark
  public CompletableFuture<? extends AwsCredentialsIdentity> sdkSamlIdentity() {
    return sdkSaml.resolveIdentity(request);
  }

  /** The SDK's provider over IAM Identity Center, as an SDK client asks it. */
  @Benchmark
  public CompletableFuture<? extends AwsCredentialsIdentity> sdkSsoIdentity() {
    return sdkSso.resolveIdentity(request);
  }

  private static final class CannedSso implements SsoClient {

    @Override
    public GetRoleCredentialsResponse getRoleCredentials(GetRoleCredentialsRequest request) {
      return GetRoleCredentialsResponse.builder()
          .roleCredentials(
              RoleCredentials.builder()
                  .accessKeyId(CannedSts.ACCESS_KEY)
                  .secretAccessKey(CannedSts.SECRET_KEY)
                  .sessionToken(CannedSts.SESSION_TOKEN)
                  .expiration(Instant.now().plus(LIFETIME).toEpochMilli())
                  .build())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
