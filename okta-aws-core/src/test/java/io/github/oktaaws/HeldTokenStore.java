package io.github.oktaaws;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.store.StoreKey;
import io.github.oktaaws.store.TokenStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store whose locks somebody else holds for ever; remembers how long each caller would wait. */
record HeldTokenStore(TokenStore store, List<Duration> waits) implements TokenStore {

  @Override
  public Optional<byte[]> read(StoreKey key) {
    return store.read(key);
  }

  @Override
  public void write(StoreKey key, byte[] entry) {
    store.write(key, entry);
  }

  @Override
  public void remove(StoreKey key) {
    store.remove(key);
  }

  @Override
  public Lock lock(StoreKey key, Duration atMost) {
    waits.add(atMost);
    throw new TimedOutException("another process", ErrorContext.at(Step.SIGN_IN));
  }
}
