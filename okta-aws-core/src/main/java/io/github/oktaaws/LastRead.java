package io.github.oktaaws;

import io.github.oktaaws.store.StoreKey;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a store's entry was read as the last time. The store is asked each time, since others write
 * to it; what it answers is hardly ever new, and comparing takes a fraction of reading.
 */
final class LastRead<K extends StoreKey, T> {

  private final BiFunction<K, byte[], Optional<T>> reading;
  private volatile @Nullable Read<K, T> last;

  private record Read<K, T>(K key, ByteBuffer entry, Optional<T> value) {}

  LastRead(BiFunction<K, byte[], Optional<T>> reading) {
    this.reading = reading;
  }

  Optional<T> of(K key, byte[] entry) {
    Read<K, T> known = last;
    ByteBuffer bytes = ByteBuffer.wrap(entry);
    if (known != null && known.entry().equals(bytes) && known.key().equals(key)) {
      return known.value();
    }
    Optional<T> value = reading.apply(key, entry);
    last = new Read<>(key, bytes, value);
    return value;
  }
}
