package io.github.oktaaws.testkit.internal.okta;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The newest secrets the org has handed out, so that a test can search a log for them. */
public final class Secrets {

  private static final int KEPT = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<String> issued = new ArrayDeque<>();

  /** Notes a secret and returns it. */
  String issue(String secret) {
    lock.lock();
    try {
      issued.addLast(secret);
      if (issued.size() > KEPT) {
        issued.removeFirst();
      }
      return secret;
    } finally {
      lock.unlock();
    }
  }

  public List<String> issued() {
    lock.lock();
    try {
      return new ArrayList<>(issued);
    } finally {
      lock.unlock();
    }
  }
}
