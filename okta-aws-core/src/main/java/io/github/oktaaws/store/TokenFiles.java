package io.github.oktaaws.store;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A store of files in one directory, which any number of processes of one user share. Say how the
 * entries are to rest: {@link #encryptedWith encrypted}, or, if you accept that whoever reads the
 * files has the tokens, in {@link #plaintext}.
 *
 * <p>The directory is made when it is first needed, for its owner alone (0700), and so is each file
 * (0600). Nothing in it is followed that is a symbolic link, or read that is not a file of one's
 * own. A disk that is full or cannot be written means that entries stay in memory; a warning says
 * so once. A directory that others could write to is refused with {@link
 * io.github.oktaaws.error.ConfigurationException}.
 */
public final class TokenFiles {

  private final Path directory;

  TokenFiles(Path directory) {
    this.directory = Objects.requireNonNull(directory, "directory").toAbsolutePath().normalize();
  }

  /**
   * Encrypts entries (AES-256 in GCM, a fresh nonce for each write, bound to the entry's key). What
   * another key encrypted counts as not there, and is written over.
   *
   * @param keys where the key comes from
   * @return the store
   */
  public TokenStore encryptedWith(KeySource keys) {
    StoreDirectory files = new StoreDirectory(directory);
    return new FileTokenStore(files, new EncryptedSeal(files, keys));
  }

  /**
   * Writes entries as they are: whoever can read the files, a backup included, can act as the
   * person until the tokens end.
   *
   * @return the store
   */
  public TokenStore plaintext() {
    return new FileTokenStore(new StoreDirectory(directory), new PlaintextSeal());
  }
}
