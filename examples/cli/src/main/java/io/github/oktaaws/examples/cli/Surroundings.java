package io.github.oktaaws.examples.cli;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.examples.cli.terminal.People;
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
 * @param variables the environment, and what {@code .env} in the working directory adds to it
 * @param home the person's directory: {@code HOME}, else Java's {@code user.home}
 * @param people finds the person
 * @param command what is to be run with the credentials: what follows {@code --}
 * @param clock the clock
 */
record Surroundings(
    Map<String, String> variables, Path home, People people, List<String> command, Clock clock) {

  static Surroundings found(Function<Map<String, String>, People> people, List<String> command) {
    Map<String, String> variables = withDotEnv(System.getenv(), Path.of(""));
    String home = variables.getOrDefault("HOME", "");
    return new Surroundings(
        variables,
        Path.of(home.isBlank() ? System.getProperty("user.home") : home),
        people.apply(variables),
        command,
        Clock.systemUTC());
  }

  /** Adds what the directory's {@code .env} says where the environment says nothing. */
  static Map<String, String> withDotEnv(Map<String, String> environment, Path directory) {
    Map<String, String> all = new LinkedHashMap<>();
    if (Files.isRegularFile(directory.resolve(".env"))) {
      read(directory).forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    }
    all.putAll(environment);
    return Map.copyOf(all);
  }

  private static List<DotenvEntry> read(Path directory) {
    try {
      return List.copyOf(
          Dotenv.configure()
              .directory(directory.toAbsolutePath().toString())
              .load()
              .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE));
    } catch (DotenvException e) {
      throw new ConfigurationException(
          "The file .env in the working directory cannot be read.",
          "Write one NAME=value on each line, or remove the file.");
    }
  }

  /** The names alone: values may be secrets. */
  @Override
  public String toString() {
    return "Surroundings[" + variables.keySet() + "]";
  }
}
