package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.TimedOutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link TokenStore} promises, as tests. Extend it in the tests of a store of your own
 * and say how to make one. It needs JUnit 5 and AssertJ.
 *
 * <p>A store whose entries outlive the object, or are shared with other processes, promises more:
 * extend {@link SharedTokenStoreContract}.
 *
 * <p>Keys are made up from a seed that a failure prints; run it again with {@code
 * -Dokta-aws.seed=…}. Entries have up to 20,000 bytes. Nothing here sleeps; a test that hangs ends
 * after a minute.
 */
@Timeout(60)
public abstract class TokenStoreContract {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final int ROUNDS = 3;

  private final long seed = Long.getLong("okta-aws.seed", new Random().nextLong());
  private final StoreKeys keys = new StoreKeys(seed);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  final SignInKey signIn = keys.signIn();
  final RoleKey role = keys.role(signIn);
  TokenStore store;

  /** For subclasses. */
  protected TokenStoreContract() {}

  /**
   * Makes the store that is to be tested.
   *
   * @return a store with nothing in it; each test asks for one
   */
  protected abstract TokenStore newStore();

  @BeforeEach
  final void makeStore() {
    store = newStore();
  }

  @AfterEach
  final void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void whatWasNeverWrittenIsEmpty() {
    assertThat(store.read(signIn)).isEmpty();
    assertThat(store.read(role)).isEmpty();
  }

  @Test
  void whatWasWrittenIsReadWhateverItsBytes() {
    byte[] large = new byte[20_000];
    new Random(seed).nextBytes(large);
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    for (byte[] entry : List.of(new byte[] {0}, every, large)) {
      store.write(signIn, entry);
      assertThat(store.read(signIn)).as("seed %d", seed).hasValue(entry);
    }
  }

  @Test
  void theLastWriteWins() {
    store.write(role, bytes("first"));
    store.write(role, bytes("second, which is longer"));
    assertRead(role, "second, which is longer");
    store.write(role, bytes("third"));
    assertRead(role, "third");
  }

  @Test
  void whatTheCallerDoesToAnArrayDoesNotChangeTheEntry() {
    byte[] given = bytes("entry");
    store.write(signIn, given);
    Arrays.fill(given, (byte) 0);
    assertRead(signIn, "entry");

    Arrays.fill(store.read(signIn).orElseThrow(), (byte) 0);
    assertRead(signIn, "entry");
  }

  @Test
  void keysThatDifferInOneFieldNeverShareAnEntry() {
    for (int round = 0; round < ROUNDS; round++) {
      SignInKey oneSignIn = keys.signIn();
      RoleKey oneRole = keys.role(oneSignIn);
      nothingIsSharedBetween(oneSignIn, keys.othersThan(oneSignIn));
      nothingIsSharedBetween(oneRole, keys.othersThan(oneRole));
    }
  }

  private void nothingIsSharedBetween(StoreKey one, List<StoreKeys.Other> others) {
    store.remove(one.signIn());
    store.write(one, bytes("one"));
    for (StoreKeys.Other other : others) {
      assertThat(store.read(other.key()))
          .as("seed %d: %s for other %s", seed, one, other.difference())
          .isEmpty();
    }
    Map<StoreKey, String> written = new HashMap<>();
    written.put(one, "one");
    for (StoreKeys.Other other : others) {
      store.write(other.key(), bytes(other.difference()));
      written.put(other.key(), other.difference());
    }
    assertThat(written).as("seed %d: keys", seed).hasSize(others.size() + 1);
    written.forEach(this::assertRead);
  }

  @Test
  void theOrderOfScopesDoesNotMatter() {
    List<String> scopes = new ArrayList<>(signIn.scopes());
    store.write(withScopes(scopes), bytes("entry"));
    for (int turn = 0; turn < scopes.size(); turn++) {
      scopes.add(scopes.remove(0));
      assertRead(withScopes(scopes), "entry");
    }
  }

  private SignInKey withScopes(List<String> scopes) {
    return new SignInKey(
        signIn.org(),
        signIn.authorizationServer(),
        signIn.clientId(),
        new LinkedHashSet<>(scopes),
        signIn.flow(),
        signIn.loginHint());
  }

  @Test
  void aRemovedRoleIsGoneAndNothingElse() {
    RoleKey otherRole = keys.role(signIn);
    store.write(signIn, bytes("tokens"));
    store.write(role, bytes("credentials"));
    store.write(otherRole, bytes("other credentials"));

    store.remove(role);

    assertThat(store.read(role)).isEmpty();
    assertRead(signIn, "tokens");
    assertRead(otherRole, "other credentials");
  }

