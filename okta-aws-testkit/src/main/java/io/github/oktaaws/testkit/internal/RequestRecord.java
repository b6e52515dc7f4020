package io.github.oktaaws.testkit.internal;

import io.github.oktaaws.testkit.SandboxRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The newest requests. */
public final class RequestRecord {

  private static final int KEPT = 2_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<SandboxRequest> requests = new ArrayDeque<>();

  void add(SandboxRequest request) {
    lock.lock();
    try {
      requests.addLast(request);
      if (requests.size() > KEPT) {
        requests.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  public List<SandboxRequest> all() {
    lock.lock();
    try {
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }

  public void clear() {
    lock.lock();
    try {
      requests.clear();
    } finally {
      lock.unlock();
    }
  }
}
