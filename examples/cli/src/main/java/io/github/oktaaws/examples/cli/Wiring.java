package io.github.oktaaws.examples.cli;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.examples.cli.terminal.Person;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What the commands are wired to.
 *
 * @param settings brings the settings together
 * @param waysOut chooses what becomes of credentials
 * @param web how a person signs in in a browser
 * @param machine how a machine signs in
 * @param direct how a person signs in with user name and password
 */
record Wiring(SettingsSource settings, WaysOut waysOut, Flow web, Flow machine, Flow direct) {

  static Wiring standard() {
    return new Wiring(
        ConfiguredSettings::of, WaysOut.exports(), Wiring::web, notYet("m2m"), notYet("direct"));
  }

  private static RoleCredentials web(Run run, Person person) {
    return new RoleSearch(
            run.sessions(person),
            new WantedRole(run.settings()).sound(),
            person,
            new Labels(run.settings()))
        .credentials();
  }

  private static Flow notYet(String command) {
    return (run, person) -> {
      throw new ConfigurationException(
          "The command " + command + " cannot sign in yet.", "Use the command web.");
    };
  }

  /** Begins a run of a command. */
  Run run(CommandSpec command, Surroundings surroundings) {
    Run run =
        new Run(command, settings.settings(GivenOptions.of(command), surroundings), surroundings);
    Logging.as(run.settings());
    return run;
  }
}
