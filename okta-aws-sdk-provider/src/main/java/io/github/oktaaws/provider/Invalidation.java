package io.github.oktaaws.provider;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which credentials AWS no longer accepts. Each forces a refresh, at most one in 30 seconds. */
final class Invalidation {

  private static final long BETWEEN_MILLIS = 30_000;

  private final AtomicReference<@Nullable Moment> last = new AtomicReference<>();
  private volatile @Nullable CurrentCredentials invalid;

  /** Returns whether it is not too soon. */
  boolean accept(CurrentCredentials reported, Moment now) {
    Moment before = last.get();
    boolean tooSoon = before != null && now.millisSince(before) < BETWEEN_MILLIS;
    if (tooSoon || !last.compareAndSet(before, now)) {
      return false;
    }
    invalid = reported;
    return true;
  }

  boolean covers(CurrentCredentials known) {
    return known == invalid;
  }
}
