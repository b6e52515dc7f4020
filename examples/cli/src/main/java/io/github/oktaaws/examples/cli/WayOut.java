package io.github.oktaaws.examples.cli;

import io.github.oktaaws.RoleCredentials;
import java.io.IOException;

/** What becomes of the credentials of a role. */
@FunctionalInterface
interface WayOut {

  /**
   * Gives them out.
   *
   * @param credentials the credentials
   * @return the exit code
   * @throws IOException if they could not be given out
   */
  int take(RoleCredentials credentials) throws IOException;
}
