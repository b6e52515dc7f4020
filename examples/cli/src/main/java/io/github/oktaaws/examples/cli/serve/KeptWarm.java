package io.github.oktaaws.examples.cli.serve;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Calls a provider from time to time, since it renews credentials only when somebody calls; and
 * tells the person when that fails, once for each reason, and when it works again.
 */
final class KeptWarm implements AutoCloseable {

  private final AwsCredentialsProvider provider;
  private final Consumer<String> say;
  private final ScheduledExecutorService timer;
  private @Nullable String trouble;

  private KeptWarm(
      AwsCredentialsProvider provider, Consumer<String> say, ScheduledExecutorService timer) {
    this.provider = provider;
    this.say = say;
    this.timer = timer;
  }

  static KeptWarm every(Duration period, AwsCredentialsProvider provider, Consumer<String> say) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "okta-aws-warm");
              thread.setDaemon(true);
              return thread;
            });
    KeptWarm warm = new KeptWarm(provider, say, timer);
    long millis = period.toMillis();
    var unused = timer.scheduleWithFixedDelay(warm::call, millis, millis, TimeUnit.MILLISECONDS);
    return warm;
  }

  private void call() {
    try {
      var unused =
          provider
              .resolveIdentity()
              .handleAsync(
                  (identity, failure) -> {
                    heard(failure == null ? null : EndpointHandler.reason(failure));
                    return identity;
                  },
                  timer);
    } catch (RuntimeException e) {
      // a task that throws is not called again
      heard(EndpointHandler.reason(e));
    }
  }

  /** On the timer's one thread. */
  private void heard(@Nullable String now) {
    if (now != null && !now.equals(trouble)) {
      say.accept("There are no credentials to serve. " + now);
    } else if (now == null && trouble != null) {
      say.accept("Credentials are served again.");
    }
    trouble = now;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
