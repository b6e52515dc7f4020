package io.github.oktaaws.signin;

import static io.github.oktaaws.signin.ScriptedOkta.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.TimedOutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In real time: neither a pause nor a server that hangs keeps a caller longer than 200 ms. */
@Timeout(30)
class EndingEarlyTest {

  private static final MockResponse HANGS =
      new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
  private static final MockResponse HANGS_IN_THE_BODY =
      json(200, "{'token_type':'Bearer'}")
          .newBuilder()
          .onResponseBody(SocketEffect.Stall.INSTANCE)
          .build();

  private final ScriptedOkta okta = new ScriptedOkta();

  @AfterEach
  void stop() {
    okta.close();
  }

  /** aws-vault sleeps on. */
  @Test
  void cancelEndsAPause() throws Exception {
    PendingAuthorization pending = start(60);
    endsWithin200Ms(pending, waiter -> pending.cancel(), false);
    assertThat(okta.pollTimes).isEmpty();
  }

  /** aws-vault sleeps on. */
  @Test
  void anInterruptEndsAPauseAndTheFlagIsKept() throws Exception {
    endsWithin200Ms(start(60), Thread::interrupt, true);
    assertThat(okta.pollTimes).isEmpty();
  }

  @Test
  void cancelEndsARequestUnderWay() throws Exception {
    okta.polls(HANGS);
    PendingAuthorization pending = start(1);
    endsWithin200Ms(pending, waiter -> onceAPollIsThere(pending::cancel), false);
  }

  @Test
  void anInterruptEndsARequestUnderWayAndTheFlagIsKept() throws Exception {
    okta.polls(HANGS_IN_THE_BODY);
    endsWithin200Ms(start(1), waiter -> onceAPollIsThere(waiter::interrupt), true);
  }

  @Test
  void anInterruptedSignInCanGoOnAtItsPace() throws Exception {
    okta.polls(HANGS, json(200, ScriptedOkta.tokens()));
    PendingAuthorization pending = start(1);
    endsWithin200Ms(pending, waiter -> onceAPollIsThere(waiter::interrupt), true);
    long start = System.nanoTime();

    assertThat(pending.await().accessToken()).isEqualTo(ScriptedOkta.ACCESS_TOKEN);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(700));
  }

  @Test
  void cancelEndsEveryWaiter() throws Exception {
    PendingAuthorization pending = start(60);
    Waiter other = new Waiter(pending);
    endsWithin200Ms(pending, waiter -> pending.cancel(), false);
    assertThat(other.thrown()).isInstanceOf(CancelledException.class);
  }

  @Test
  void aSecondWaiterHasADeadlineOfItsOwn() throws Exception {
    PendingAuthorization pending = start(60);
    Waiter first = new Waiter(pending);
    assertThat(catchThrowable(() -> pending.await(Duration.ofMillis(50))))
        .isInstanceOf(TimedOutException.class);
    pending.cancel();
    assertThat(first.thrown()).isInstanceOf(CancelledException.class);
  }

  @Test
  void theDeadlineEndsARequestUnderWay() {
    okta.polls(HANGS);
    PendingAuthorization pending = start(1);
    long start = System.nanoTime();

    assertThat(catchThrowable(() -> pending.await(Duration.ofMillis(1300))))
        .isInstanceOf(TimedOutException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(1300), Duration.ofMillis(1550));
    assertThat(okta.pollTimes).hasSize(1);
  }

  @Test
  void anInterruptEndsStarting() throws Exception {
    okta.authorization(HANGS);
    DeviceAuthorizationService service = okta.builder().build();
    Waiter waiter = new Waiter(() -> service.start());
    until(() -> okta.requests.size() == 2);
    long start = System.nanoTime();
    waiter.thread.interrupt();

    assertThat(waiter.thrown()).isInstanceOf(CancelledException.class);
    assertThat(waiter.flag).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
  }

  private PendingAuthorization start(long interval) {
    okta.authorization(json(200, okta.challenge().replace(":5}", ":" + interval + "}")));
    return okta.builder().time(MonotonicTime.SYSTEM).build().start();
  }

  private void onceAPollIsThere(Runnable action) {
    until(() -> okta.pollTimes.size() == 1);
    action.run();
  }

  private static void endsWithin200Ms(
      PendingAuthorization pending, Consumer<Thread> end, boolean flag) throws Exception {
    Waiter waiter = new Waiter(pending);
    until(() -> waiter.thread.getState() == Thread.State.TIMED_WAITING);
    end.accept(waiter.thread);
    long start = System.nanoTime();

    assertThat(waiter.thrown()).isInstanceOf(CancelledException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
    assertThat(waiter.flag.get()).isEqualTo(flag);
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(end - System.nanoTime()).as("time left").isPositive();
      Thread.onSpinWait();
    }
  }

  /** A thread that waits, and what came of it. */
  private static final class Waiter {
    private final CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    private final AtomicBoolean flag = new AtomicBoolean();
    private final Thread thread;

    Waiter(PendingAuthorization pending) {
      this(pending::await);
    }

    Waiter(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
      thread =
          new Thread(
              () -> {
                Throwable t = catchThrowable(call);
                flag.set(Thread.currentThread().isInterrupted());
                thrown.complete(t);
              });
      thread.setDaemon(true);
      thread.start();
    }

    Throwable thrown() throws Exception {
      return thrown.get(10, TimeUnit.SECONDS);
    }
  }
}
