package io.github.oktaaws.signin;

import java.util.Objects;

/**
 * A code that the person has to type.
 *
 * @param orgHost the org that the person signs in to, as a prompt must show it
 * @param factor where the person finds the code: {@link DirectFactor#OTP} on an authenticator app,
 *     {@link DirectFactor#SMS} or {@link DirectFactor#VOICE} on the phone
 * @param triesLeft how many codes are still taken, this one included; fewer than at first if a code
 *     before was wrong
 */
public record CodeChallenge(String orgHost, DirectFactor factor, int triesLeft) {

  /**
   * Refuses nulls.
   *
   * @param orgHost the org that the person signs in to
   * @param factor where the person finds the code
   * @param triesLeft how many codes are still taken
   */
  public CodeChallenge {
    Objects.requireNonNull(orgHost, "orgHost");
    Objects.requireNonNull(factor, "factor");
  }
}
