package io.github.oktaaws.error;

/** A setting is missing, malformed or contradicts another; nothing was sent. */
public final class ConfigurationException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param problem what is wrong
   * @param remedy what to change
   */
  public ConfigurationException(String problem, String remedy) {
    super(problem, remedy, false, ErrorContext.at(Step.CONFIGURATION));
  }
}
