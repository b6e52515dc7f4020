package io.github.oktaaws.examples.cli;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.util.Map;
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
        ConfiguredSettings::of,
        ConfiguredOutput::of,
        Wiring::web,
        Wiring::byAccessToken,
        Wiring::byAccessToken);
  }

  private static RoleCredentials web(Run run, Person person) {
    return web(run, run.sessions(person), person);
  }

  static RoleCredentials web(Run run, Sessions sessions, Person person) {
    return new RoleSearch(
            sessions, new WantedRole(run.settings()).sound(), person, new Labels(run.settings()))
        .credentials();
  }

  /** A machine is asked nothing; a person for a password, unless it is set, and a factor. */
  private static RoleCredentials byAccessToken(Run run, Person person) {
    return run.settings()
        .roleByAccessToken(
            run::httpClient,
            () -> person.askSecret("Password", "--password"),
            new PersonsFactor(person))
        .get(Request.asking());
  }

  /** Begins a run of a command. */
  Run run(CommandSpec command, Surroundings surroundings) {
    Run run = new Run(command, settings.settings(given(command), surroundings), surroundings);
    Logging.as(run.settings());
    return run;
  }

  /** The command says how to sign in, whatever else is set. */
  private static Map<String, String> given(CommandSpec command) {
    Map<String, String> given = GivenOptions.of(command);
    String name = command.name();
    given.put("flow", name.equals("m2m") || name.equals("direct") ? name : "web");
    return given;
  }
}
