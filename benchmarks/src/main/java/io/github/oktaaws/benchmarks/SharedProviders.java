package io.github.oktaaws.benchmarks;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.benchmarks.lab.Setting;
import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import io.github.oktaaws.store.TokenStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Providers of one session, all on threads of their own. */
final class SharedProviders implements Shared.Sharers {

  private final MovingClock clock;
  private final List<OktaAwsCredentialsProvider> providers;
  private final ExecutorService threads;

  /**
   * Sends nothing yet.
   *
   * @param roles how many roles the providers have among them
   */
  SharedProviders(MovingClock clock, URI okta, URI sts, TokenStore store, int count, int roles) {
    this.clock = clock;
    OktaAwsSession session = new LabSessions(okta, sts, clock).usual(store, challenge -> {});
    this.providers =
        IntStream.range(0, count)
            .mapToObj(index -> session.role(Setting.role(index % roles)))
            .map(source -> OktaAwsCredentialsProvider.builder(source).clock(clock).build())
            .toList();
    this.threads = Executors.newFixedThreadPool(count);
  }

  @Override
  public void minute() {
    clock.advance(Duration.ofMinutes(1));
    List<CompletableFuture<Void>> all =
        providers.stream()
            .map(one -> CompletableFuture.runAsync(one::resolveCredentials, threads))
            .toList();
    all.forEach(CompletableFuture::join);
  }

  @Override
  public void close() {
    threads.shutdown();
    providers.forEach(OktaAwsCredentialsProvider::close);
  }
}
