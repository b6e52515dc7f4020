package io.github.oktaaws.testkit.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What shall go wrong with the next requests, in order, per path. */
public final class Faults {

  /** Replaces the answer, or changes the real one. */
  public sealed interface Fault {
    /** The request never reaches the org. */
    record Instead(MockResponse answer) implements Fault {}

    /** The request takes effect, and something happens to the answer on its way back. */
    record After(UnaryOperator<MockResponse> change) implements Fault {}

    /** This answer, and not the org's. */
    static Fault answer(int status, Map<String, String> headers, String body) {
      return new Instead(
          new MockResponse.Builder().code(status).headers(Headers.of(headers)).body(body).build());
    }

    /** The answer comes late, in real time. */
    static Fault delay(Duration delay) {
      return new After(
          answer ->
              answer.newBuilder().headersDelay(delay.toNanos(), TimeUnit.NANOSECONDS).build());
    }

    /** The connection is closed where the answer should come. */
    static Fault drop() {
      return new After(
          answer -> answer.newBuilder().onResponseStart(new SocketEffect.CloseSocket()).build());
    }
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
