package io.github.oktaaws.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PlaintextTokenFilesTest extends SharedTokenStoreContract {

  private final Path directory;

  PlaintextTokenFilesTest(@TempDir Path directory) {
    this.directory = directory.resolve("store");
  }

  @Override
  protected TokenStore open() {
    return TokenStore.files(directory).plaintext();
  }
}
