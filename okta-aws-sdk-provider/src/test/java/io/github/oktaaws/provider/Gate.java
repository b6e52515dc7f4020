package io.github.oktaaws.provider;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a step up until it is opened, as a person who has not approved yet does. */
final class Gate implements Runnable {

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  @Override
  public void run() {
    reached.countDown();
    try {
      pass(opened);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("the gate", ErrorContext.at(Step.SIGN_IN).cause(e));
    }
  }

  /** Like {@link #run}, for a step that does not heed interrupts. */
  void runDeaf() {
    reached.countDown();
    boolean interrupted = false;
    while (opened.getCount() > 0) {
      try {
        pass(opened);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void awaitReached() throws InterruptedException {
    pass(reached);
  }

  void open() {
    opened.countDown();
  }

  private static void pass(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(Callers.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("nothing came in a minute");
    }
  }
}
