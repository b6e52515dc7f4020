package io.github.oktaaws.store;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.TimedOutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps tokens and credentials. An entry is a secret: a store of your own protects it where it
 * rests, prints it nowhere, and need not understand it. What is given back is checked by the
 * session; an entry that is damaged, or of another key or version, counts as none.
 *
 * <p>Implementations are safe for use by several threads, and by several processes where they are
 * shared. Whoever writes one runs {@code TokenStoreContract} on it, from the {@code tests} jar of
 * okta-aws-core.
 */
public interface TokenStore {

  /**
   * Looks an entry up.
   *
   * @param key what it is of
   * @return the bytes last written for the key; empty if there are none or they cannot be read,
   *     which is never an error
   */
  Optional<byte[]> read(StoreKey key);

  /**
   * Keeps an entry in place of the last one. When this returns, the entry outlives the process as
   * far as the store can promise it. A store that cannot write keeps the entry in memory and says
   * so once, in the log; it does not throw.
   *
   * @param key what the entry is of
   * @param entry the bytes
   */
  void write(StoreKey key, byte[] entry);

  /**
   * Forgets an entry; with a sign-in, all credentials from it too. It is no error if there is none.
   *
   * @param key what it is of
   */
  void remove(StoreKey key);

  /**
   * Waits until nobody else, in this process or another, holds the key's lock, and holds it. The
   * end of a process, however it ends, ends its locks. A thread must not lock a key that it holds;
   * it may lock a sign-in while it holds a role of it, never the other way round.
   *
   * @param key what is to be locked
   * @param atMost how long to wait; with zero, what is free is had all the same
   * @return the lock; close it on the same thread
   * @throws io.github.oktaaws.error.ConfigurationException if this thread holds it already, as it
   *     does where a prompt calls back
   * @throws TimedOutException if somebody else still held it
   * @throws CancelledException if the thread was interrupted, whose flag is set again
   */
  Lock lock(StoreKey key, Duration atMost);

  /** A lock that is held until it is closed. */
  interface Lock extends AutoCloseable {

    @Override
    void close();
  }

  /**
   * A store that lasts as long as this object. Sessions that are given the same one share what is
   * in it. Touches no file.
   *
   * @return a new store
   */
  static TokenStore inMemory() {
    return new MemoryTokenStore();
  }

  /**
   * A store of files, for all processes of one user.
   *
   * @param directory where; made when it is first needed
   * @return the choice between encrypted and plaintext files; nothing is read or written yet
   */
  static TokenFiles files(Path directory) {
    return new TokenFiles(directory);
  }
}
