package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;

/** Makes the threads of refreshes and can wait until all of them have ended. */
final class Flights implements ThreadFactory {

  private final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();

  @Override
  public Thread newThread(Runnable flight) {
    Thread thread = new Thread(flight, "okta-aws-credentials");
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  void land() {
    for (Thread thread = threads.poll(); thread != null; thread = threads.poll()) {
      try {
        thread.join(SECONDS.toMillis(60));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
      assertThat(thread.isAlive()).as("the flight goes on").isFalse();
    }
  }
}
