package io.github.oktaaws.provider;

import io.github.oktaaws.testing.SecretScan;
import java.util.List;
import java.util.Set;

/** The provider has no logger of its own: it speaks through exceptions. */
class SecretScanIT extends SecretScan {

  @Override
  protected int fewestSecrets() {
    return 50;
  }

  @Override
  protected Set<String> kinds() {
    return Set.of();
  }

  @Override
  protected List<String> loggers() {
    return List.of("okhttp3.", "software.");
  }
}
