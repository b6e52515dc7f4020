package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings from the command line and, where it is silent, from the environment. */
record FlagsAndVariables(Map<String, String> given, Map<String, String> variables)
    implements Settings {

  @Override
  public Optional<String> value(String key) {
    return Optional.ofNullable(given.get(key)).or(() -> variable(key));
  }

  private Optional<String> variable(String key) {
    return Flags.all()
        .filter(flag -> flag.key().equals(key))
        .flatMap(flag -> flag.variables().stream())
        .map(name -> variables.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  @Override
  public List<String> profiles() {
    return List.of();
  }

  @Override
  public Optional<String> roleLabel(String arn) {
    return Optional.empty();
  }

  @Override
  public Optional<String> roleArn(String arnOrLabel) {
    return Optional.of(arn(arnOrLabel));
  }

  @Override
  public Optional<String> identityProviderArn(String arnOrLabel) {
    return Optional.of(arn(arnOrLabel));
  }

  private static String arn(String arnOrLabel) {
    if (!arnOrLabel.startsWith("arn:")) {
      throw new ConfigurationException(
          "\"" + Printable.of(arnOrLabel) + "\" is neither an ARN nor a label.",
          "Give the ARN, or a label that okta.yaml gives it.");
    }
    return arnOrLabel;
  }

  @Override
  public Optional<String> identityProviderLabel(String arn) {
    return Optional.empty();
  }

  /** The names alone: values may be secrets. */
  @Override
  public String toString() {
    return "FlagsAndVariables[" + given.keySet() + "]";
  }
}
