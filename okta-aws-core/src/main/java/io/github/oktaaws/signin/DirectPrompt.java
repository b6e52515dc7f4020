package io.github.oktaaws.signin;

/**
 * Talks to the person during a direct sign-in, on the thread that waits for it. If it throws, the
 * sign-in fails with what it threw.
 */
public interface DirectPrompt {

  /**
   * Tells the person to approve on the phone, and shows the number to choose if there is one. Must
   * return soon: polling begins when it has returned.
   *
   * @param challenge what to show
   */
  void show(PushChallenge challenge);

  /**
   * Asks the person for a code.
   *
   * @param challenge which code
   * @return the code; an empty one ends the sign-in as cancelled
   */
  String ask(CodeChallenge challenge);

  /**
   * Writes to {@code System.err}, and reads codes from the terminal. Where there is none, asking
   * for a code ends the sign-in with a {@link io.github.oktaaws.error.ConfigurationException};
   * approving on the phone needs none. An interrupt does not end the wait for somebody to type.
   *
   * @return the prompt
   */
  static DirectPrompt console() {
    return new ConsoleDirectPrompt();
  }
}
