package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.store.KeySource;
import io.github.oktaaws.store.TokenFiles;
import io.github.oktaaws.store.TokenStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Where the sign-in rests between two runs, if the person wants that. */
final class Stores {

  private static final String KEY = "OKTA_AWS_STORE_KEY";

  private Stores() {}

  /** A directory of its own: okta-aws-cli keeps its files beside it. */
  static Path directory(Surroundings surroundings) {
    return surroundings.home().resolve(".okta").resolve("okta-aws");
  }

  /** On disk if that was asked for, else as long as this run. */
  static TokenStore of(Run run) {
    return run.settings().isOn("cache-access-token")
        ? onDisk(run.surroundings())
        : TokenStore.inMemory();
  }

  /** What was kept on disk, if anything was. */
  static TokenStore kept(Surroundings surroundings) {
    return Files.isDirectory(directory(surroundings))
        ? onDisk(surroundings)
        : TokenStore.inMemory();
  }

  private static TokenStore onDisk(Surroundings surroundings) {
    TokenFiles files = TokenStore.files(directory(surroundings));
    String key = surroundings.variables().getOrDefault(KEY, "").strip();
    return key.isEmpty() ? files.plaintext() : files.encryptedWith(KeySource.bytes(decoded(key)));
  }

  private static byte[] decoded(String key) {
    try {
      return Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          KEY + " is not 32 bytes in base64.", "Set it to what openssl rand -base64 32 makes.");
    }
  }

  /** Forgets every sign-in and all credentials, of whatever org. */
  static void empty(Surroundings surroundings) throws IOException {
    Path directory = directory(surroundings);
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
