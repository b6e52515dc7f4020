package io.github.oktaaws.store;

import io.github.oktaaws.error.ConfigurationException;
import java.nio.file.FileSystems;
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
    Objects.requireNonNull(directory, "directory");
    if (!directory.getFileSystem().equals(FileSystems.getDefault())) {
      throw new ConfigurationException(
          "A token store cannot be kept in "
              + directory
              + ": it is not on the default file system.",
          "Name a directory on the disk, or use TokenStore.inMemory().");
    }
    this.directory = directory.toAbsolutePath().normalize();
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
   * Writes entries as they are, after a line with a checksum: whoever can read the files, a backup
   * included, can act as the person until the tokens end.
   *
   * @return the store
   */
  public TokenStore plaintext() {
    return new FileTokenStore(new StoreDirectory(directory), new PlaintextSeal());
  }
}
