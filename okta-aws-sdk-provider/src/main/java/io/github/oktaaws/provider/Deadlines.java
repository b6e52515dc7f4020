package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Ends the waits of calls that do not block. All of one provider are as patient, so who came first
 * gives up first. One thread keeps watch while anybody waits: the JVM's own timer would go on for
 * ever, and keep the class loader of whoever used it first.
 */
final class Deadlines {

  private final LongSupplier nanos;
  private final ThreadFactory threads;
  private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean watched = new AtomicBoolean();

  private record Wait(CompletableFuture<?> call, long began, long millis, Runnable giveUp) {}

  Deadlines(LongSupplier nanos, ThreadFactory threads) {
    this.nanos = nanos;
    this.threads = threads;
  }

  /** Has a call give up, on a thread of its own, unless it is done by then. */
  void watch(CompletableFuture<?> call, long millis, Runnable giveUp) {
    waits.add(new Wait(call, nanos.getAsLong(), millis, giveUp));
    keepWatch();
  }

  private void keepWatch() {
    if (watched.compareAndSet(false, true) && !starts(this::watchAll)) {
      // the JVM is out of threads: rather no wait than one without an end
      watched.set(false);
      for (Wait wait = waits.poll(); wait != null; wait = waits.poll()) {
        wait.giveUp().run();
      }
    }
  }

  private void watchAll() {
    for (Wait wait = waits.poll(); wait != null; wait = waits.poll()) {
      if (!endsInTime(wait) && !starts(wait.giveUp())) {
        wait.giveUp().run();
      }
    }
    watched.set(false);
    // whoever came between the last look and now saw that there was a watch
    if (!waits.isEmpty()) {
      keepWatch();
    }
  }

  private boolean endsInTime(Wait wait) {
    long passed = (nanos.getAsLong() - wait.began()) / 1_000_000;
    try {
      wait.call().get(Math.max(0, wait.millis() - passed), MILLISECONDS);
      return true;
    } catch (ExecutionException | CancellationException e) {
      return true;
    } catch (TimeoutException | InterruptedException e) {
      return false;
    }
  }

  private boolean starts(Runnable step) {
    try {
      threads.newThread(step).start();
      return true;
    } catch (Throwable e) {
      return false;
    }
  }
}
