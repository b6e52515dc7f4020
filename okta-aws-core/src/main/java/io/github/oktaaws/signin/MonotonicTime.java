package io.github.oktaaws.signin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time that no clock adjustment moves, and pauses in it. */
interface MonotonicTime {

  /** This machine's own. */
  MonotonicTime SYSTEM =
      new MonotonicTime() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public boolean pause(Duration atMost, CountDownLatch until) throws InterruptedException {
          return until.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
      };

  /**
   * Returns a reading, to be compared with other readings only by their difference.
   *
   * @return nanoseconds since some moment
   */
  long nanos();

  /**
   * Waits.
   *
   * @param atMost for how long
   * @param until ends the pause early
   * @return whether {@code until} ended it
   * @throws InterruptedException if the thread is interrupted
   */
  boolean pause(Duration atMost, CountDownLatch until) throws InterruptedException;
}
