package io.github.oktaaws.provider;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When in their life credentials are replaced. From {@code advisoryAt} on they are replaced in the
 * background, from {@code mandatoryAt} on before anybody is served.
 *
 * @param lifetimeMillis how long they live
 * @param advisoryAt the age, in milliseconds, at which replacing begins
 * @param mandatoryAt the age at which they are no longer served without an attempt
 * @param renewedMillis how long what replaces them must live, so as not to need replacing itself
 */
record RefreshWindows(long lifetimeMillis, long advisoryAt, long mandatoryAt, long renewedMillis) {

  static final Duration MANDATORY = Duration.ofSeconds(60);

  /** There is this much time for a refresh in the background, whatever the jitter. */
  private static final long LEAST_ADVISORY_MILLIS = 60_000;

  /**
   * The windows of one generation.
   *
   * @param advisory the window that was set; null for one that suits the lifetime
   * @param random where in the first third of the window replacing begins, 0 to 1: processes that
   *     got their credentials together do not all replace them together
   */
  static RefreshWindows of(
      Duration lifetime, @Nullable Duration advisory, Duration mandatory, DoubleSupplier random) {
    long life = Moment.millis(lifetime);
    // windows as long as the life itself would have new credentials replaced at once, for ever
    long mandatoryMillis = Math.min(Moment.millis(mandatory), life / 2);
    long wanted = Moment.millis(advisory == null ? suited(lifetime) : advisory);
    long advisoryMillis = Math.max(Math.min(wanted, life / 4 * 3), mandatoryMillis);

    long jitter = (long) (random.getAsDouble() * advisoryMillis / 3);
    long mandatoryAt = life - mandatoryMillis;
    long opens = life - advisoryMillis;
    long advisoryAt =
        Math.max(opens, Math.min(opens + jitter, mandatoryAt - LEAST_ADVISORY_MILLIS));
    return new RefreshWindows(life, advisoryAt, mandatoryAt, advisoryMillis);
  }

  long mandatoryMillis() {
    return lifetimeMillis - mandatoryAt;
  }

  private static Duration suited(Duration lifetime) {
    if (lifetime.compareTo(Duration.ofMinutes(20)) < 0) {
      return Duration.ofMinutes(5);
    }
    return Duration.ofMinutes(lifetime.compareTo(Duration.ofMinutes(90)) < 0 ? 15 : 60);
  }
}
