package io.github.oktaaws.examples.cli;

/**
 * How much is told on standard error. What slf4j-simple reads when a logger is made; so this is to
 * be set before any is.
 */
final class Logging {

  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private Logging() {}

  static void as(Settings settings) {
    if (settings.isOn("debug")) {
      // the AWS SDK's debug lines are stack traces of every attempt
      System.setProperty(PREFIX + "log.io.github.oktaaws", "debug");
    }
    if (settings.isOn("debug-api-calls")) {
      System.setProperty(PREFIX + "log." + LoggedCalls.class.getName(), "info");
    }
  }
}
