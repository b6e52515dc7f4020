package io.github.oktaaws.signin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only while somebody pauses, or when the test says so. */
final class VirtualTime implements MonotonicTime {

  // close to the overflow, as System.nanoTime may be
  private static final long START = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();

  private final AtomicLong now = new AtomicLong(START);

  @Override
  public long nanos() {
    return now.get();
  }

  @Override
  public boolean pause(Duration atMost, CountDownLatch until) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (until.getCount() == 0) {
      return true;
    }
    if (!atMost.isNegative()) {
      pass(atMost);
    }
    return false;
  }

  void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  Duration sinceStart() {
    return Duration.ofNanos(now.get() - START);
  }
}
