package io.github.oktaaws.config;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.store.KeySource;
import io.github.oktaaws.store.TokenFiles;
import io.github.oktaaws.store.TokenStore;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a sign-in is to rest.
 *
 * @param directory the directory of a store of files; empty for one in memory
 * @param key what the files are encrypted with; empty if they are not
 */
record StoreChoice(Optional<Path> directory, Optional<String> key) {

  static StoreChoice of(OktaAwsConfig config) {
    StoreChoice choice = asSet(config);
    if (config.isOn(Setting.DPOP) && !choice.inMemory()) {
      throw new ConfigurationException(
          "dpop is on ("
              + config.origin(Setting.DPOP).orElse("")
              + "), and the sign-in is to be kept in files ("
              + config
                  .origin(Setting.STORE)
                  .or(() -> config.origin(Setting.CACHE_ACCESS_TOKEN))
                  .orElse("")
              + "): its tokens are bound to a key that never leaves the memory of this process.",
          "Switch dpop off, or keep the sign-in in memory.");
    }
    return choice;
  }

  private static StoreChoice asSet(OktaAwsConfig config) {
    Optional<String> key = config.get(Setting.STORE_KEY);
    String caching = config.isOn(Setting.CACHE_ACCESS_TOKEN) ? "plaintext" : "memory";
    String implied = caching.equals("plaintext") && key.isPresent() ? "file" : caching;
    String store = config.get(Setting.STORE).orElse(implied);
    Optional<Path> directory = config.get(Setting.STORE_DIRECTORY);
    return switch (store) {
      case "file" -> new StoreChoice(directory, Optional.of(required(key)));
      case "plaintext" -> new StoreChoice(directory, Optional.empty());
      default -> new StoreChoice(Optional.empty(), Optional.empty());
    };
  }

  private static String required(Optional<String> key) {
    return key.orElseThrow(
        () ->
            new ConfigurationException(
                "The store of files has no key.",
                "Set "
                    + Setting.STORE_KEY.environment().get(0)
                    + " to what openssl rand -base64 32 makes, or choose another store."));
  }

  boolean inMemory() {
    return directory.isEmpty();
  }

  TokenStore make() {
    if (directory.isEmpty()) {
      return TokenStore.inMemory();
    }
    TokenFiles files = TokenStore.files(directory.get());
    return key.isEmpty()
        ? files.plaintext()
        : files.encryptedWith(KeySource.bytes(Base64.getDecoder().decode(key.get())));
  }

  @Override
  public String toString() {
    return "StoreChoice[" + directory + (key.isEmpty() ? "" : ", encrypted") + "]";
  }
}
