package io.github.oktaaws.benchmarks.cold;

import java.io.IOException;

/** From nothing to credentials. */
@FunctionalInterface
interface Program {

  /**
   * Signs in and assumes a role.
   *
   * @param places where the servers are
   * @return the access key's ID
   */
  String run(Places places) throws IOException;
}
