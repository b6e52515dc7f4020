package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import java.time.Duration;
import java.util.Objects;

/**
 * Step 1: a person or a machine signs in to Okta. Every way of signing in is one of these; a lambda
 * can stand in for it.
 */
@FunctionalInterface
public interface SignIn {

  /**
   * Signs in; may ask a person, and blocks until there is an answer.
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

  /**
   * A machine's sign-in, which asks nobody: the client credentials grant (RFC 6749 section 4.4) at
   * a custom authorization server, where a signed assertion (RFC 7523) proves who the client is.
   * Each request has an assertion of its own, good for five minutes. A server's failure or a lost
   * connection is tried again twice, within a second or so.
   *
   * @param org the org, with the endpoints of the authorization server
   * @param clientId the client ID of the service app
   * @param key its key
   * @return a builder
   */
  static MachineSignInBuilder asMachine(OktaOrg org, String clientId, ClientKey key) {
    return new MachineSignInBuilder(org, clientId, key);
  }
}
