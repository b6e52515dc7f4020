package io.github.oktaaws.signin;

/** Starts device authorizations (RFC 8628). A lambda can stand in for it. */
@FunctionalInterface
public interface DeviceAuthorizationService {

  /**
   * Starts one.
   *
   * @return the authorization, whose challenge is to be shown to the person
   */
  PendingAuthorization start();
}
