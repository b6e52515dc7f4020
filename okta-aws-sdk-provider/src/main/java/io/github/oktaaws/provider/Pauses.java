package io.github.oktaaws.provider;

import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.provider.CurrentCredentials.Zone;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Which pause follows an attempt. */
final class Pauses {

  /**
   * What an attempt that failed was to replace.
   *
   * @param known the credentials, if there are any
   * @param zone where in their life they are
   * @param now the time
   */
  record Found(@Nullable CurrentCredentials known, Zone zone, Moment now) {}

  private final RetryPace pace;
  private final BooleanSupplier callsMayAsk;

  Pauses(RetryPace pace, BooleanSupplier callsMayAsk) {
    this.pace = pace;
    this.callsMayAsk = callsMayAsk;
  }

  /** A source that has nothing better is not asked again on every call. */
  Hold afterLanding(Order order, CurrentCredentials landed, Hold before) {
    Moment got = landed.got();
    return switch (landed.zone(got)) {
      case FRESH, EXPIRED -> Hold.NONE;
      // a call is content with what must be replaced soon, and nobody has tried that yet
      case ADVISORY -> order.purpose() == Order.Purpose.CALL ? Hold.NONE : ahead(null, landed, got);
      case MANDATORY -> serving(null, landed, got, before);
    };
  }

  Hold afterFailure(Order order, Throwable failure, Found found, Hold before) {
    CurrentCredentials known = found.known();
    Moment now = found.now();
    if (known != null && (found.zone() == Zone.FRESH || found.zone() == Zone.ADVISORY)) {
      return ahead(failure, known, now);
    }
    if (known != null
        && found.zone() == Zone.MANDATORY
        && RetryPace.isRecoverable(failure, order.mayAsk())) {
      return serving(failure, known, now, before);
    }
    return new Hold(
        now, pace.whileRefusing(failure, order.mayAsk()), reach(order, failure), failure, 0);
  }

  private Hold.Reach reach(Order order, Throwable failure) {
    if (RetryPace.isOfThePrompt(failure, order.mayAsk())) {
      return Hold.Reach.SPARING;
    }
    boolean nextMayAsk =
        failure instanceof SignInRequiredException && !order.mayAsk() && callsMayAsk.getAsBoolean();
    return nextMayAsk ? Hold.Reach.BACKGROUND : Hold.Reach.REFUSING;
  }

  private Hold ahead(@Nullable Throwable reason, CurrentCredentials known, Moment now) {
    long wait = Math.min(pace.whileAhead(reason), Math.max(0, known.millisUntilMandatory(now)));
    return new Hold(now, wait, Hold.Reach.BACKGROUND, reason, 0);
  }

  private Hold serving(
      @Nullable Throwable reason, CurrentCredentials known, Moment now, Hold before) {
    long wait = pace.whileUrgent(reason, before.urgentFailures(), known.millisUntilExpiry(now));
    return new Hold(now, wait, Hold.Reach.SERVING, reason, before.urgentFailures() + 1);
  }
}
