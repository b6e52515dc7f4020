package io.github.oktaaws.provider;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one piece of work at a time, on a thread of its own, for however many callers. No caller's
 * interrupt, timeout or cancellation ends it for the others; only {@link #cancel} does.
 *
 * @param <O> what is ordered
 * @param <T> what the work yields
 */
final class SingleFlight<O, T> {

  /**
   * Does the work.
   *
   * @param <O> what is ordered
   * @param <T> what the work yields
   */
  interface Crew<O, T> {

    /** Yields the value; the thread is interrupted by {@link #cancel}. */
    T fly(O order);

    /**
     * Makes the value known, before the way is free for the next flight, which then need not take
     * off.
     *
     * @return whom to tell once it is free; must not throw
     */
    Runnable landed(O order, T value);

    /** Like {@link #landed}, for a failure; not called for a cancellation. */
    Runnable failed(O order, Throwable failure);
  }

  /**
   * A flight, as one caller sees it.
   *
   * @param order what it was started for
   * @param started whether this caller started it
   * @param landing to wait on; nothing else may depend on it
   * @param result completed when those who wait are on their way; others depend on it: hand out
   *     copies
   * @param <O> what is ordered
   * @param <T> what the work yields
   */
  record Joined<O, T>(
      O order, boolean started, CompletableFuture<T> landing, CompletableFuture<T> result) {}

  private final Crew<O, T> crew;
  private final ThreadFactory threads;
  private final AtomicReference<@Nullable Flight> underWay = new AtomicReference<>();
  private final Set<Thread> atWork = ConcurrentHashMap.newKeySet();

  /** Prepares flights; starts no thread. */
  SingleFlight(Crew<O, T> crew, ThreadFactory threads) {
    this.crew = crew;
    this.threads = threads;
  }

  /** The flight under way, whatever it was started for, or a new one. */
  Joined<O, T> join(O order) {
    while (true) {
      Flight flight = underWay.get();
      if (flight != null) {
        return flight.joined(false);
      }
      Flight started = new Flight(order);
      if (underWay.compareAndSet(null, started)) {
        started.start();
        return started.joined(true);
      }
    }
  }

  boolean isUnderWay() {
    return underWay.get() != null;
  }

  /** Runs a step of a caller's that must not join, as if it were part of the work. */
  void runAsPartOfTheWork(Runnable step) {
    Thread current = Thread.currentThread();
    atWork.add(current);
    try {
      step.run();
    } finally {
      atWork.remove(current);
    }
  }

  /** Whether the caller is itself part of the work, so that joining would never end. */
  boolean isOnOwnThread() {
    return atWork.contains(Thread.currentThread());
  }

  /**
   * Ends the flight under way, if there is one that was started for such an order: its callers get
   * {@code reason} at once, its thread is interrupted, and the next {@link #join} does not wait for
   * it.
   */
  void cancel(Predicate<O> which, Throwable reason) {
    Flight flight = underWay.get();
    if (flight != null && which.test(flight.order)) {
      flight.cancel(reason);
    }
  }

  private final class Flight implements Runnable {
    private final O order;
    private final CompletableFuture<T> landing = new CompletableFuture<>();
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread = threads.newThread(this);

    /** Work and cancellation race for it; the loser's outcome is dropped. */
    private final AtomicBoolean decided = new AtomicBoolean();

    Flight(O order) {
      this.order = order;
    }

    Joined<O, T> joined(boolean started) {
      return new Joined<>(order, started, landing, result);
    }

    void start() {
      try {
        thread.start();
      } catch (Throwable e) {
        // the JVM is out of threads: whoever joined meanwhile must not wait for one
        conclude(() -> fail(e));
      }
    }

    void cancel(Throwable reason) {
      if (decided.compareAndSet(false, true)) {
        underWay.compareAndSet(this, null);
        thread.interrupt();
        tellFailure(reason);
      }
    }

    @Override
    public void run() {
      if (!decided.get()) {
        conclude(this::atWork);
      }
    }

    private Runnable atWork() {
      Thread current = Thread.currentThread();
      atWork.add(current);
      try {
        return fly();
      } finally {
        atWork.remove(current);
      }
    }

    private void conclude(Supplier<Runnable> course) {
      Runnable tellCallers;
      try {
        tellCallers = course.get();
      } catch (Throwable e) {
        // the crew's own mistake; still nobody may wait for ever
        underWay.compareAndSet(this, null);
        tellCallers = () -> tellFailure(e);
      }
      tellCallers.run();
    }

    private Runnable fly() {
      T value;
      try {
        value = crew.fly(order);
      } catch (Throwable e) {
        return fail(e);
      }
      if (!decided.compareAndSet(false, true)) {
        return () -> {};
      }
      Runnable news = crew.landed(order, value);
      underWay.compareAndSet(this, null);
      news.run();
      return () -> tell(value);
    }

    private Runnable fail(Throwable reason) {
      if (!decided.compareAndSet(false, true)) {
        return () -> {};
      }
      Runnable news = crew.failed(order, reason);
      underWay.compareAndSet(this, null);
      news.run();
      return () -> tellFailure(reason);
    }

    // What others have made depend on the result runs here and may take its time; those who
    // wait go first.

    private void tell(T value) {
      landing.complete(value);
      result.complete(value);
    }

    private void tellFailure(Throwable reason) {
      landing.completeExceptionally(reason);
      result.completeExceptionally(reason);
    }
  }
}
