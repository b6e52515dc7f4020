package io.github.oktaaws.sts;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is opened before it is needed. Whether it is still open only the HTTP client
 * knows; this knows when it was last of use, and lets one call wait while it is being opened: that
 * call would otherwise open another and take longer.
 */
final class EarlyConnection {

  /** Shorter than servers keep idle connections. */
  private static final Duration KEPT = Duration.ofSeconds(15);

  /** Longer than opening takes, unless the call that waits is going to fail itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final LongSupplier nanos;
  private final AtomicReference<@Nullable CountDownLatch> opening = new AtomicReference<>();
  private volatile @Nullable Long usedAt;

  EarlyConnection(LongSupplier nanos) {
    this.nanos = nanos;
  }

  boolean isLikelyOpen() {
    Long used = usedAt;
    return opening.get() != null || (used != null && nanos.getAsLong() - used < KEPT.toNanos());
  }

  void used() {
    usedAt = nanos.getAsLong();
  }

  /** Opens it unless it is open or being opened. */
  void open(BooleanSupplier answered) {
    CountDownLatch mine = new CountDownLatch(1);
    if (isLikelyOpen() || !opening.compareAndSet(null, mine)) {
      return;
    }
    try {
      if (answered.getAsBoolean()) {
        used();
      }
    } finally {
      opening.compareAndSet(mine, null);
      mine.countDown();
    }
  }

  /** Waits while it is being opened, if no other call waits for it already. */
  void awaitOpening() {
    CountDownLatch under = opening.getAndSet(null);
    if (under == null) {
      return;
    }
    try {
      if (!under.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        // it hangs, and so perhaps will the call; that one tells why
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
