package io.github.oktaaws.signin;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the person needs in order to approve a sign-in (RFC 8628 section 3.2). The device code is
 * not part of it.
 *
 * @param orgHost the org that the person signs in to, as a prompt must show it
 * @param userCode the code that the person compares or types; a prompt always shows it, also beside
 *     the complete URI (RFC 8628 section 3.3.1)
 * @param verificationUri where the person types the code
 * @param verificationUriComplete the same with the code in it, if the server gave one
 * @param interval how long the server wants between two polls
 * @param expiresIn how long the code lives
 */
public record DeviceChallenge(
    String orgHost,
    String userCode,
    URI verificationUri,
    Optional<URI> verificationUriComplete,
    Duration interval,
    Duration expiresIn) {

  /**
   * Refuses a challenge without a user code.
   *
   * @param orgHost the org that the person signs in to
   * @param userCode the code, not blank
   * @param verificationUri where the person types the code
   * @param verificationUriComplete the same with the code in it, if the server gave one
   * @param interval how long the server wants between two polls
   * @param expiresIn how long the code lives
   */
  public DeviceChallenge {
    Objects.requireNonNull(orgHost, "orgHost");
    Objects.requireNonNull(verificationUri, "verificationUri");
    Objects.requireNonNull(verificationUriComplete, "verificationUriComplete");
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(expiresIn, "expiresIn");
    if (userCode.isBlank()) {
      throw new IllegalArgumentException("userCode is blank");
    }
  }

  /**
   * The address to open: the complete one if there is one.
   *
   * @return the address
   */
  public URI uriToOpen() {
    return verificationUriComplete.orElse(verificationUri);
  }
}
