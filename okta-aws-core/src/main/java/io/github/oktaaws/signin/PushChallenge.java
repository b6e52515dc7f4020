package io.github.oktaaws.signin;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A sign-in that waits to be approved on the person's phone.
 *
 * @param orgHost the org that the person signs in to, as a prompt must show it
 * @param number the number that the person has to choose on the phone (Okta Verify's number
 *     challenge), where the org asks for that; without it shown, nobody can approve
 * @param expiresIn how long it can be approved
 */
public record PushChallenge(String orgHost, Optional<String> number, Duration expiresIn) {

  /**
   * Refuses nulls.
   *
   * @param orgHost the org that the person signs in to
   * @param number the number to choose, if there is one
   * @param expiresIn how long it can be approved
   */
  public PushChallenge {
    Objects.requireNonNull(orgHost, "orgHost");
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(expiresIn, "expiresIn");
  }
}
