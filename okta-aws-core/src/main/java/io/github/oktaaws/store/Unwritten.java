package io.github.oktaaws.store;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the disk would not take: entries, which count until somebody writes a newer one, and
 * removals that are still to be made.
 */
final class Unwritten {

  private static final class Kept {
    private final byte[] entry;
    private final String instead;

    Kept(byte[] entry, String instead) {
      this.entry = entry.clone();
      this.instead = instead;
    }
  }

  private final Map<StoreKey, Kept> entries = new ConcurrentHashMap<>();
  private final Set<StoreKey> removals = ConcurrentHashMap.newKeySet();

  /**
   * Keeps an entry.
   *
   * @param instead the stamp of the file that should have been replaced
   */
  void keep(StoreKey key, byte[] entry, String instead) {
    entries.put(key, new Kept(entry, instead));
  }

  /**
   * The entry, unless its file has been written since.
   *
   * @param stamp the stamp of the file now
   */
  Optional<byte[]> read(StoreKey key, String stamp) {
    Kept kept = entries.get(key);
    if (kept == null) {
      return Optional.empty();
    }
    if (!kept.instead.equals(stamp)) {
      entries.remove(key, kept);
      return Optional.empty();
    }
    return Optional.of(kept.entry.clone());
  }

  boolean has(StoreKey key) {
    return entries.containsKey(key);
  }

  void forget(StoreKey key) {
    entries.remove(key);
  }

  /** Forgets entries, and remembers that their files are still to be deleted. */
  void remove(StoreKey key) {
    removals.add(key);
    entries.keySet().removeIf(other -> other.equals(key) || other.signIn().equals(key));
  }

  /** What is to be deleted before the key's file counts again. */
  Set<StoreKey> removalsBefore(StoreKey key) {
    if (removals.isEmpty()) {
      return Set.of();
    }
    Set<StoreKey> before = ConcurrentHashMap.newKeySet();
    before.add(key);
    before.add(key.signIn());
    before.retainAll(removals);
    return before;
  }

  void removed(StoreKey key) {
    removals.remove(key);
  }
}
