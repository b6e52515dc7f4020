package io.github.oktaaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.internal.http.OpensEarly;
import io.github.oktaaws.internal.http.Rehearses;
import io.github.oktaaws.saml.SamlAssertionService;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PreparationTest {

  private static final String ROLE = "arn:aws-cn:iam::123456789012:role/Analyst";

  private final Step step = new Step();
  private @Nullable Preparation preparation;

  /** Tells what is done to it, and on which thread. */
  private static final class Step implements Rehearses, OpensEarly {
    final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    volatile boolean open;
    volatile boolean broken;

    @Override
    public void rehearse() {
      tell("rehearsed");
    }

    @Override
    public void requireRegion(String partition) {
      tell("required in " + partition);
    }

    @Override
    public void makeClient(String partition) {
      tell("made in " + partition);
    }

    @Override
    public boolean isLikelyOpen(String partition) {
      return open;
    }

    @Override
    public void openEarly(String partition) {
      tell("opened in " + partition);
    }

    private void tell(String what) {
      threads.add(Thread.currentThread());
      done.add(what);
      if (broken) {
        throw new NoClassDefFoundError("a library that is not there");
      }
    }

    String next() throws InterruptedException {
      return String.valueOf(done.poll(5, TimeUnit.SECONDS));
    }

    String nextAfterRehearsals() throws InterruptedException {
      String next = next();
      while (next.equals("rehearsed")) {
        next = next();
      }
      return next;
    }
  }

  private Preparation preparation(@Nullable String roleArn, Duration look, Object... steps) {
    preparation = new Preparation(roleArn, List.of(steps), look);
    return preparation;
  }

  @AfterEach
  void end() {
    if (preparation != null) {
      preparation.end();
    }
  }

  @Test
  void classesComeFirstAndTheConnectionIsKeptOpenUntilTheSignInEnds() throws Exception {
    preparation(ROLE, Duration.ofMillis(1), step).start();

    assertThat(step.next()).isEqualTo("rehearsed");
    assertThat(step.next()).isEqualTo("opened in aws-cn");
    assertThat(step.nextAfterRehearsals()).isEqualTo("opened in aws-cn");
    assertThat(step.next()).isEqualTo("opened in aws-cn");
  }

  @Test
  void theThreadIsADaemonAndEndsWithTheSignIn() throws Exception {
    Preparation begun = preparation(ROLE, Duration.ofHours(1), step);
    begun.start();
    Thread thread = step.threads.take();
    begun.end();
    thread.join();

    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread).isNotSameAs(Thread.currentThread());
  }

  @Test
  void aSecondStartBeforeTheEndIsTheSamePreparation() throws Exception {
    Preparation begun = preparation(ROLE, Duration.ofHours(1), step);
    begun.start();
    begun.start();
    Thread thread = step.threads.take();
    begun.end();
    thread.join();

    assertThat(step.done).filteredOn("opened in aws-cn"::equals).hasSize(1);
  }

  @Test
  void theNextSignInIsPreparedAgain() throws Exception {
    Preparation begun = preparation(ROLE, Duration.ofHours(1), step);
    begun.start();
    Thread first = step.threads.take();
    begun.end();
    first.join();
    step.done.clear();
    begun.start();

    assertThat(step.next()).isEqualTo("rehearsed");
  }

  @Test
  void whatCannotBePreparedHarmsNothing() throws Exception {
    step.broken = true;
    preparation(ROLE, Duration.ofMillis(1), step).start();

    assertThat(step.next()).isEqualTo("rehearsed");
    assertThat(step.next()).isEqualTo("opened in aws-cn");
    assertThat(step.nextAfterRehearsals()).isEqualTo("opened in aws-cn");
  }

  @Test
  void connectOpensOnlyWhatIsNotOpenAndRehearsesNothing() throws Exception {
    Preparation made = preparation(ROLE, Duration.ofHours(1), step);
    step.open = true;
    made.connect();
    step.open = false;
    made.connect();
    step.threads.take().join();

    assertThat(step.done).containsExactly("opened in aws-cn");
  }

  @Test
  void clientsAreMadeOnAnotherThreadAndNothingIsOpened() throws Exception {
    preparation(ROLE, Duration.ofHours(1), step).makeClients();
    Thread thread = step.threads.take();
    thread.join();

    assertThat(thread).isNotSameAs(Thread.currentThread());
    assertThat(step.done).containsExactly("made in aws-cn");
  }

  @Test
  void aRegionIsRequiredOfARoleThatIsKnown() {
    preparation(null, Duration.ofHours(1), step).requireRegion();
    assertThat(step.done).isEmpty();

    preparation(ROLE, Duration.ofHours(1), step).requireRegion();
    assertThat(step.done).containsExactly("required in aws-cn");
  }

  @Test
  void aRoleThatIsNotKnownYetIsTakenToBeInAws() throws Exception {
    preparation(null, Duration.ofHours(1), step).connect();

    assertThat(step.next()).isEqualTo("opened in aws");
  }

  @Test
  void stepsOfTheCallersOwnAreLeftAlone() {
    SamlAssertionService own =
        token -> {
          throw new AssertionError("not to be asked");
        };
    Preparation made = preparation(ROLE, Duration.ofMillis(1), own);
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    made.start();
    made.connect();

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .extracting(Thread::getName)
        .doesNotContain("okta-aws-preparation");
  }
}
