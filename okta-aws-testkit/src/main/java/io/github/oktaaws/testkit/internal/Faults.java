package io.github.oktaaws.testkit.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/** What shall go wrong with the next requests, in order, per path. */
public final class Faults {

  /** Replaces the answer, or changes the real one. */
  public sealed interface Fault {
    /** The request never reaches the org. */
    record Instead(MockResponse answer) implements Fault {}

    /** The request takes effect, and something happens to the answer on its way back. */
    record After(UnaryOperator<MockResponse> change) implements Fault {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Deque<Fault>> planned = new HashMap<>();

  public void plan(String path, Fault fault) {
    lock.lock();
    try {
      planned.computeIfAbsent(path, any -> new ArrayDeque<>()).addLast(fault);
    } finally {
      lock.unlock();
    }
  }

  @Nullable Fault next(String path) {
    lock.lock();
    try {
      Deque<Fault> faults = planned.get(path);
      return faults == null ? null : faults.pollFirst();
    } finally {
      lock.unlock();
    }
  }
}
