package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.examples.cli.terminal.People;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the program finds where it is started.
 *
 * @param environment the environment's variables
 * @param dotEnv those of {@code .env} in the working directory, which count after the environment's
 * @param people finds the person
 * @param command what is to be run with the credentials: what follows {@code --}
 * @param clock the clock
 */
record Surroundings(
    Map<String, String> environment,
    Map<String, String> dotEnv,
    People people,
    List<String> command,
    Clock clock) {

  static Surroundings found(Function<Map<String, String>, People> people, List<String> command) {
    Map<String, String> environment = System.getenv();
    return new Surroundings(
        environment, dotEnv(Path.of("")), people.apply(environment), command, Clock.systemUTC());
  }

  /** The variables of the directory's {@code .env}, if it has one. */
  static Map<String, String> dotEnv(Path directory) {
    Path file = directory.resolve(".env");
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      return Map.copyOf(
          DotEnv.variables(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new ConfigurationException(
          "The file .env in the working directory cannot be read.",
          "Let this user read it, or remove it.");
    }
  }

  /** All variables, the environment's before those of {@code .env}. */
  Map<String, String> variables() {
    Map<String, String> all = new LinkedHashMap<>(dotEnv);
    all.putAll(environment);
    return all;
  }

  /** The person's directory: {@code HOME}, else Java's {@code user.home}. */
  Path home() {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
  }

  /** The names alone: values may be secrets. */
  @Override
  public String toString() {
    return "Surroundings[" + variables().keySet() + "]";
  }
}
