package io.github.oktaaws.store;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A map, and a lock for each key, by the keys' ids. */
final class MemoryTokenStore implements TokenStore {

  private final Map<String, Kept> entries = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** An entry, and the id of the sign-in that it ends with. */
  private static final class Kept {
    final String signIn;
    final byte[] entry;

    Kept(String signIn, byte[] entry) {
      this.signIn = signIn;
      this.entry = entry;
    }
  }

  @Override
  public Optional<byte[]> read(StoreKey key) {
    return Optional.ofNullable(entries.get(key.id())).map(kept -> kept.entry.clone());
  }

  @Override
  public void write(StoreKey key, byte[] entry) {
    entries.put(key.id(), new Kept(key.signIn().id(), entry.clone()));
  }

  @Override
  public void remove(StoreKey key) {
    String id = key.id();
    entries.remove(id);
    if (key instanceof SignInKey) {
      entries.values().removeIf(kept -> kept.signIn.equals(id));
    }
  }

  @Override
  public Lock lock(StoreKey key, Duration atMost) {
    ReentrantLock lock = locks.computeIfAbsent(key.id(), any -> new ReentrantLock());
    if (lock.isHeldByCurrentThread()) {
      throw new ConfigurationException(
          "A token store's lock was wanted by the thread that holds it.",
          "Let a prompt, selector or step of yours not call the session, nor one on its store.");
    }
    try {
      if (!lock.tryLock(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS)) {
        throw new TimedOutException(
            "another thread's use of the token store", ErrorContext.at(Step.SIGN_IN));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(
          "waiting for another thread's use of the token store",
          ErrorContext.at(Step.SIGN_IN).cause(e));
    }
    return lock::unlock;
  }

  /** Prints no entry. */
  @Override
  public String toString() {
    return "TokenStore[in memory, " + entries.size() + " entries]";
  }
}
