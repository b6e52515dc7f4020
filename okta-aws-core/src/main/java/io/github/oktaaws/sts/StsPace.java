package io.github.oktaaws.sts;

import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How often STS is asked, how long each attempt may take and how long to wait between two. The
 * attempts' time is bounded by the HTTP call itself: the SDK's own timeouts would cost a pool of
 * threads for every client.
 */
record StsPace(int attempts, Duration attempt, BackoffStrategy backoff, BackoffStrategy throttled) {

  /** A minute and a few seconds at the very most. */
  static final StsPace STANDARD =
      new StsPace(
          3,
          Duration.ofSeconds(20),
          BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(2)),
          BackoffStrategy.exponentialDelay(Duration.ofSeconds(1), Duration.ofSeconds(5)));
}
