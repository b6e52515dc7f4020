package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.CancelledException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt ends waiting and loses nothing. */
@Timeout(30)
class InterruptedStoreTest {

  private static final byte[] ENTRY = "entry".getBytes(UTF_8);

  private final Path directory;
  private final TokenStore store;

  InterruptedStoreTest(@TempDir Path root) {
    this.directory = root.resolve("store");
    this.store = store();
  }

  private TokenStore store() {
    return TokenStore.files(directory).encryptedWith(KeySource.bytes(new byte[32]));
  }

  @AfterEach
  void clearFlag() {
    assertThat(Thread.interrupted()).as("the flag is kept by every test").isTrue();
  }

  @Test
  void whatAnInterruptedThreadWritesIsOnTheDisk() {
    Thread.currentThread().interrupt();

    store.write(SampleKeys.JANE, ENTRY);

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(store.read(SampleKeys.JANE)).contains(ENTRY);
    assertThat(store().read(SampleKeys.JANE)).contains(ENTRY);
  }

  @Test
  void whatAnInterruptedThreadWritesIsForcedToo() throws Exception {
    new StoreDirectory(directory).prepare();
    Thread.currentThread().interrupt();

    assertThat(StoreDirectory.force(directory)).isTrue();
  }

  @Test
  void anInterruptedThreadRemoves() {
    store.write(SampleKeys.JANE, ENTRY);
    Thread.currentThread().interrupt();

    store.remove(SampleKeys.JANE);

    assertThat(store().read(SampleKeys.JANE)).isEmpty();
  }

  @Test
  void theLocksOutliveAnInterrupt() {
    Thread.currentThread().interrupt();
    store.write(SampleKeys.JANE, ENTRY);
    assertThat(Thread.interrupted()).isTrue();

    store.lock(SampleKeys.JANE, Duration.ZERO).close();

    Thread.currentThread().interrupt();
  }

  @Test
  void anInterruptedThreadDoesNotWaitForALock() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> store.lock(SampleKeys.JANE, Duration.ofHours(1)))
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();

    store.lock(SampleKeys.JANE, Duration.ZERO).close();
    Thread.currentThread().interrupt();
  }

  @Test
  void waitingForAnotherThreadsLockEndsWithAnInterrupt() throws Exception {
    TokenStore.Lock held = store.lock(SampleKeys.JANE, Duration.ZERO);

    assertThat(interruptedWait()).isInstanceOf(CancelledException.class);

    held.close();
    Thread.currentThread().interrupt();
  }

  /** MSAL4J swallows the interrupt. */
  @Test
  void waitingForAnotherProcessesLockEndsWithAnInterrupt() throws Exception {
    try (ForkedStore other = ForkedStore.on(directory)) {
      assertThat(other.tell("lock jane 0")).startsWith("locked");

      assertThat(interruptedWait()).isInstanceOf(CancelledException.class);
    }
    Thread.currentThread().interrupt();
  }

  /** How a thread's waiting ended. */
  private Throwable interruptedWait() throws InterruptedException {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    AtomicBoolean flag = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              started.countDown();
              try {
                store.lock(SampleKeys.JANE, Duration.ofHours(1));
              } catch (RuntimeException e) {
                flag.set(Thread.currentThread().isInterrupted());
                end.complete(e);
              }
            });
    thread.start();
    started.await();
    Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    long began = System.nanoTime();
    thread.interrupt();
    thread.join();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
    assertThat(flag).isTrue();
    return end.join();
  }
}
