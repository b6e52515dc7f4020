package io.github.oktaaws.examples.cli;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.examples.cli.terminal.Person;

/** A way in that leads to credentials of one role. */
@FunctionalInterface
interface Flow {

  /**
   * Signs in and assumes the role.
   *
   * @param run the run, whose settings say all
   * @param person whom to ask, where the flow asks
   * @return the credentials
   * @throws OktaAwsException if there are none to be had; its class says why
   */
  RoleCredentials credentials(Run run, Person person);
}
