package io.github.oktaaws.config;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One value for each key, for as long as somebody holds the value; nothing here does. Safe for use
 * by several threads.
 */
final class Shared<K, V> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<K, Held<K, V>> held = new HashMap<>();
  private final ReferenceQueue<V> dropped = new ReferenceQueue<>();

  private static final class Held<K, V> extends WeakReference<V> {
    private final K key;

    Held(K key, V value, ReferenceQueue<V> dropped) {
      super(value, dropped);
      this.key = key;
    }
  }

  /** The key's value, made if nobody holds one. Making it must not take long. */
  V get(K key, Supplier<V> make) {
    lock.lock();
    try {
      forgetDropped();
      Held<K, V> known = held.get(key);
      V value = known == null ? null : known.get();
      if (value == null) {
        value = make.get();
        held.put(key, new Held<>(key, value, dropped));
      }
      return value;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      forgetDropped();
      return held.size();
    } finally {
      lock.unlock();
    }
  }

  private void forgetDropped() {
    for (Reference<? extends V> each = dropped.poll(); each != null; each = dropped.poll()) {
      if (each instanceof Held<?, ?> old) {
        // another value may have come for the key meanwhile
        held.remove(old.key, old);
      }
    }
  }
}
