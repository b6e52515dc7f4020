package io.github.oktaaws.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.io.TempDir;

class EncryptedTokenFilesTest extends SharedTokenStoreContract {

  private final Path directory;
  private final byte[] key = new byte[32];

  EncryptedTokenFilesTest(@TempDir Path directory) {
    this.directory = directory.resolve("store");
    new SecureRandom().nextBytes(key);
  }

  @Override
  protected TokenStore open() {
    return TokenStore.files(directory).encryptedWith(KeySource.bytes(key));
  }
}
