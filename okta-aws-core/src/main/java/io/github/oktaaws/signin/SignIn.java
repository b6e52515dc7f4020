package io.github.oktaaws.signin;

import java.time.Duration;
import java.util.Objects;

/**
 * Step 1: a person signs in to Okta. Every way of signing in is one of these; a lambda can stand in
 * for it.
 */
@FunctionalInterface
public interface SignIn {

  /**
   * Signs the person in; may ask, and blocks until there is an answer.
   *
   * @return the tokens
   * @throws io.github.oktaaws.error.OktaAwsException if it fails; its class says why
   */
  OktaTokens signIn();

  /**
   * Signing in on any device: the prompt shows an address and a code, the person approves in a
   * browser (RFC 8628).
   *
   * @param authorization how authorizations are started
   * @param prompt shows the challenge
   * @param atMost how long to wait for the person; the code's own life ends it as well
   * @return the sign-in
   */
  static SignIn onAnyDevice(
      DeviceAuthorizationService authorization, SignInPrompt prompt, Duration atMost) {
    Objects.requireNonNull(authorization, "authorization");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(atMost, "atMost");
    return () -> {
      PendingAuthorization pending = authorization.start();
      prompt.show(pending.challenge());
      return pending.await(atMost);
    };
  }
}
