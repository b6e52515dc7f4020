package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.oktaaws.error.TimedOutException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks as the threads of one process see them, and what a process keeps open for them. */
@Timeout(60)
class StoreLocksTest {

  private static final int ROUNDS = 100;

  private final Path root;
  private final Path directory;

  StoreLocksTest(@TempDir Path root) {
    this.root = root;
    this.directory = root.resolve("store");
  }

  private TokenStore store() {
    return TokenStore.files(directory).plaintext();
  }

  private static void assertHeld(TokenStore store, StoreKey key) {
    assertThatThrownBy(
            () ->
                CompletableFuture.runAsync(() -> store.lock(key, Duration.ofMillis(30)).close())
                    .join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TimedOutException.class);
  }

  private static void assertFree(TokenStore store, StoreKey key) {
    CompletableFuture.runAsync(() -> store.lock(key, Duration.ZERO).close()).join();
  }

  @Test
  void excludeThreadsOfOtherStoresOnTheDirectoryUntilTheyAreClosed() {
    TokenStore.Lock lock = store().lock(SampleKeys.JANE, Duration.ZERO);

    assertHeld(store(), SampleKeys.JANE);

    lock.close();
    assertFree(store(), SampleKeys.JANE);
  }

  @Test
  void ofDifferentKeysHaveNothingToDoWithEachOther() {
    TokenStore store = store();
    TokenStore.Lock role = store.lock(SampleKeys.JANES_ROLE, Duration.ZERO);
    TokenStore.Lock signIn = store.lock(SampleKeys.JANE, Duration.ZERO);

    assertFree(store(), SampleKeys.JOHN);
    assertFree(store(), SampleKeys.JANES_OTHER_ROLE);
    assertHeld(store(), SampleKeys.JANE);
    signIn.close();
    assertHeld(store(), SampleKeys.JANES_ROLE);

    role.close();
  }

