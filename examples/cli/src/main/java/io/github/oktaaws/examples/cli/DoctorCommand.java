package io.github.oktaaws.examples.cli;

import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Walks the setup guide's steps and says what to change. */
@Command(
    name = "doctor",
    description =
        "Walks the steps of docs/setup-okta.md and says of each whether it is done and, if not,"
            + " what to change. You are asked to sign in if nobody is.",
    footer = {
      "",
      "Checks: org, engine, clock, client, grants, scopes, sts, sign-in, apps, allowed-client,"
          + " policies, roles, assume-role.",
      "The exit code is 1 if one of them has a problem."
    })
final class DoctorCommand implements Callable<Integer> {

  private final Wiring wiring;
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--no-sign-in", description = "Checks only what can be checked without you.")
  private boolean noSignIn;

  DoctorCommand(Wiring wiring, Surroundings surroundings) {
    this.wiring = wiring;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Run run = wiring.run(spec, surroundings);
    run.require("org-domain", "oidc-client-id");
    try (Person person = run.person()) {
      Sessions sessions = run.sessions(person);
      List<Finding> all = new ArrayList<>();
      tell(run, all, organization(run, sessions));
      tell(run, all, List.of(sts(run)));
      tell(run, all, signIn(run, sessions, person, all));
      return all.stream().anyMatch(Finding::isProblem) ? 1 : 0;
    }
  }

  private static void tell(Run run, List<Finding> all, List<Finding> found) throws IOException {
    for (Finding finding : found) {
      run.print(finding.line() + "\n");
    }
    all.addAll(found);
  }

  private static List<Finding> organization(Run run, Sessions sessions) {
    Clock clock = run.surroundings().clock();
    return new OrgChecks(sessions.org(), sessions.clientId(), clock, !sessions.inBrowser())
        .findings();
  }

  private static Finding sts(Run run) {
    Optional<String> why = CallerIdentity.unreachable(run);
    return why.map(
            words ->
                Finding.problem(
                    "sts",
                    "AWS STS cannot be reached: "
                        + words
                        + " Check --aws-region, the network and HTTPS_PROXY."))
        .orElseGet(() -> Finding.ok("sts", "AWS STS answers"));
  }

  private List<Finding> signIn(Run run, Sessions sessions, Person person, List<Finding> before) {
    if (noSignIn) {
      return SignInChecks.skipped("--no-sign-in");
    }
    return before.stream().anyMatch(DoctorCommand::isInTheWay)
        ? SignInChecks.skipped("what comes before has a problem")
        : new SignInChecks(sessions, run, person).findings();
  }

  private static boolean isInTheWay(Finding finding) {
    return finding.isProblem() && !List.of("clock", "sts").contains(finding.check());
  }
}
