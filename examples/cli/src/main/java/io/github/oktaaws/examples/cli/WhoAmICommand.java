package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.SignedInPerson;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
      List<KeptSignIn> kept = client ? KeptSignIns.toLookAt(run, person) : List.of();
      run.print(okta(run, kept));
      Optional<AwsCredentials> credentials = credentials(run, kept);
      if (credentials.isEmpty()) {
        run.print("aws   no credentials: name a role that was kept, or set AWS_ACCESS_KEY_ID\n");
        return 1;
      }
      CallerIdentity identity = CallerIdentity.of(run, credentials.get());
      run.print("aws   " + identity.arn() + " (account " + identity.account() + ")\n");
      return 0;
    }
  }

  /** A line for each sign-in. */
  private static String okta(Run run, List<KeptSignIn> kept) {
    if (kept.isEmpty()) {
      return "okta  no org is set\n";
    }
    String host = OktaEndpoints.ofOrg(run.required("org-domain")).origin().getAuthority();
    List<String> lines =
        kept.stream()
            .flatMap(
                each ->
                    each.who().get().stream()
                        .map(who -> words(who) + " at " + host + ", with " + each.way()))
            .toList();
    return (lines.isEmpty() ? List.of("nobody is signed in at " + host) : lines)
        .stream().map(line -> "okta  " + line + "\n").collect(Collectors.joining());
  }

  /** Who it is, and until when. */
  static String words(SignedInPerson person) {
    return person.username().orElse(person.subject())
        + " until "
        + person.until()
        + (person.refreshable() ? ", can be renewed" : "");
  }

  private static Optional<AwsCredentials> credentials(Run run, List<KeptSignIn> kept) {
    if (new WantedRole(run.settings()).roleArn().isEmpty() || kept.isEmpty()) {
      return CallerIdentity.inEnvironment(run.surroundings().variables());
    }
    OktaAwsException failure = null;
    for (KeptSignIn each : kept) {
      try {
        Optional<RoleCredentials> credentials = each.role().get();
        if (credentials.isPresent()) {
          return credentials.map(CallerIdentity::credentials);
        }
      } catch (OktaAwsException e) {
        // another sign-in may lead to the role
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }
}
