package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.error.ConfigurationException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is written beside the keys.
 *
 * @param legacyToken whether the session token is written under its old name too, {@code
 *     AWS_SECURITY_TOKEN} or {@code aws_security_token}
 * @param expiry whether the credentials file gets {@code x_security_token_expires}
 * @param region the region of the profile or the environment, if one is known
 */
public record Extras(boolean legacyToken, boolean expiry, Optional<String> region) {

  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]+");

  /**
   * Checks the region.
   *
   * @throws ConfigurationException if it is none
   */
  public Extras {
    if (region.filter(name -> !REGION.matcher(name).matches()).isPresent()) {
      throw new ConfigurationException(
          "What was given as a region is none.", "Give an AWS region, for example eu-central-1.");
    }
  }

  /**
   * Nothing but the keys.
   *
   * @return no extras
   */
  public static Extras none() {
    return new Extras(false, false, Optional.empty());
  }

  /**
   * The same with a region.
   *
   * @param name for example {@code eu-central-1}
   * @return the extras
   */
  public Extras withRegion(String name) {
    return new Extras(legacyToken, expiry, Optional.of(name));
  }
}
