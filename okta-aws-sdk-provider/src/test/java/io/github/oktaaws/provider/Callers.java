package io.github.oktaaws.provider;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Threads that call a provider, and whether they wait for it. */
final class Callers {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<FutureTask<AwsCredentials>> calls;
  private final List<Thread> threads;

  private Callers(int count, Callable<AwsCredentials> call) {
    this.calls = IntStream.range(0, count).mapToObj(i -> new FutureTask<>(call)).toList();
    this.threads = calls.stream().map(task -> new Thread(task, "caller")).toList();
    threads.forEach(Thread::start);
  }

  static Callers of(int count, Callable<AwsCredentials> call) {
    return new Callers(count, call);
  }

  /** Returns when every one of them is blocked in {@code CompletableFuture.get}. */
  Callers allWait() {
    await().atMost(PATIENCE).until(() -> threads.stream().allMatch(Callers::waits));
    return this;
  }

  Thread thread(int index) {
    return threads.get(index);
  }

  FutureTask<AwsCredentials> call(int index) {
    return calls.get(index);
  }

  List<FutureTask<AwsCredentials>> calls() {
    return calls;
  }

  /** Runs the check until it holds. */
  static void eventually(Supplier<Boolean> check) {
    await().atMost(PATIENCE).until(check::get);
  }

  private static boolean waits(Thread thread) {
    Object blocker = LockSupport.getBlocker(thread);
    return blocker != null
        && blocker.getClass().getName().startsWith(CompletableFuture.class.getName());
  }
}
