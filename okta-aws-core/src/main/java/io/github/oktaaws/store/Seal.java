package io.github.oktaaws.store;

import java.io.IOException;
import java.util.Optional;

/** How an entry is made fit to rest in a file. */
interface Seal {

  /**
   * Gets what it takes, so that what is missing shows before anybody is asked to sign in.
   *
   * @throws io.github.oktaaws.error.ConfigurationException if there is no key
   * @throws IOException if the directory cannot be used
   */
  void prepare() throws IOException;

  /**
   * Closes an entry.
   *
   * @throws IOException if the directory does not hold what that takes
   */
  byte[] close(StoreKey key, byte[] entry) throws IOException;

  /**
   * Opens what {@link #close} gave for the same key; empty for anything else.
   *
   * @throws IOException if the directory does not hold what that takes
   */
  Optional<byte[]> open(StoreKey key, byte[] file) throws IOException;
}
