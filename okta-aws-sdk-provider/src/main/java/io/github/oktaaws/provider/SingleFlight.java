package io.github.oktaaws.provider;

import java.util.concurrent.CompletableFuture;
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

  /**
   * Prepares flights; starts no thread.
   *
   * @param work yields the value; its thread is interrupted by {@link #cancel}
   * @param publish makes the value known, before the flight is over
   */
  SingleFlight(Supplier<T> work, Consumer<T> publish) {
    this.work = work;
    this.publish = publish;
  }

  /**
   * The flight under way, or a new one. Complete neither it nor what it holds: others wait on it.
   */
  CompletableFuture<T> join() {
    while (true) {
      Flight flight = underWay.get();
      if (flight != null) {
        return flight.result;
      }
      Flight started = new Flight();
      if (underWay.compareAndSet(null, started)) {
        started.thread.start();
        return started.result;
      }
    }
  }

  boolean isOnOwnThread() {
    Flight flight = underWay.get();
    return flight != null && flight.thread == Thread.currentThread();
  }

  /**
   * Ends the flight under way, if there is one; its callers get what the interrupted work throws.
   */
  void cancel() {
    Flight flight = underWay.get();
    if (flight != null) {
      flight.thread.interrupt();
    }
  }

  private final class Flight implements Runnable {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread = new Thread(this, "okta-aws-credentials");

    Flight() {
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      T value;
      try {
        value = work.get();
        publish.accept(value);
      } catch (Throwable e) {
        underWay.set(null);
        result.completeExceptionally(e);
        return;
      }
      underWay.set(null);
      result.complete(value);
    }
  }
}
