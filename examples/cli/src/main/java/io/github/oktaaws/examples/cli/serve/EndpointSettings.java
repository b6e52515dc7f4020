package io.github.oktaaws.examples.cli.serve;

import io.github.oktaaws.error.ConfigurationException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where credentials are served.
 *
 * @param port the TCP port on 127.0.0.1; 0 for one that the system chooses
 * @param path the path of the URL; by default one that cannot be guessed
 * @param tokenFile where the authorization token is written; by default a new file in a temporary
 *     directory. With a port, a path and a token file of their own, programs go on after a restart
 */
public record EndpointSettings(int port, Optional<String> path, Optional<Path> tokenFile) {

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
  private static final int HIGHEST_PORT = 65535;

  /**
   * Checks port and path.
   *
   * @throws ConfigurationException if either cannot be
   */
  public EndpointSettings {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new ConfigurationException(
          port + " is no TCP port.", "Give one from 1024 to 65535, or none.");
    }
    if (path.filter(given -> !PATH.matcher(given).matches()).isPresent()) {
      throw new ConfigurationException(
          "What was given as the path to serve on is none.",
          "Begin with a slash, and use letters, digits and . _ ~ -, for example /analyst.");
    }
  }

  /**
   * A port of the system's choice, a path that cannot be guessed, and a new token file.
   *
   * @return the settings
   */
  public static EndpointSettings random() {
    return new EndpointSettings(0, Optional.empty(), Optional.empty());
  }
}
