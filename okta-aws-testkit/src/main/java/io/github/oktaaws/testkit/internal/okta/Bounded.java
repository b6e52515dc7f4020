package io.github.oktaaws.testkit.internal.okta;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its oldest entries, so that a sandbox left running does not fill its heap. */
final class Bounded<V> extends LinkedHashMap<String, V> {

  private static final int KEPT = 10_000;

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > KEPT;
  }
}
