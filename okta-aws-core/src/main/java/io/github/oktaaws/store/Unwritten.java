package io.github.oktaaws.store;

import java.util.HashSet;
import java.util.List;
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
    private final Set<String> older;

    Kept(byte[] entry, Set<String> older) {
      this.entry = entry.clone();
      this.older = older;
    }
  }

  private final Map<StoreKey, Kept> entries = new ConcurrentHashMap<>();
  private final Map<StoreKey, String> seen = new ConcurrentHashMap<>();
  private final Map<StoreKey, String> removals = new ConcurrentHashMap<>();

  /**
   * Keeps an entry.
   *
   * @param stamp the stamp of the file that should have been replaced, as it looks now
   */
  void keep(StoreKey key, byte[] entry, String stamp) {
    Set<String> older = new HashSet<>(List.of(StoreDirectory.NO_STAMP, stamp, lastSeen(key)));
    entries.put(key, new Kept(entry, older));
  }

  /** Remembers which file was read or written last, so that it is known again as an older one. */
  void seen(StoreKey key, String stamp) {
    seen.put(key, stamp);
  }

  private String lastSeen(StoreKey key) {
    return seen.getOrDefault(key, StoreDirectory.NO_STAMP);
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
    if (!kept.older.contains(stamp)) {
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

  /**
   * Forgets entries, and remembers that their files are still to be deleted.
   *
   * @param stamp the stamp of the key's own file now
   */
  void remove(StoreKey key, String stamp) {
    removals.put(key, stamp);
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
    before.retainAll(removals.keySet());
    return before;
  }

  /**
   * Whether a removal is still meant: not if somebody has written the key's file since.
   *
   * @param stamp the stamp of the key's own file now
   */
  boolean isStillMeant(StoreKey removal, String stamp) {
    String then = removals.getOrDefault(removal, StoreDirectory.NO_STAMP);
    return stamp.equals(then)
        || then.equals(StoreDirectory.NO_STAMP)
        || stamp.equals(StoreDirectory.NO_STAMP);
  }

  void removed(StoreKey key) {
    removals.remove(key);
  }
}
