package io.github.oktaaws.examples.cli;

import io.github.oktaaws.SignedInPerson;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Who is signed in, and who that is for AWS. Nobody is asked anything. */
@Command(
    name = "whoami",
    description =
        "Tells who is signed in to Okta until when, as --cache-access-token has kept it, and asks"
            + " AWS whose the credentials are: those of --aws-iam-role if it is set, else those in"
            + " the environment. Nobody is asked to sign in.")
final class WhoAmICommand implements Callable<Integer> {

  private final Wiring wiring;
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  WhoAmICommand(Wiring wiring, Surroundings surroundings) {
    this.wiring = wiring;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Run run = wiring.run(spec, surroundings);
    boolean client =
        run.settings().value("org-domain").isPresent()
            && run.settings().value("oidc-client-id").isPresent();
    try (Person person = run.person()) {
      Optional<Sessions> sessions =
          client ? Optional.of(run.keptSessions(person)) : Optional.empty();
      run.print("okta  " + sessions.map(WhoAmICommand::okta).orElse("no org is set") + "\n");
      Optional<AwsCredentials> credentials = credentials(run, person, sessions);
      if (credentials.isEmpty()) {
        run.print("aws   no credentials: name a role that was kept, or set AWS_ACCESS_KEY_ID\n");
        return 1;
      }
      CallerIdentity identity = CallerIdentity.of(run, credentials.get());
      run.print("aws   " + identity.arn() + " (account " + identity.account() + ")\n");
      return 0;
    }
  }

  private static String okta(Sessions sessions) {
    return sessions
        .builder()
        .build()
        .signedIn()
        .map(person -> words(person) + " at " + sessions.org().host())
        .orElse("nobody is signed in at " + sessions.org().host());
  }

  /** Who it is, and until when. */
  static String words(SignedInPerson person) {
    return person.username().orElse(person.subject())
        + " until "
        + person.until()
        + (person.refreshable() ? ", can be renewed" : "");
  }

  private static Optional<AwsCredentials> credentials(
      Run run, Person person, Optional<Sessions> sessions) {
    WantedRole wanted = new WantedRole(run.settings());
    if (wanted.roleArn().isPresent() && sessions.isPresent()) {
      return new RoleSearch(sessions.get(), wanted, person, new Labels(run.settings()))
          .withoutAsking()
          .map(CallerIdentity::credentials);
    }
    return CallerIdentity.inEnvironment(run.surroundings().variables());
  }
}