  @Test
  void aRemovedSignInTakesAllItsRolesAndNothingOfAnother() {
    RoleKey otherRole = keys.role(signIn);
    store.write(signIn, bytes("tokens"));
    store.write(role, bytes("credentials"));
    store.write(otherRole, bytes("other credentials"));
    List<StoreKeys.Other> others = keys.othersThan(signIn);
    for (StoreKeys.Other other : others) {
      store.write(other.key(), bytes(other.difference()));
      store.write(keys.role(other.key().signIn()), bytes("credentials"));
    }
    RoleKey roleOfAnother = keys.role(keys.signIn());
    store.write(roleOfAnother, bytes("credentials"));

    store.remove(signIn);

    assertThat(store.read(signIn)).isEmpty();
    assertThat(store.read(role)).isEmpty();
    assertThat(store.read(otherRole)).isEmpty();
    assertRead(roleOfAnother, "credentials");
    others.forEach(other -> assertRead(other.key(), other.difference()));
  }

  @Test
  void rolesOfASignInThatWasNeverWrittenAreRemovedWithIt() {
    store.write(role, bytes("credentials"));
    store.remove(signIn);
    assertThat(store.read(role)).isEmpty();
  }

  @Test
  void removingWhatIsNotThereIsNoError() {
    store.remove(role);
    store.remove(signIn);
    store.write(signIn, bytes("tokens"));
    store.remove(signIn);
    store.remove(signIn);
    assertThat(store.read(signIn)).isEmpty();
  }

  @Test
  void whatWasRemovedCanBeWrittenAgain() {
    store.write(role, bytes("old"));
    store.remove(signIn);
    store.write(role, bytes("new"));
    assertRead(role, "new");
  }

  @Test
  void aFreeLockIsHadWithoutWaiting() {
    store.lock(signIn, Duration.ZERO).close();
    store.lock(role, Duration.ZERO).close();
  }

  @Test
  void aLockIsHadAgainOnceItWasClosed() {
    for (int i = 0; i < 3; i++) {
      store.lock(role, Duration.ZERO).close();
      assertThat(elsewhere(() -> attempt(store, role))).isNull();
    }
  }

  @Test
  void aHeldLockIsRefusedAtOnceToWhoDoesNotWait() {
    holding(
        role,
        () -> {
          long began = System.nanoTime();
          assertThat(elsewhere(() -> attempt(store, role))).isInstanceOf(TimedOutException.class);
          assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
        });
    assertThat(elsewhere(() -> attempt(store, role))).isNull();
  }

  @Test
  void aWaitEndsAfterItsTime() {
    holding(
        signIn,
        () ->
            assertThat(
                    elsewhere(
                        () -> catchThrowable(() -> store.lock(signIn, Duration.ofMillis(50)))))
                .isInstanceOf(TimedOutException.class));
  }

  @Test
  void whoWaitsGetsTheLockWhenItIsClosed() {
    CompletableFuture<Thread> waiter = new CompletableFuture<>();
    TokenStore.Lock lock = store.lock(signIn, Duration.ZERO);
    Future<Boolean> waiting;
    try {
      waiting =
          started(
              () -> {
                waiter.complete(Thread.currentThread());
                store.lock(signIn, PATIENCE).close();
                return true;
              });
      letWait(waiter.join());
      assertThat(waiting.isDone()).isFalse();
    } finally {
      lock.close();
    }
    assertThat(result(waiting)).isTrue();
  }

