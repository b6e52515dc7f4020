package io.github.oktaaws.federation;

import java.time.Duration;

/**
 * A token that signs its person in to one app, once.
 *
 * @param value the token
 * @param app the app it is for
 * @param lifetime how long it lives
 */
public record WebSsoToken(String value, FederationApp app, Duration lifetime) {

  /** Prints the app, not the token. */
  @Override
  public String toString() {
    return "WebSsoToken[app=" + app.id() + ", lifetime=" + lifetime + "]";
  }
}
