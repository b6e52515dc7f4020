package io.github.oktaaws;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Does several pieces of work at once, on daemon threads that end with the work. */
final class SideBySide {

  private static final String THREAD = "okta-aws-roles";

  private final int most;
  private final String what;
  private final Step step;

  /**
   * Bounds the work.
   *
   * @param most how many threads at most
   * @param what the work in words
   * @param step the step that the work is
   */
  SideBySide(int most, String what, Step step) {
    this.most = most;
    this.what = what;
    this.step = step;
  }

  /**
   * Does all the work. An interrupt of this thread, or whatever a piece of work throws, ends the
   * rest of it and is thrown.
   *
   * @return what came of each piece, in their order
   */
  <T> List<T> get(List<Supplier<T>> work) {
    if (work.isEmpty()) {
      return List.of();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(most, work.size()), SideBySide::daemon);
    try {
      ExecutorCompletionService<T> done = new ExecutorCompletionService<>(threads);
      List<Future<T>> all = new ArrayList<>();
      work.forEach(piece -> all.add(done.submit(piece::get)));
      for (int ended = 0; ended < all.size(); ended++) {
        done.take().get();
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : all) {
        results.add(each.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(what, ErrorContext.at(step).cause(e));
    } catch (ExecutionException e) {
      throw thrown(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static RuntimeException thrown(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, THREAD);
    thread.setDaemon(true);
    return thread;
  }
}
