package io.github.oktaaws.store;

import java.util.Optional;

/** None at all. */
final class PlaintextSeal implements Seal {

  @Override
  public byte[] close(StoreKey key, byte[] entry) {
    return entry;
  }

  @Override
  public Optional<byte[]> open(StoreKey key, byte[] file) {
    return Optional.of(file);
  }

  @Override
  public String toString() {
    return "plaintext";
  }
}
