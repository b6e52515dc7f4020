package io.github.oktaaws.signin;

/**
 * Gives the password when it is needed, and not before: from a terminal, a dialog or a password
 * manager. Called once for each sign-in, on the thread that waits for it. If it throws, the sign-in
 * fails with what it threw and nothing has been sent.
 */
@FunctionalInterface
public interface PasswordSource {

  /**
   * Returns the password.
   *
   * @return the password, in an array of the caller's own making: it is overwritten with zeros once
   *     the request that carries it has ended, and not kept
   */
  char[] password();
}
