package io.github.oktaaws.provider;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one piece of work at a time, on a daemon thread of its own, for however many callers. No
 * caller's interrupt, timeout or cancellation ends it for the others; only {@link #cancel} does.
 *
 * @param <T> what the work yields
 */
final class SingleFlight<T> {

  private final Supplier<T> work;
  private final Consumer<T> publish;
  private final AtomicReference<@Nullable Flight> underWay = new AtomicReference<>();
  private final Set<Thread> atWork = ConcurrentHashMap.newKeySet();
  private final ThreadFactory threads;

  /**
   * Prepares flights; starts no thread.
   *
   * @param work yields the value; its thread is interrupted by {@link #cancel}
   * @param publish makes the value known, before the flight is over; must not throw
   */
  SingleFlight(Supplier<T> work, Consumer<T> publish) {
    this(work, publish, SingleFlight::daemon);
  }

  SingleFlight(Supplier<T> work, Consumer<T> publish, ThreadFactory threads) {
    this.work = work;
    this.publish = publish;
    this.threads = threads;
  }

  private static Thread daemon(Runnable flight) {
    Thread thread = new Thread(flight, "okta-aws-credentials");
    thread.setDaemon(true);
    return thread;
  }

  /** The outcome of the flight under way, or of a new one. Others wait on it: hand out copies. */
  CompletableFuture<T> join() {
    while (true) {
      Flight flight = underWay.get();
      if (flight != null) {
        return flight.result;
      }
      Flight started = new Flight();
      if (underWay.compareAndSet(null, started)) {
        started.start();
        return started.result;
      }
    }
  }

  /** Whether the caller is itself part of the work, so that joining would never end. */
  boolean isOnOwnThread() {
    return atWork.contains(Thread.currentThread());
  }

  /**
   * Ends the flight under way, if there is one: its callers get {@code reason} at once, its thread
   * is interrupted, and the next {@link #join} does not wait for it.
   */
  void cancel(Throwable reason) {
    Flight flight = underWay.get();
    if (flight != null) {
      flight.cancel(reason);
    }
  }

  private final class Flight implements Runnable {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread = threads.newThread(this);

    /** Work and cancellation race for it; the loser's outcome is dropped. */
    private final AtomicBoolean decided = new AtomicBoolean();

    void start() {
      try {
        thread.start();
      } catch (Throwable e) {
        // the JVM is out of threads: whoever joined meanwhile must not wait for one
        fail(e);
      }
    }

    void cancel(Throwable reason) {
      if (fail(reason)) {
        thread.interrupt();
      }
    }

    @Override
    public void run() {
      if (decided.get()) {
        return;
      }
      try {
        T value = atWork();
        if (decided.compareAndSet(false, true)) {
          succeed(value);
        }
      } catch (Throwable e) {
        fail(e);
      }
    }

    private T atWork() {
      Thread current = Thread.currentThread();
      atWork.add(current);
      try {
        return work.get();
      } finally {
        atWork.remove(current);
      }
    }

    private void succeed(T value) {
      // published before the way is free for the next flight, which then need not take off
      publish.accept(value);
      underWay.compareAndSet(this, null);
      result.complete(value);
    }

    private boolean fail(Throwable reason) {
      boolean mine = decided.compareAndSet(false, true);
      if (mine) {
        // the way is free before anybody hears of the failure, so that their next call tries anew
        underWay.compareAndSet(this, null);
        result.completeExceptionally(reason);
      }
      return mine;
    }
  }
}
