package io.github.oktaaws.examples.cli;

import java.util.Map;

/** Brings together what was given on the command line and what is configured elsewhere. */
@FunctionalInterface
interface SettingsSource {

  /**
   * The settings of one run.
   *
   * @param given what was given on the command line, by key
   * @param surroundings the environment, and where files are
   * @return the settings
   * @throws io.github.oktaaws.error.ConfigurationException if a source cannot be read
   */
  Settings settings(Map<String, String> given, Surroundings surroundings);
}
