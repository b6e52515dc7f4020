package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
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

  /**
   * Signing in without a browser: user name, password and a second factor (Okta Direct
   * Authentication), on the authorization server whose endpoints the org has. Prefer a browser
   * where there is one: here this program sees the password.
   *
   * @param org the org, and which of its authorization servers
   * @param clientId the client ID of the OIDC native app
   * @param username the name that the person signs in with
   * @param password gives the password
   * @param prompt shows the number to choose, and asks for codes
   * @return the sign-in
   * @throws io.github.oktaaws.error.ConfigurationException if client ID or user name are blank
   */
  static SignIn direct(
      OktaOrg org, String clientId, String username, PasswordSource password, DirectPrompt prompt) {
    return directBuilder(org, clientId, username, password, prompt).build();
  }

  /**
   * Signing in without a browser, to be adjusted; see {@link #direct}.
   *
   * @param org the org, and which of its authorization servers
   * @param clientId the client ID of the OIDC native app
   * @param username the name that the person signs in with
   * @param password gives the password
   * @param prompt shows the number to choose, and asks for codes
   * @return a builder
   */
  static DirectSignInBuilder directBuilder(
      OktaOrg org, String clientId, String username, PasswordSource password, DirectPrompt prompt) {
    return new DirectSignInBuilder(org, clientId, username, password, prompt);
  }

  /**
   * Signing in in a browser on this machine, which comes back by itself (authorization code with
   * PKCE on a loopback redirect, RFC 7636 and RFC 8252): nothing to compare or to type. Where there
   * is no browser, it is signing in on any device.
   *
   * @param org the org
   * @param clientId the client ID of the OIDC native app, in which {@code
   *     http://127.0.0.1:28471/callback} is registered
   * @param launcher opens the browser
   * @param prompt shows the address, for a person whose browser did not open; and the challenge,
   *     where there is no browser
   * @return the sign-in
   * @throws io.github.oktaaws.error.ConfigurationException if the client ID is blank
   */
  static SignIn inBrowser(
      OktaOrg org, String clientId, BrowserLauncher launcher, SignInPrompt prompt) {
    return browserBuilder(org, clientId, launcher, prompt).build();
  }

  /**
   * Signing in in a browser on this machine, to be adjusted; see {@link #inBrowser}.
   *
   * @param org the org
   * @param clientId the client ID of the OIDC native app
   * @param launcher opens the browser
   * @param prompt shows the address, or the challenge where there is no browser
   * @return a builder
   */
  static BrowserSignInBuilder browserBuilder(
      OktaOrg org, String clientId, BrowserLauncher launcher, SignInPrompt prompt) {
    return new BrowserSignInBuilder(org, clientId, launcher, prompt);
  }
}
