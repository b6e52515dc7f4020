package io.github.oktaaws.signin;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * A sign-in that waits in a browser on this machine.
 *
 * @param orgHost the org that the person signs in to, as a prompt must show it
 * @param uriToOpen what the browser was asked to open, for a person whose browser did not
 * @param expiresIn how long the person is waited for
 */
public record BrowserChallenge(String orgHost, URI uriToOpen, Duration expiresIn) {

  /**
   * Refuses nulls.
   *
   * @param orgHost the org that the person signs in to
   * @param uriToOpen what the browser was asked to open
   * @param expiresIn how long the person is waited for
   */
  public BrowserChallenge {
    Objects.requireNonNull(orgHost, "orgHost");
    Objects.requireNonNull(uriToOpen, "uriToOpen");
    Objects.requireNonNull(expiresIn, "expiresIn");
  }

  /** Prints no query: it holds the state of the sign-in. */
  @Override
  public String toString() {
    return "BrowserChallenge[" + orgHost + uriToOpen.getRawPath() + ", " + expiresIn + "]";
  }
}
