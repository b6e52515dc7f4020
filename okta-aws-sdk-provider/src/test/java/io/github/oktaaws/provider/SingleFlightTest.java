package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The races that cannot be met by chance. */
@Timeout(120)
class SingleFlightTest {

  private final AtomicInteger calls = new AtomicInteger();
  private final List<String> published = new CopyOnWriteArrayList<>();
  private final List<String> news = new CopyOnWriteArrayList<>();
  private final List<Boolean> underWayWhenPublished = new CopyOnWriteArrayList<>();
  private final List<Boolean> underWayWhenTold = new CopyOnWriteArrayList<>();
  private volatile boolean clumsy;
  private final CancelledForTest reason = new CancelledForTest();

  private static final class CancelledForTest extends RuntimeException {}

  @Test
  void whereNoThreadCanBeStartedNobodyWaitsAndTheNextCallTriesAgain() throws Exception {
    OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
    ConcurrentLinkedQueue<Runnable> starts = new ConcurrentLinkedQueue<>();
    starts.add(
        () -> {
          throw noThread;
        });
    SingleFlight<String, String> flights = flights(() -> "value", starting(starts));

    assertThatThrownBy(() -> flights.join("it").result().get(60, SECONDS)).hasCause(noThread);
    assertThat(flights.join("it").result().get(60, SECONDS)).isEqualTo("value");
    assertThat(calls).hasValue(1);
  }

  @Test
  void aFlightThatIsCancelledBeforeItsThreadRunsDoesNoWork() throws Exception {
    ConcurrentLinkedQueue<Runnable> starts = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    ThreadFactory factory = starting(starts);
    SingleFlight<String, String> flights =
        flights(
            () -> "value",
            flight -> {
              threads.add(factory.newThread(flight));
              return threads.get(threads.size() - 1);
            });
    starts.add(() -> flights.cancel(order -> true, reason));

    assertThatThrownBy(() -> flights.join("it").result().get(60, SECONDS)).hasCause(reason);
    threads.get(0).join();
    assertThat(calls).hasValue(0);
    assertThat(flights.join("it").result().get(60, SECONDS)).isEqualTo("value");
    assertThat(calls).hasValue(1);
  }

  @Test
  void workThatDoesNotHeedItsCancellationHoldsUpNobodyAndPublishesNothing() throws Exception {
    Gate deaf = new Gate();
    SingleFlight<String, String> flights =
        flights(
            () -> {
              if (calls.get() == 1) {
                deaf.runDeaf();
                return "late";
              }
              return "value";
            });
    CompletableFuture<String> first = flights.join("it").result();
    deaf.awaitReached();

    flights.cancel(order -> true, reason);

    assertThatThrownBy(() -> first.get(60, SECONDS)).hasCause(reason);
    CompletableFuture<String> second = flights.join("it").result();
    assertThat(second.get(60, SECONDS)).isEqualTo("value");
    deaf.open();
    Callers.eventually(() -> flightsInTheAir().isEmpty());
    assertThat(published).containsExactly("value");
  }

  @Test
  void cancellingWhenNothingIsUnderWayEndsNoLaterFlight() throws Exception {
    SingleFlight<String, String> flights = flights(() -> "value");
    flights.cancel(order -> true, reason);
    assertThat(flights.join("it").result().get(60, SECONDS)).isEqualTo("value");
    flights.cancel(order -> true, reason);
    assertThat(flights.join("it").result().get(60, SECONDS)).isEqualTo("value");
    assertThat(calls).hasValue(2);
  }

  @Test
  void aFlightThatWasStartedForSomethingElseIsNotCancelled() throws Exception {
    Gate gate = new Gate();
    SingleFlight<String, String> flights =
        flights(
            () -> {
              gate.run();
              return "value";
            });
    CompletableFuture<String> result = flights.join("it").result();
    gate.awaitReached();
    flights.cancel("another"::equals, reason);
    gate.open();
    assertThat(result.get(60, SECONDS)).isEqualTo("value");
  }

  /** Elasticsearch's provider forgets the flight first, so that a second one can start. */
  @Test
  void theValueIsPublishedBeforeAnybodyHearsOfItOrTheNextFlightTakesOff() throws Exception {
    for (int i = 0; i < 500; i++) {
      SingleFlight<String, String> flights = flights(() -> "value");
      int before = published.size();
      assertThat(flights.join("it").result().thenApply(value -> published.size()).get(60, SECONDS))
          .isEqualTo(before + 1);
    }
    assertThat(underWayWhenPublished).hasSize(500).containsOnly(true);
  }

