package io.github.oktaaws.benchmarks;

import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithSamlCredentialsProvider;

/** Who waits while credentials are refreshed, and how many sign-ins a crowd of callers starts. */
public final class Stall {

  private static final int CALLERS = 8;
  private static final int REFRESHES = 3;
  private static final Duration REFRESH = Duration.ofMillis(350);
  private static final Duration LOGIN = Duration.ofSeconds(12);
  private static final Duration WATCHED = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMillis(20);
  private static final Duration FRESH = Duration.ofHours(12);

  /** Left of the credentials when the callers begin: a refresh is due, and nobody need wait. */
  private static final Duration DUE = Duration.ofSeconds(100);

  /** So little that they must not be used any more: a caller has to wait. */
  private static final Duration STALE = Duration.ofSeconds(1);

  /** A way of getting credentials that takes a while; what it yields is how long they last. */
  private interface Provider extends Function<Supplier<Duration>, AwsCredentialsProvider> {}

  private record Named(String name, Provider provider) {}

  private static final List<Named> PROVIDERS =
      List.of(
          new Named(
              "okta-aws",
              slow ->
                  OktaAwsCredentialsProvider.create(
                      request -> CannedSts.roleCredentials(slow.get()))),
          new Named("sdk-saml", slow -> sdk(slow, false)),
          new Named("sdk-saml-async", slow -> sdk(slow, true)));

  private Stall() {}

  /**
   * Measures everything; takes about a minute.
   *
   * @param args not used
   */
  public static void main(String[] args) throws Exception {
    for (Named named : PROVIDERS) {
      refreshes(named, "due", DUE);
      refreshes(named, "stale", STALE);
    }
    for (Named named : PROVIDERS) {
      herd(named);
    }
  }

  private static AwsCredentialsProvider sdk(Supplier<Duration> slow, boolean async) {
    // the slow part of a SAML provider is where its request, with the assertion, comes from
    AtomicInteger lifetime = new AtomicInteger();
    return StsAssumeRoleWithSamlCredentialsProvider.builder()
        .stsClient(new CannedSts(() -> Duration.ofSeconds(lifetime.get())))
        .asyncCredentialUpdateEnabled(async)
        .refreshRequest(
            () -> {
              lifetime.set((int) slow.get().toSeconds());
              return CannedSts.request();
            })
        .build();
  }

  private static void refreshes(Named named, String state, Duration left) throws Exception {
    List<Duration> waits = new ArrayList<>();
    int fetches = 0;
    for (int refresh = 0; refresh < REFRESHES; refresh++) {
      AtomicInteger calls = new AtomicInteger();
      AwsCredentialsProvider provider =
          named
              .provider()
              .apply(
                  () -> {
                    if (calls.incrementAndGet() == 1) {
                      return left;
                    }
                    LockSupport.parkNanos(REFRESH.toNanos());
                    return FRESH;
                  });
      provider.resolveCredentials();
      waits.addAll(together(() -> callFor(WATCHED, provider)));
      fetches += calls.get() - 1;
      close(provider);
    }
    System.out.printf(
        Locale.ROOT,
        "stall %-14s %-5s: %d of %d calls over %d ms, worst %d ms, %d refreshes in %d runs%n",
        named.name(),
        state,
        waits.stream().filter(wait -> wait.compareTo(LONG) > 0).count(),
        waits.size(),
        LONG.toMillis(),
        worst(waits).toMillis(),
        fetches,
        REFRESHES);
  }

  private static void herd(Named named) throws Exception {
    AtomicInteger logins = new AtomicInteger();
    AwsCredentialsProvider provider =
        named
            .provider()
            .apply(
                () -> {
                  logins.incrementAndGet();
                  LockSupport.parkNanos(LOGIN.toNanos());
                  return FRESH;
                });
    List<Duration> waits = together(() -> List.of(call(provider)));
    close(provider);
    System.out.printf(
        Locale.ROOT,
        "cold herd %-14s: %d callers started %d logins of %d s, worst wait %.1f s%n",
        named.name(),
        waits.size(),
        logins.get(),
        LOGIN.toSeconds(),
        worst(waits).toMillis() / 1000.0);
  }

  /** What all callers, started at once, had to wait. */
  private static List<Duration> together(Callable<List<Duration>> caller) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<List<Duration>>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(threads.submit(caller));
      }
      List<Duration> waits = new ArrayList<>();
      for (Future<List<Duration>> future : callers) {
        waits.addAll(future.get());
      }
      return waits;
    } finally {
      threads.shutdownNow();
    }
  }

  /** With pauses, so that callers do not wait for a processor and count it as the provider's. */
  private static List<Duration> callFor(Duration time, AwsCredentialsProvider provider) {
    List<Duration> waits = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      waits.add(call(provider));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    return waits;
  }

  private static Duration call(AwsCredentialsProvider provider) {
    long start = System.nanoTime();
    provider.resolveCredentials();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Duration worst(List<Duration> waits) {
    return waits.stream().max(Duration::compareTo).orElseThrow();
  }

  private static void close(AwsCredentialsProvider provider) throws Exception {
    if (provider instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
