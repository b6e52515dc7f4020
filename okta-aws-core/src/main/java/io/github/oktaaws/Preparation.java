package io.github.oktaaws;

import io.github.oktaaws.internal.http.OpensEarly;
import io.github.oktaaws.internal.http.Rehearses;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the steps after the sign-in ready while the person is in the browser: what they load is
 * loaded, and the connection to STS is open when the person has approved. Works on daemon threads,
 * returns at once and never throws: whatever is wrong will show in the step itself, or before,
 * where {@link #requireRegion()} is called. Steps of the caller's own are left alone. Safe for use
 * by several threads.
 */
final class Preparation {

  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  /** How often to look whether the connection is still likely to be open. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** A second or less of one processor, by far most of it in the first of them. */
  private static final int REPEATS = 20;

  private final boolean roleIsKnown;
  private final String partition;
  private final List<Rehearses> rehearsing;
  private final List<OpensEarly> opening;
  private final Duration look;
  private final AtomicReference<@Nullable CountDownLatch> underWay = new AtomicReference<>();

  Preparation(@Nullable String roleArn, List<?> steps, Duration look) {
    this.roleIsKnown = roleArn != null;
    this.partition = partition(roleArn);
    this.rehearsing = those(Rehearses.class, steps);
    this.opening = those(OpensEarly.class, steps);
    this.look = look;
  }

  /**
   * Prepares for a role.
   *
   * @param roleArn the role's ARN, if it is known before the person chooses
   * @param steps the steps after the sign-in
   * @return a preparation that has not begun
   */
  static Preparation of(@Nullable String roleArn, Object... steps) {
    return new Preparation(roleArn, List.of(steps), LOOK);
  }

  /** Nobody is signed in: whoever is going to be should not find out later that it was no use. */
  void requireRegion() {
    if (roleIsKnown) {
      opening.forEach(step -> step.requireRegion(partition));
    }
  }

  /** The sign-in begins: makes clients while it is under way, which sends nothing yet. */
  void makeClients() {
    opening.forEach(step -> onThread(() -> quietly(() -> step.makeClient(partition))));
  }

  /** The prompt has been shown: makes everything ready, and keeps it so until {@link #end()}. */
  void start() {
    CountDownLatch ended = new CountDownLatch(1);
    if (!rehearsing.isEmpty() || !opening.isEmpty()) {
      if (underWay.compareAndSet(null, ended)) {
        onThread(() -> prepare(ended));
      }
    }
  }

  /** The sign-in is over, whichever way. What is being loaded or opened just now still will be. */
  void end() {
    CountDownLatch current = underWay.getAndSet(null);
    if (current != null) {
      current.countDown();
    }
  }

  /** The token exchange begins: opens the connection to STS meanwhile, if it is not open. */
  void connect() {
    for (OpensEarly step : opening) {
      if (!step.isLikelyOpen(partition)) {
        onThread(() -> quietly(() -> step.openEarly(partition)));
      }
    }
  }

  private void prepare(CountDownLatch ended) {
    rehearse(ended);
    opening.forEach(step -> quietly(() -> step.openEarly(partition)));
    // what is loaded now is also compiled, as far as the person gives it time
    for (int again = 0; again < REPEATS; again++) {
      rehearse(ended);
    }
    keepOpen(ended);
  }

  private void rehearse(CountDownLatch ended) {
    for (Rehearses step : rehearsing) {
      if (ended.getCount() > 0) {
        quietly(step::rehearse);
      }
    }
  }

  private void keepOpen(CountDownLatch ended) {
    try {
      while (!opening.isEmpty() && !ended.await(look.toNanos(), TimeUnit.NANOSECONDS)) {
        opening.forEach(step -> quietly(() -> step.openEarly(partition)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("Not prepared: {}", e.getClass().getName());
    }
  }

  private static void onThread(Runnable work) {
    Thread thread = new Thread(work, "okta-aws-preparation");
    thread.setDaemon(true);
    thread.start();
  }

  private static <T> List<T> those(Class<T> type, List<?> steps) {
    return steps.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static String partition(@Nullable String roleArn) {
    String[] parts = roleArn == null ? new String[0] : roleArn.split(":", 3);
    return parts.length == 3 && parts[0].equals("arn") ? parts[1] : "aws";
  }
}