  @Test
  void aFailureIsTakenNoteOfBeforeTheNextFlightTakesOff() {
    SingleFlight<String, String> flights =
        flights(
            () -> {
              throw reason;
            });
    assertThatThrownBy(() -> flights.join("it").result().get(60, SECONDS)).hasCause(reason);
    assertThat(underWayWhenPublished).containsExactly(true);
    assertThat(underWayWhenTold).containsExactly(false);
  }

  @Test
  void cancellingWhileWorkEndsLeavesEitherOutcomeButNobodyWaiting() throws Exception {
    for (int i = 0; i < 500; i++) {
      SingleFlight<String, String> flights = flights(() -> "value");
      CompletableFuture<String> result = flights.join("it").result();
      flights.cancel(order -> true, reason);
      assertThat(
              result.handle((value, failure) -> failure == null ? value : failure).get(60, SECONDS))
          .isIn("value", reason);
      assertThat(flights.join("it").result().get(60, SECONDS)).isEqualTo("value");
    }
  }

  @Test
  void aCancelledFlightStillKnowsItsOwnThread() throws Exception {
    CompletableFuture<Boolean> after = new CompletableFuture<>();
    List<SingleFlight<String, String>> self = new CopyOnWriteArrayList<>();
    self.add(
        flights(
            () -> {
              self.get(0).cancel(order -> true, reason);
              after.complete(self.get(0).isOnOwnThread());
              return "late";
            }));

    assertThatThrownBy(() -> self.get(0).join("it").result().get(60, SECONDS)).hasCause(reason);
    assertThat(after.get(60, SECONDS)).isTrue();
    assertThat(self.get(0).isOnOwnThread()).isFalse();
  }

  @Test
  void whatTheCrewGetsWrongLeavesNobodyWaiting() {
    clumsy = true;
    SingleFlight<String, String> flights =
        flights(
            () -> {
              throw reason;
            });
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> flights.join("it").landing().get(60, SECONDS))
          .hasCauseInstanceOf(IllegalStateException.class);
    }
    assertThat(calls).hasValue(2);
  }

  @Test
  void newsAreToldWhenTheWayIsFreeAndBeforeTheCallersGoOn() throws Exception {
    SingleFlight<String, String> flights = flights(() -> "value");
    assertThat(flights.join("it").landing().thenApply(value -> news.size()).get(60, SECONDS))
        .isEqualTo(1);
    assertThat(underWayWhenTold).containsExactly(false);
  }

  static List<Thread> flightsInTheAir() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("okta-aws-credentials"))
        .toList();
  }

  private SingleFlight<String, String> flights(Supplier<String> work) {
    return flights(work, starting(new ConcurrentLinkedQueue<>()));
  }

  private SingleFlight<String, String> flights(Supplier<String> work, ThreadFactory threads) {
    Crew crew = new Crew(work);
    SingleFlight<String, String> flights = new SingleFlight<>(crew, threads);
    crew.underWay = flights::isUnderWay;
    return flights;
  }

  private final class Crew implements SingleFlight.Crew<String, String> {
    private final Supplier<String> work;
    private volatile BooleanSupplier underWay = () -> false;

    Crew(Supplier<String> work) {
      this.work = work;
    }

    @Override
    public String fly(String order) {
      calls.incrementAndGet();
      return work.get();
    }

    @Override
    public Runnable landed(String order, String value) {
      published.add(value);
      underWayWhenPublished.add(underWay.getAsBoolean());
      return () -> tell(value);
    }

    @Override
    public Runnable failed(String order, Throwable failure) {
      published.add("failed");
      underWayWhenPublished.add(underWay.getAsBoolean());
      if (clumsy) {
        throw new IllegalStateException("the crew's own");
      }
      return () -> tell("failed");
    }

    private void tell(String one) {
      underWayWhenTold.add(underWay.getAsBoolean());
      news.add(one);
    }
  }

  /** Threads that do something before they start; each of the given things once. */
  private static ThreadFactory starting(ConcurrentLinkedQueue<Runnable> befores) {
    return flight ->
        new Thread(flight, "okta-aws-credentials") {
          @Override
          public synchronized void start() {
            Runnable before = befores.poll();
            if (before != null) {
              before.run();
            }
            super.start();
          }
        };
  }
}
