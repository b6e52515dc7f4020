package io.github.oktaaws.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EarlyConnectionTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final EarlyConnection connection = new EarlyConnection(nanos::get);
  private final AtomicInteger opened = new AtomicInteger();

  private boolean open() {
    opened.incrementAndGet();
    return true;
  }

  @Test
  void aConnectionThatWasUsedAMomentAgoIsNotOpenedAgain() {
    connection.open(this::open);
    nanos.addAndGet(Duration.ofSeconds(14).toNanos());
    connection.open(this::open);

    assertThat(opened).hasValue(1);
    assertThat(connection.isLikelyOpen()).isTrue();
  }

  @Test
  void anIdleOneIs() {
    connection.open(this::open);
    nanos.addAndGet(Duration.ofSeconds(16).toNanos());

    assertThat(connection.isLikelyOpen()).isFalse();
    connection.open(this::open);
    assertThat(opened).hasValue(2);
  }

  @Test
  void oneThatCouldNotBeOpenedIsNotTakenToBeOpen() {
    connection.open(() -> false);

    assertThat(connection.isLikelyOpen()).isFalse();
  }

  @Test
  void oneCallWaitsWhileItIsBeingOpenedAndTheOthersGoAhead() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    Thread opening =
        new Thread(
            () ->
                connection.open(
                    () -> {
                      begun.countDown();
                      return reached(answered);
                    }));
    opening.start();
    begun.await();
    Thread first = new Thread(connection::awaitOpening);
    first.start();
    while (first.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    connection.awaitOpening();
    assertThat(first.isAlive()).isTrue();
    answered.countDown();
    first.join();
    opening.join();
    assertThat(connection.isLikelyOpen()).isTrue();
  }

  @Test
  void aWaitThatIsInterruptedLeavesTheFlagToTheCall() throws Exception {
    connection.open(
        () -> {
          Thread.currentThread().interrupt();
          connection.awaitOpening();
          return true;
        });

    assertThat(Thread.interrupted()).isTrue();
  }

  private static boolean reached(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
