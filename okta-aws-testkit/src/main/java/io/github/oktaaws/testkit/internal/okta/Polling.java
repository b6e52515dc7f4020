package io.github.oktaaws.testkit.internal.okta;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How often a client asks whether a person has decided (RFC 8628 §3.5). */
final class Polling {

  /** A little early is not early: clocks of two processes are read at different moments. */
  private static final Duration TOLERANCE = Duration.ofMillis(100);

  private Duration interval;
  private @Nullable Instant last;

  Polling(Duration interval) {
    this.interval = interval;
  }

  /** Notes a poll; a refusal when it came too early, which lengthens the interval. */
  void poll(Instant now) throws OAuthRefusal {
    Instant before = last;
    last = now;
    if (before != null
        && !interval.isZero()
        && now.isBefore(before.plus(interval).minus(TOLERANCE))) {
      interval = interval.plusSeconds(5);
      throw OAuthRefusal.badRequest("slow_down", "The client is polling too frequently.");
    }
  }
}
