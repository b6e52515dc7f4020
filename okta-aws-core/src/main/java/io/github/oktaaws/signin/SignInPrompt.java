package io.github.oktaaws.signin;

/**
 * Shows a person where to sign in. Called once for each sign-in, on the thread that waits for it,
 * and must return soon: polling begins when it has returned. If it throws, the sign-in fails with
 * what it threw.
 */
@FunctionalInterface
public interface SignInPrompt {

  /**
   * Shows the challenge. Always show the user code and the org's host beside the address (RFC 8628
   * section 3.3.1): they are how a person notices a sign-in that somebody else started.
   *
   * @param challenge what to show
   */
  void show(DeviceChallenge challenge);

  /**
   * Shows that the browser on this machine was asked to open an address, for a person whose browser
   * did not. Called instead of {@link #show} where the person signs in {@linkplain SignIn#inBrowser
   * in a browser on this machine}, on the thread that waits, and must return soon. Does nothing
   * unless overridden.
   *
   * @param challenge what to show
   */
  default void showBrowser(BrowserChallenge challenge) {}

  /**
   * Writes the challenge to {@code System.err}, whether or not there is a console.
   *
   * @return the prompt
   */
  static SignInPrompt console() {
    return new ConsolePrompt();
  }
}
