package io.github.oktaaws.store;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entries in files, and in memory what the disk would not take. */
final class FileTokenStore implements TokenStore {

  private static final Logger LOG = LoggerFactory.getLogger(TokenStore.class);

  private final StoreDirectory directory;
  private final Seal seal;
  private final MemoryTokenStore unwritten = new MemoryTokenStore();
  private final AtomicBoolean warned = new AtomicBoolean();

  FileTokenStore(StoreDirectory directory, Seal seal) {
    this.directory = directory;
    this.seal = seal;
  }

  @Override
  public Optional<byte[]> read(StoreKey key) {
    Optional<byte[]> newer = unwritten.read(key);
    if (newer.isPresent()) {
      return newer;
    }
    try {
      directory.prepare();
      Optional<byte[]> file = directory.read(directory.entry(key));
      return file.isPresent() ? seal.open(key, file.get()) : Optional.empty();
    } catch (IOException e) {
      warnOnce(e);
      return Optional.empty();
    }
  }

  @Override
  public void write(StoreKey key, byte[] entry) {
    try {
      directory.prepare();
      directory.replace(directory.entry(key), seal.close(key, entry));
      unwritten.forget(key);
    } catch (IOException e) {
      unwritten.write(key, entry);
      warnOnce(e);
    }
  }

  @Override
  public void remove(StoreKey key) {
    unwritten.remove(key);
    try {
      if (key instanceof SignInKey signIn) {
        directory.deleteAll(signIn);
      } else {
        directory.delete(directory.entry(key));
      }
    } catch (IOException e) {
      warnOnce(e);
    }
  }

  @Override
  public Lock lock(StoreKey key, Duration atMost) {
    try {
      StoreLocks.Held held = directory.locks().acquire(key, atMost).orElseThrow(() -> timedOut());
      return held::release;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(
          "waiting for another use of the token store", ErrorContext.at(Step.SIGN_IN).cause(e));
    } catch (IOException e) {
      warnOnce(e);
      return unwritten.lock(key, atMost);
    }
  }

  private static TimedOutException timedOut() {
    return new TimedOutException(
        "another use of the token store, perhaps by another process",
        ErrorContext.at(Step.SIGN_IN));
  }

  private void warnOnce(IOException e) {
    if (warned.compareAndSet(false, true)) {
      LOG.warn(
          "The token store {} cannot be used ({}: {}); what it should hold stays in memory",
          directory,
          e.getClass().getSimpleName(),
          e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "TokenStore[" + seal + " files in " + directory + "]";
  }
}
