package io.github.oktaaws.examples.cli;

/** Chooses the way out that is configured. */
@FunctionalInterface
interface WaysOut {

  /**
   * The way out; chosen before anything is sent, so that what cannot be done is told at once.
   *
   * @param run the run
   * @return the way out
   * @throws io.github.oktaaws.error.ConfigurationException if there is no such way
   */
  WayOut of(Run run);
}
