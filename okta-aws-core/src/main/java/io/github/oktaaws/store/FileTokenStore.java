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
  private final Unwritten unwritten = new Unwritten();
  private final AtomicBoolean warned = new AtomicBoolean();

  FileTokenStore(StoreDirectory directory, Seal seal) {
    this.directory = directory;
    this.seal = seal;
  }

  @Override
  public Optional<byte[]> read(StoreKey key) {
    Optional<byte[]> newer = inMemory(key);
    if (newer.isPresent()) {
      return newer;
    }
    try {
      prepare(key);
      unwritten.seen(key, directory.stampOf(key));
      Optional<byte[]> file = directory.read(directory.entry(key));
      return file.isPresent() ? seal.open(key, file.get()) : Optional.empty();
    } catch (IOException e) {
      warnOnce(e);
      return Optional.empty();
    }
  }

  private Optional<byte[]> inMemory(StoreKey key) {
    return unwritten.has(key) ? unwritten.read(key, directory.stampOf(key)) : Optional.empty();
  }

  @Override
  public void write(StoreKey key, byte[] entry) {
    boolean usable = directory.wasFound();
    try {
      prepare(key);
      directory.replace(directory.entry(key), seal.close(key, entry));
      unwritten.forget(key);
      unwritten.seen(key, directory.stampOf(key));
    } catch (IOException e) {
      keepInMemory(key, entry, e);
    } catch (RuntimeException e) {
      if (!usable) {
        throw e;
      }
      // what is to be written was got meanwhile, perhaps for a token that is spent
      keepInMemory(key, entry, e);
    }
  }

  private void keepInMemory(StoreKey key, byte[] entry, Exception why) {
    if (key instanceof SignInKey) {
      // nobody is to spend a refresh token again that was spent for this entry
      directory.discard(key);
    }
    unwritten.keep(key, entry, directory.stampOf(key));
    warnOnce(why);
  }

  @Override
  public void remove(StoreKey key) {
    unwritten.remove(key, directory.stampOf(key));
    try {
      directory.delete(key);
      unwritten.removed(key);
    } catch (IOException e) {
      warnOnce(e);
    }
  }

  /** Makes the directory ready, and what was to be deleted go. */
  private void prepare(StoreKey key) throws IOException {
    directory.prepare();
    for (StoreKey removal : unwritten.removalsBefore(key)) {
      if (unwritten.isStillMeant(removal, directory.stampOf(removal))) {
        directory.delete(removal);
      }
      unwritten.removed(removal);
    }
  }

  @Override
  public Lock lock(StoreKey key, Duration atMost) {
    try {
      directory.prepare();
      seal.prepare();
    } catch (IOException e) {
      warnOnce(e);
    }
    StoreLocks.Held held = held(key, atMost);
    held.trouble().ifPresent(this::warnOnce);
    try {
      // nobody else writes the key now, so that the disk may have it if it can take it again
      inMemory(key).ifPresent(entry -> write(key, entry));
    } catch (RuntimeException e) {
      held.release();
      throw e;
    }
    return held::release;
  }

  private StoreLocks.Held held(StoreKey key, Duration atMost) {
    try {
      return directory.locks().acquire(key, atMost).orElseThrow(() -> timedOut());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(
          "waiting for another use of the token store", ErrorContext.at(Step.SIGN_IN).cause(e));
    }
  }

  private static TimedOutException timedOut() {
    return new TimedOutException(
        "another use of the token store, perhaps by another process",
        ErrorContext.at(Step.SIGN_IN));
  }

  private void warnOnce(Exception e) {
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