  @Test
  void areWaitedForAsLongAsAnyDurationSays() {
    for (Duration duration :
        List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ZERO, Duration.ofSeconds(-1))) {
      store().lock(SampleKeys.JANE, duration).close();
      TokenStore.inMemory().lock(SampleKeys.JANE, duration).close();
    }
  }

  /**
   * MSAL4J's persistence extension 1.3.0 deletes its lock file after it has let go of it, so that
   * two processes can hold a lock each, on two files of one name.
   */
  @Test
  void areOnAFileThatIsNeverDeleted() throws IOException {
    TokenStore store = store();
    store.lock(SampleKeys.JANE, Duration.ZERO).close();
    Path file = directory.resolve("lock");
    Object first = Files.readAttributes(file, BasicFileAttributes.class).fileKey();

    store.write(SampleKeys.JANE, "entry".getBytes(UTF_8));
    store.remove(SampleKeys.JANE);
    try (ForkedStore other = ForkedStore.on(directory)) {
      assertThat(other.tell("lock jane 0")).startsWith("locked");
      assertThat(other.tell("unlock")).isEqualTo("unlocked");
    }

    assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
        .isNotNull()
        .isEqualTo(first);
    assertThat(file).isEmptyFile();
  }

  @Test
  void areReachedThroughAnotherNameOfTheDirectoryToo() throws IOException {
    Path alias = Files.createSymbolicLink(root.resolve("alias"), root);
    TokenStore other = TokenStore.files(alias.resolve("store")).plaintext();
    TokenStore.Lock lock = store().lock(SampleKeys.JANE, Duration.ZERO);

    assertHeld(other, SampleKeys.JANE);

    lock.close();
    assertFree(other, SampleKeys.JANE);
  }

  @Test
  void excludeOtherProcessesWhateverThisOneDoesWithTheStoreMeanwhile() throws IOException {
    TokenStore store = store();
    TokenStore.Lock lock = store.lock(SampleKeys.JANE, Duration.ZERO);
    for (TokenStore any :
        List.of(
            store,
            store(),
            TokenStore.files(directory).encryptedWith(KeySource.bytes(new byte[32])))) {
      any.write(SampleKeys.JANE, "entry".getBytes(UTF_8));
      any.read(SampleKeys.JANE);
      any.lock(SampleKeys.JOHN, Duration.ZERO).close();
      assertHeld(any, SampleKeys.JANE);
      any.remove(SampleKeys.JANE);
    }

    try (ForkedStore other = ForkedStore.on(directory)) {
      assertThat(other.tell("lock jane 100")).startsWith("TimedOutException");
      lock.close();
      assertThat(other.tell("lock jane 5000")).startsWith("locked");
    }
  }

  @Test
  void excludeThreadsThatFindTheDirectoryMadeAnew() throws IOException {
    TokenStore.Lock lock = store().lock(SampleKeys.JANE, Duration.ZERO);
    Files.move(directory, root.resolve("gone"));

    assertHeld(store(), SampleKeys.JANE);

    lock.close();
    assertFree(store(), SampleKeys.JANE);
  }

  @Test
  void excludeOtherProcessesThatFindTheDirectoryMadeAnew() throws IOException {
    TokenStore store = store();
    store.lock(SampleKeys.JANE, Duration.ZERO).close();
    try (ForkedStore other = ForkedStore.on(directory)) {
      other.tell("lock jane 0");
      other.tell("unlock");
      Files.move(directory, root.resolve("gone"));

      assertThat(other.tell("lock jane 0")).startsWith("locked");
      assertHeld(store, SampleKeys.JANE);
      assertThat(other.tell("unlock")).isEqualTo("unlocked");

      TokenStore.Lock lock = store.lock(SampleKeys.JANE, Duration.ZERO);
      assertThat(other.tell("lock jane 50")).startsWith("TimedOutException");
      lock.close();
    }
  }

  @Test
  void areHadByAWaiterOnlyInTheDirectoryThatIsThere() throws Exception {
    TokenStore store = store();
    TokenStore.Lock old = store.lock(SampleKeys.JANE, Duration.ZERO);
    try (ForkedStore waiter = ForkedStore.on(directory);
        ForkedStore newcomer = ForkedStore.on(root.resolve("new"))) {
      newcomer.tell("lock jane 0");
      assertThat(waiter.tell("lock jane 50")).startsWith("TimedOutException");
      waiter.send("lock jane 300");
      Files.move(directory, root.resolve("gone"));
      Files.move(root.resolve("new"), directory);

      old.close();

      assertThat(waiter.answer()).startsWith("TimedOutException");
    }
  }

  @Test
  void excludeTheSameLibraryInAnotherClassLoader() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger violations = new AtomicInteger();
    List<CompletableFuture<Void>> both = new ArrayList<>();
    // the common pool may have one thread only
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (URLClassLoader one = loader();
        URLClassLoader two = loader()) {
      Runnable first = rounds(one, inside, violations);
      Runnable second = rounds(two, inside, violations);
      assertThat(first.getClass()).isNotEqualTo(second.getClass());
      both.add(CompletableFuture.runAsync(first, threads));
      both.add(CompletableFuture.runAsync(second, threads));
      both.forEach(CompletableFuture::join);
    } finally {
      threads.shutdown();
    }

    assertThat(violations).hasValue(0);
    assertThat(inside).hasValue(0);
  }

  /** What each class loader's library does; the counters are theirs in common. */
  public static final class Rounds implements Callable<Runnable> {
    private final Path directory;
    private final AtomicInteger inside;
    private final AtomicInteger violations;

    public Rounds(Path directory, AtomicInteger inside, AtomicInteger violations) {
      this.directory = directory;
      this.inside = inside;
      this.violations = violations;
    }

    @Override
    public Runnable call() {
      return () -> {
        TokenStore store = TokenStore.files(directory).plaintext();
        for (int i = 0; i < ROUNDS; i++) {
          TokenStore.Lock lock = store.lock(SampleKeys.JANE, Duration.ofSeconds(30));
          if (inside.incrementAndGet() != 1) {
            violations.incrementAndGet();
          }
          store.write(SampleKeys.JANE, StoreProcess.entry(100, Integer.toString(i)));
          inside.decrementAndGet();
          lock.close();
        }
      };
    }
  }

  private Runnable rounds(ClassLoader loader, AtomicInteger inside, AtomicInteger violations)
      throws Exception {
    Callable<?> rounds =
        (Callable<?>)
            loader
                .loadClass(Rounds.class.getName())
                .getConstructor(Path.class, AtomicInteger.class, AtomicInteger.class)
                .newInstance(directory, inside, violations);
    return (Runnable) rounds.call();
  }

  private static URLClassLoader loader() throws MalformedURLException {
    List<URL> places = new ArrayList<>();
    for (Path place : ForkedStore.places()) {
      places.add(place.toUri().toURL());
    }
    return new URLClassLoader(places.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  @Test
  void areKeptByOneDescriptorAndNoThreadHoweverManyStoresThereWere() {
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    use(0);
    long descriptors = system.getOpenFileDescriptorCount();
    int threads = Thread.activeCount();

    for (int i = 1; i <= 1000; i++) {
      use(i);
    }

    // the first use has opened the lock's
    assertThat(system.getOpenFileDescriptorCount()).isLessThanOrEqualTo(descriptors);
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
  }

  private void use(int i) {
    TokenStore store = TokenStore.files(directory).encryptedWith(KeySource.bytes(new byte[32]));
    TokenStore.Lock lock = store.lock(SampleKeys.JANE, Duration.ZERO);
    store.write(SampleKeys.JANE, new byte[] {(byte) i});
    assertThat(store.read(SampleKeys.JANE)).contains(new byte[] {(byte) i});
    lock.close();
  }
}