  @Test
  void aLockIsHeldByOneThreadAtATime() {
    AtomicInteger inside = new AtomicInteger();
    int[] total = new int[1];
    List<Future<Integer>> all = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      all.add(
          started(
              () -> {
                int most = 0;
                for (int i = 0; i < 10; i++) {
                  TokenStore.Lock lock = store.lock(signIn, PATIENCE);
                  try {
                    most = Math.max(most, inside.incrementAndGet());
                    int before = total[0];
                    store.read(role);
                    total[0] = before + 1;
                    inside.decrementAndGet();
                  } finally {
                    lock.close();
                  }
                }
                return most;
              }));
    }
    assertThat(all).allSatisfy(each -> assertThat(result(each)).isEqualTo(1));
    assertThat(total[0]).isEqualTo(80);
  }

  @Test
  void anInterruptedWaitIsCancelledWithTheFlagSetAgain() {
    CompletableFuture<Thread> waiter = new CompletableFuture<>();
    holding(
        signIn,
        () -> {
          Future<Boolean> flag =
              started(
                  () -> {
                    waiter.complete(Thread.currentThread());
                    assertThat(catchThrowable(() -> store.lock(signIn, PATIENCE)))
                        .isInstanceOf(CancelledException.class);
                    return Thread.interrupted();
                  });
          letWait(waiter.join());
          waiter.join().interrupt();
          assertThat(result(flag)).isTrue();
        });
    assertThat(elsewhere(() -> attempt(store, signIn))).isNull();
  }

  @Test
  void aWaitOfAThreadThatIsInterruptedAlreadyIsCancelledToo() {
    holding(
        signIn,
        () ->
            assertThat(
                    elsewhere(
                        () -> {
                          Thread.currentThread().interrupt();
                          Throwable thrown = catchThrowable(() -> store.lock(signIn, PATIENCE));
                          assertThat(Thread.interrupted()).isTrue();
                          return thrown;
                        }))
                .isInstanceOf(CancelledException.class));
  }

  @Test
  void aThreadThatLocksAKeyTwiceIsToldSoAndNotLeftWaiting() {
    for (StoreKey key : List.of(signIn, role)) {
      holding(
          key,
          () ->
              assertThat(catchThrowable(() -> store.lock(key, PATIENCE)))
                  .isInstanceOf(ConfigurationException.class));
      assertThat(elsewhere(() -> attempt(store, key))).isNull();
    }
  }

  @Test
  void aSignInCanBeLockedByWhoHoldsARoleOfIt() {
    holding(
        role,
        () ->
            holding(
                signIn,
                () -> {
                  assertThat(elsewhere(() -> attempt(store, role)))
                      .isInstanceOf(TimedOutException.class);
                  assertThat(elsewhere(() -> attempt(store, signIn)))
                      .isInstanceOf(TimedOutException.class);
                }));
    assertThat(elsewhere(() -> attempt(store, role))).isNull();
    assertThat(elsewhere(() -> attempt(store, signIn))).isNull();
  }

  @Test
  void locksOfDifferentKeysDoNotExcludeEachOther() {
    List<StoreKeys.Other> others = keys.othersThan(role);
    holding(
        role,
        () ->
            others.forEach(
                other ->
                    assertThat(elsewhere(() -> attempt(store, other.key())))
                        .as("seed %d: %s", seed, other.difference())
                        .isNull()));
  }

  @Test
  void whoHoldsALockReadsWritesAndRemoves() {
    holding(
        role,
        () -> {
          store.write(role, bytes("credentials"));
          assertRead(role, "credentials");
          store.remove(role);
          assertThat(store.read(role)).isEmpty();
        });
  }

  @Test
  void whoeverReadsWhileOthersWriteSeesAnEntryWhole() {
    store.write(role, block(0));
    AtomicInteger writing = new AtomicInteger(4);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int writer = 1; writer <= 4; writer++) {
      int first = writer;
      all.add(
          started(
              () -> {
                try {
                  for (int i = first; i < 100; i += 4) {
                    store.write(role, block(i));
                  }
                } finally {
                  writing.decrementAndGet();
                }
                return true;
              }));
      all.add(
          started(
              () -> {
                do {
                  assertWhole(store.read(role));
                } while (writing.get() > 0);
                return true;
              }));
    }
    all.forEach(each -> assertThat(result(each)).isTrue());
    assertWhole(store.read(role));
  }

  /** As long as its bytes tell, which are all the same. */
  private static byte[] block(int number) {
    byte[] block = new byte[1 + number * 150];
    Arrays.fill(block, (byte) number);
    return block;
  }

  private static void assertWhole(Optional<byte[]> read) {
    assertThat(read).as("an entry that was written before").isPresent();
    assertThat(read.orElseThrow()).isEqualTo(block(read.orElseThrow()[0]));
  }

  @Test
  void nothingPrintsAnEntry() {
    String entry = "an-entry-that-nobody-may-print";
    store.write(signIn, bytes(entry));
    store.write(role, bytes(entry));
    holding(role, () -> assertThat(store.toString()).doesNotContain(entry));
    TokenStore.Lock lock = store.lock(signIn, Duration.ZERO);
    lock.close();
    assertThat(lock.toString()).doesNotContain(entry);
  }

  final void assertRead(StoreKey key, String entry) {
    assertThat(store.read(key).map(bytes -> new String(bytes, UTF_8)))
        .as("seed %d: %s", seed, key)
        .hasValue(entry);
  }

  static byte[] bytes(String entry) {
    return entry.getBytes(UTF_8);
  }

  final void holding(StoreKey key, Runnable work) {
    TokenStore.Lock lock = store.lock(key, PATIENCE);
    try {
      work.run();
    } finally {
      lock.close();
    }
  }

  /** What is thrown at who wants a lock without waiting; none if it is had, and closed again. */
  static @Nullable Throwable attempt(TokenStore store, StoreKey key) {
    return catchThrowable(() -> store.lock(key, Duration.ZERO).close());
  }

  /** The result of work on another thread. */
  final <T extends @Nullable Object> T elsewhere(Callable<T> work) {
    return result(started(work));
  }

  private <T extends @Nullable Object> Future<T> started(Callable<T> work) {
    return threads.submit(work);
  }

  private static <T extends @Nullable Object> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("on another thread", e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError("took too long", e);
    }
  }

  /**
   * Until it waits; who waits in no way that shows has had its chance, and must end all the same.
   */
  private static void letWait(Thread thread) {
    long deadline = System.nanoTime() + Duration.ofMillis(200).toNanos();
    while (thread.getState() == Thread.State.RUNNABLE && System.nanoTime() - deadline < 0) {
      Thread.onSpinWait();
    }
  }
}
