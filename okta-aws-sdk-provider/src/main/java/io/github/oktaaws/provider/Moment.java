package io.github.oktaaws.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One reading of both clocks. The wall clock jumps when it is set; the monotonic one stands still
 * on some systems while the machine sleeps. Neither is trusted alone.
 *
 * @param wallMillis what the wall clock says
 * @param nanos what the monotonic clock says
 */
record Moment(long wallMillis, long nanos) {

  /** Longer than anybody lives, and far from overflow when added to. */
  private static final Duration FOREVER = Duration.ofDays(365_000);

  static Moment of(Clock clock, LongSupplier nanos) {
    return new Moment(clock.millis(), nanos.getAsLong());
  }

  /** How much time has passed: what the clock that has seen more of it says; never negative. */
  long millisSince(Moment earlier) {
    long wall = wallMillis - earlier.wallMillis;
    long monotonic = (nanos - earlier.nanos) / 1_000_000;
    return Math.max(0, Math.max(wall, monotonic));
  }

  static long millis(Duration duration) {
    return duration.compareTo(FOREVER) > 0 ? FOREVER.toMillis() : Math.max(0, duration.toMillis());
  }
}
