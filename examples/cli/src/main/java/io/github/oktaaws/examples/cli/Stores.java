package io.github.oktaaws.examples.cli;

import io.github.oktaaws.store.KeySource;
import io.github.oktaaws.store.TokenFiles;
import io.github.oktaaws.store.TokenStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** What {@code --cache-access-token} has kept, for commands that look at it. */
final class Stores {

  private Stores() {}

  /** What was kept on disk, whether or not this run is to keep anything. */
  static TokenStore kept(Settings settings) {
    if (!Files.isDirectory(settings.storeDirectory())) {
      return TokenStore.inMemory();
    }
    TokenFiles files = TokenStore.files(settings.storeDirectory());
    Optional<byte[]> key = settings.value("store-key").map(Base64.getDecoder()::decode);
    return key.isEmpty() ? files.plaintext() : files.encryptedWith(KeySource.bytes(key.get()));
  }

  /** Whether a sign-in is kept, of whatever org. */
  static boolean holdsSignIns(Settings settings) throws IOException {
    Path directory = settings.storeDirectory();
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.tokens")) {
      return entries.iterator().hasNext();
    }
  }

  /** Forgets every sign-in and all credentials, of whatever org. */
  static void empty(Settings settings) throws IOException {
    Path directory = settings.storeDirectory();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries =
          Files.newDirectoryStream(directory, "*.{tokens,credentials}")) {
        for (Path entry : entries) {
          Files.deleteIfExists(entry);
        }
      }
    }
  }
}
