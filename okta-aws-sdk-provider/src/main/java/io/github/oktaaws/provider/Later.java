package io.github.oktaaws.provider;

import io.github.oktaaws.provider.SingleFlight.Joined;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that does not block. Its future is the caller's own and nobody else's: once that is done,
 * by whatever means, no more flights are started for it.
 *
 * @param <R> the shape in which the caller wants the credentials
 */
final class Later<R> {

  private final Calls calls;
  private final Refresh refresh;
  private final Wish wish;
  private final Function<CurrentCredentials, R> shape;
  private final CompletableFuture<R> own = new CompletableFuture<>();

  Later(Calls calls, Refresh refresh, Wish wish, Function<CurrentCredentials, R> shape) {
    this.calls = calls;
    this.refresh = refresh;
    this.wish = wish;
    this.shape = shape;
  }

  CompletableFuture<R> own() {
    return own;
  }

  Later<R> begin() {
    settle(this::attempt);
    return this;
  }

  /** Ends the wait. */
  Later<R> within(long millis, Deadlines deadlines) {
    deadlines.watch(own, millis, () -> settle(() -> calls.atTheTimeout(wish.purpose())));
    return this;
  }

  /** Joins a flight; returns null, for there is nothing yet. */
  private @Nullable CurrentCredentials attempt() {
    Joined<Order, CurrentCredentials> joined = refresh.join(wish.purpose());
    CompletableFuture<CurrentCredentials> unused =
        joined.result().whenComplete((got, failure) -> settle(() -> ended(joined, failure)));
    return null;
  }

  private @Nullable CurrentCredentials ended(
      Joined<Order, CurrentCredentials> joined, @Nullable Throwable failure) {
    if (own.isDone()) {
      return null;
    }
    CurrentCredentials outcome =
        calls.outcome(wish, joined, failure == null ? null : Calls.unwrapped(failure));
    return outcome == null ? attempt() : outcome;
  }

  private void settle(Supplier<@Nullable CurrentCredentials> step) {
    try {
      CurrentCredentials outcome = step.get();
      if (outcome != null) {
        own.complete(shape.apply(outcome));
      }
    } catch (Throwable e) {
      own.completeExceptionally(e);
    }
  }
}
