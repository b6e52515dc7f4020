package io.github.oktaaws.signin;

import io.github.oktaaws.signin.PollAnswer.SlowDown;
import io.github.oktaaws.signin.PollAnswer.Unavailable;
import java.time.Duration;

/**
 * How long to wait before the next poll (RFC 8628 section 3.5). {@code slow_down} adds five seconds
 * for good; every failure in a row doubles the wait, which is back at the interval after an answer.
 */
final class PollPace {

  private static final Duration SLOW_DOWN = Duration.ofSeconds(5);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);

  private Duration interval;
  private Duration wait;

  PollPace(Duration interval) {
    this.interval = interval;
    this.wait = interval;
  }

  /** The wait before the first poll, or before one whose predecessor was given up. */
  Duration current() {
    return wait;
  }

  Duration after(PollAnswer answer) {
    if (answer instanceof Unavailable unavailable) {
      wait = longer(interval, shorter(wait.multipliedBy(2), LONGEST_BACKOFF));
      return longer(wait, shorter(unavailable.askedWait(), LONGEST_BACKOFF));
    }
    if (answer instanceof SlowDown) {
      interval = interval.plus(SLOW_DOWN);
    }
    wait = interval;
    return wait;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
