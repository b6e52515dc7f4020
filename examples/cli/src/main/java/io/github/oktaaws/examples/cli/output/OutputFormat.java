package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.error.ConfigurationException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What becomes of credentials. The names are okta-aws-cli's. */
public enum OutputFormat {

  /** Commands for a shell to evaluate, on standard output. */
  ENV_VAR("env-var"),

  /** A profile of the AWS credentials file. */
  AWS_CREDENTIALS("aws-credentials"),

  /** The answer of a {@code credential_process}, on standard output. */
  PROCESS_CREDENTIALS("process-credentials"),

  /** Nothing: what counts is that there are credentials, for example in the store. */
  NOOP("noop");

  private final String optionValue;

  OutputFormat(String optionValue) {
    this.optionValue = optionValue;
  }

  /**
   * The format of a name, as it is given on the command line.
   *
   * @param name for example {@code env-var}
   * @return the format
   * @throws ConfigurationException if there is none of that name
   */
  public static OutputFormat named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.optionValue.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "There is no output format of the name that was given.",
                    "Choose " + choices() + "."));
  }

  private static String choices() {
    return Arrays.stream(values()).map(OutputFormat::toString).collect(Collectors.joining(", "));
  }

  /** The name by which it is chosen. */
  @Override
  public String toString() {
    return optionValue;
  }
}
