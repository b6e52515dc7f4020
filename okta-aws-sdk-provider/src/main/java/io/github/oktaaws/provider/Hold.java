package io.github.oktaaws.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A pause after an attempt that did not bring what was wanted.
 *
 * @param since when it began
 * @param millis how long it lasts
 * @param reach whom it stops
 * @param failure why; null where there were credentials, but none better than those we had
 * @param urgentFailures how many attempts in a row have come to nothing since it became urgent
 */
record Hold(
    Moment since, long millis, Reach reach, @Nullable Throwable failure, int urgentFailures) {

  /** Whom a hold stops, besides refreshes in the background. */
  enum Reach {
    /** Nobody else. */
    BACKGROUND,
    /** Callers, who get what there is. */
    SERVING,
    /** Callers, who get the same failure again. */
    REFUSING,
    /** The same, to leave a person in peace who has just been asked: only a login ends it. */
    SPARING
  }

  static final Hold NONE = new Hold(new Moment(0, 0), 0, Reach.BACKGROUND, null, 0);

  long millisLeft(Moment now) {
    return millis == 0 ? 0 : Math.max(0, millis - now.millisSince(since));
  }

  boolean lasts(Moment now) {
    return millisLeft(now) > 0;
  }

  boolean serves(Moment now) {
    return reach == Reach.SERVING && lasts(now);
  }

  boolean spares() {
    return reach == Reach.SPARING;
  }

  /** What callers get instead of an attempt, if that is a failure. */
  @Nullable Throwable refusal(Moment now) {
    boolean refuses = reach == Reach.REFUSING || spares();
    return refuses && lasts(now) ? failure : null;
  }

  Duration length() {
    return Duration.ofMillis(millis);
  }
}
