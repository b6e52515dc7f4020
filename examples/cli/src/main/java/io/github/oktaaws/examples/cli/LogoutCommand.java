package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Revokes the tokens that were kept, and forgets them. */
@Command(
    name = "logout",
    description =
        "Revokes the tokens that --cache-access-token has kept for this org and client, and forgets"
            + " them with all credentials from them. AWS credentials that a program already has"
            + " work until they expire.")
final class LogoutCommand implements Callable<Integer> {

  private final Wiring wiring;
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--all",
      description =
          "Forgets what was kept for every other org and client too, without revoking it.")
  private boolean all;

  LogoutCommand(Wiring wiring, Surroundings surroundings) {
    this.wiring = wiring;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Run run = wiring.run(spec, surroundings);
    if (!all) {
      run.require("org-domain", "oidc-client-id");
    }
    try (Person person = run.person()) {
      if (run.settings().value("org-domain").isPresent()
          && run.settings().value("oidc-client-id").isPresent()) {
        person.say(signedOut(run.keptSessions(person).builder().build()));
      }
      if (all) {
        person.say("Everything that was kept is forgotten.");
      }
    } finally {
      if (all) {
        Stores.empty(run.settings());
      }
    }
    return 0;
  }

  private static String signedOut(OktaAwsSession session) {
    boolean somebody = session.signedIn().isPresent();
    session.logout();
    return somebody
        ? "Signed out: the tokens are revoked, and nothing of them is kept."
        : "Nobody was signed in here.";
  }
}
