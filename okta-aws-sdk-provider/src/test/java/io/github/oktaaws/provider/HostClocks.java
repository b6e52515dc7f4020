package io.github.oktaaws.provider;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The two clocks of a machine, both of which stand still until told to go on. */
final class HostClocks {

  private final VirtualClock wall = new VirtualClock();
  private final AtomicLong nanos = new AtomicLong(-Duration.ofHours(3).toNanos());

  VirtualClock wall() {
    return wall;
  }

  long nanos() {
    return nanos.get();
  }

  /** Time passes. */
  void advance(Duration duration) {
    wall.advance(duration);
    nanos.addAndGet(duration.toNanos());
  }

  /** The machine sleeps, or its wall clock is set. */
  void advanceWall(Duration duration) {
    wall.advance(duration);
  }

  /** Time passes that the wall clock does not see. */
  void advanceMonotonic(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
