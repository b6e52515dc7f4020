package io.github.oktaaws;

import io.github.oktaaws.testing.SecretScan;
import java.util.List;
import java.util.Set;

/** Runs after all unit tests of this module. */
class SecretScanIT extends SecretScan {

  @Override
  protected int fewestSecrets() {
    return 100;
  }

  @Override
  protected Set<String> kinds() {
    return Set.of("refresh-token", "store-entry", "store-key");
  }

  @Override
  protected List<String> loggers() {
    return List.of("okhttp3.", "software.", "io.github.ok");
  }
}
