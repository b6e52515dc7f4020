package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.OktaAwsException;
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
            + " them with all credentials from them, whichever of web, m2m and direct has kept them."
            + " AWS credentials that a program already has"
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
        signOut(run, person);
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

  /** What Okta cannot be told of one sign-in keeps the others from nothing. */
  private void signOut(Run run, Person person) throws IOException {
    boolean nobody = true;
    OktaAwsException failure = null;
    for (KeptSignIn each : KeptSignIns.toEnd(run, person)) {
      boolean somebody = each.who().get().isPresent();
      nobody &= !somebody;
      try {
        each.end().run();
        if (somebody) {
          person.say(
              "Signed out of "
                  + each.way()
                  + ": the tokens are revoked, and nothing of them is kept.");
        }
      } catch (OktaAwsException e) {
        failure = failure == null ? e : with(failure, e);
      }
    }
    if (nobody && failure == null) {
      person.say("Nobody was signed in here.");
    }
    if (!all && Stores.holdsSignIns(run.settings())) {
      person.say(
          "Sign-ins are still kept for another org, client, user name, scope or authorization"
              + " server. Name it, or forget them with logout --all.");
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static OktaAwsException with(OktaAwsException first, OktaAwsException another) {
    first.addSuppressed(another);
    return first;
  }
}
