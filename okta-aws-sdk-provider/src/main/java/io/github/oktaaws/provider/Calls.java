package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.BrowserSignInTimedOutException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.provider.Order.Purpose;
import io.github.oktaaws.provider.Refresh.CalledOff;
import io.github.oktaaws.provider.SingleFlight.Joined;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Callers for whom there is nothing to serve: they wait, each for as long as it likes. */
final class Calls {

  private final Refresh refresh;
  private final Supplier<InteractionPolicy> interaction;
  private final LongSupplier nanos;
  private final Deadlines deadlines;

  Calls(Refresh refresh, OktaAwsCredentialsProviderBuilder options) {
    this.refresh = refresh;
    this.interaction = options::interaction;
    this.nanos = options.nanos();
    this.deadlines = new Deadlines(nanos, options.threads());
  }

  /** Blocks. */
  CurrentCredentials await(Purpose purpose, @Nullable Duration timeout) {
    long patience = timeout == null ? Long.MAX_VALUE : Moment.millis(timeout);
    Waited waited = new Waited(patience);
    Wish wish = new Wish(refresh, purpose);
    while (true) {
      Joined<Order, CurrentCredentials> joined = refresh.join(purpose);
      Throwable failure;
      try {
        failure = waited.on(joined.landing());
      } catch (TimeoutException e) {
        return atTheTimeout(purpose);
      }
      CurrentCredentials outcome = outcome(wish, joined, failure);
      if (outcome != null) {
        return outcome;
      }
    }
  }

  /** A future of the caller's own, which nobody else depends on. */
  <R> CompletableFuture<R> later(
      Purpose purpose, @Nullable Duration timeout, Function<CurrentCredentials, R> shape) {
    Later<R> call = new Later<>(this, refresh, new Wish(refresh, purpose), shape).begin();
    return (timeout == null ? call : call.within(Moment.millis(timeout), deadlines)).own();
  }

  /** What a caller gets from a flight that has ended, or null where it takes another one. */
  @Nullable CurrentCredentials outcome(
      Wish wish, Joined<Order, CurrentCredentials> joined, @Nullable Throwable failure) {
    if (failure == null) {
      return wish.isGranted() ? joined.landing().join() : null;
    }
    if (failure instanceof NotTried notTried) {
      // a login ends a pause, and is not content with what somebody else was refused in it
      return wish.purpose() == Purpose.LOGIN ? null : outcome(wish, joined, notTried.lastFailure());
    }
    if (mustAskNow(wish.purpose(), joined, failure)) {
      return null;
    }
    CurrentCredentials instead = instead(wish.purpose(), joined, failure);
    if (instead == null) {
      throw failed(failure, wish.purpose());
    }
    return instead;
  }

  /** The flight was somebody's who may not ask, and it takes asking. */
  private boolean mustAskNow(
      Purpose purpose, Joined<Order, CurrentCredentials> joined, Throwable failure) {
    return failure instanceof SignInRequiredException
        && !joined.order().mayAsk()
        && refresh.mayAsk(purpose);
  }

  /** What still has life is served after a failure, unless the caller came to get it renewed. */
  private @Nullable CurrentCredentials instead(
      Purpose purpose, Joined<Order, CurrentCredentials> joined, Throwable failure) {
    if (failure instanceof CalledOff) {
      return purpose == Purpose.CALL ? refresh.living() : null;
    }
    boolean enough =
        purpose == Purpose.CALL || RetryPace.isRecoverable(failure, joined.order().mayAsk());
    return enough ? refresh.serve() : null;
  }

  /** One caller's patience, over however many flights. */
  private final class Waited {
    private final long patienceMillis;
    private final long began = nanos.getAsLong();

    Waited(long patienceMillis) {
      this.patienceMillis = patienceMillis;
    }

    /** Returns why it failed, or null when it did not. */
    @Nullable Throwable on(CompletableFuture<CurrentCredentials> landing) throws TimeoutException {
      try {
        if (patienceMillis == Long.MAX_VALUE) {
          landing.get();
        } else {
          long passed = (nanos.getAsLong() - began) / 1_000_000;
          landing.get(Math.max(0, patienceMillis - passed), MILLISECONDS);
        }
        return null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw AbortedException.builder()
            .message("Interrupted while waiting for credentials; the sign-in goes on for others.")
            .cause(e)
            .build();
      } catch (ExecutionException e) {
        return unwrapped(e);
      }
    }
  }

  /** Whoever no longer wants to wait for better ones gets what still lives. */
  CurrentCredentials atTheTimeout(Purpose purpose) {
    CurrentCredentials living = refresh.living();
    if (living == null) {
      TimedOutException gaveUp =
          new TimedOutException(
              "credentials that are being got; the sign-in goes on for others, and this call ended",
              ErrorContext.at(Step.SIGN_IN));
      throw failed(gaveUp, purpose);
    }
    return living;
  }

  static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private SdkClientException failed(Throwable failure, Purpose purpose) {
    Throwable cause = failure instanceof CalledOff calledOff ? calledOff.reason() : failure;
    String message = cause.getMessage();
    return SdkClientException.builder()
        .message(
            (message == null ? cause.getClass().getSimpleName() : message) + advice(cause, purpose))
        .cause(cause)
        .build();
  }

  private String advice(Throwable cause, Purpose purpose) {
    if (cause instanceof SignInRequiredException) {
      return switch (interaction.get()) {
        case ON_DEMAND -> "";
        case EXPLICIT -> " (This provider asks only in login(): InteractionPolicy.EXPLICIT.)";
        case NEVER ->
            " (This provider does not ask in login() either: InteractionPolicy.NEVER; somebody must"
                + " sign in on the same session or store.)";
      };
    }
    boolean nobodyAnswered =
        cause instanceof AuthorizationExpiredException
            || cause instanceof BrowserSignInTimedOutException
            || cause instanceof TimedOutException;
    return nobodyAnswered
            && interaction.get() == InteractionPolicy.ON_DEMAND
            && purpose == Purpose.CALL
        ? " (Where nobody can answer a prompt, choose InteractionPolicy.EXPLICIT or NEVER.)"
        : "";
  }
}
