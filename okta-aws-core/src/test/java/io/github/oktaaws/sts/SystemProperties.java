package io.github.oktaaws.sts;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** System properties that are what they were when it is closed. */
final class SystemProperties implements AutoCloseable {

  private final Map<String, Optional<String>> before = new HashMap<>();

  void set(String name, String value) {
    before.putIfAbsent(name, Optional.ofNullable(System.getProperty(name)));
    System.setProperty(name, value);
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                old -> System.setProperty(name, old), () -> System.clearProperty(name)));
  }
}
