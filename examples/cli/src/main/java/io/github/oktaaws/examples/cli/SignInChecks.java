package io.github.oktaaws.examples.cli;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.examples.cli.OfferedRoles.Offered;
import io.github.oktaaws.examples.cli.terminal.Person;
import io.github.oktaaws.federation.FederationApp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** What a sign-in shows: the apps, whether they let the client in, and their roles. */
final class SignInChecks {

  private static final List<String> ALL =
      List.of("sign-in", "apps", "allowed-client", "policies", "roles", "assume-role");

  private final Sessions sessions;
  private final WantedRole wanted;
  private final Person person;
  private final Labels labels;
  private final List<Finding> findings = new ArrayList<>();

  SignInChecks(Sessions sessions, Run run, Person person) {
    this.sessions = sessions;
    this.wanted = new WantedRole(run.settings());
    this.person = person;
    this.labels = new Labels(run.settings());
  }

  /** Every check, not looked at. */
  static List<Finding> skipped(String why) {
    return ALL.stream().map(check -> Finding.skipped(check, why)).toList();
  }

  /**
   * Signs in, if nobody is signed in, and looks.
   *
   * @return what was found
   */
  List<Finding> findings() {
    try {
      look();
    } catch (OktaAwsException e) {
      findings.add(Problems.of(OfferedRoles.why(e)));
    } finally {
      person.endWaiting();
    }
    List<String> looked = findings.stream().map(Finding::check).toList();
    ALL.stream()
        .filter(check -> !looked.contains(check))
        .forEach(check -> findings.add(Finding.skipped(check, "what comes before has a problem")));
    return findings;
  }

  private void look() {
    OfferedRoles offered = OfferedRoles.of(sessions, wanted.federationApp());
    List<FederationApp> apps = offered.apps();
    findings.add(
        Finding.ok(
            "sign-in",
            sessions.builder().build().signedIn().map(WhoAmICommand::words).orElse("done")));
    findings.add(
        Finding.ok(
            "apps", apps.stream().map(FederationApp::label).collect(Collectors.joining(", "))));
    offered.closed().stream()
        .map(closed -> Problems.of(closed.error()))
        .distinct()
        .forEach(findings::add);
    int open = apps.size() - offered.closed().size();
    if (open > 0) {
      findings.add(Finding.ok("allowed-client", open + " of " + apps.size() + " let it in"));
      findings.add(Finding.ok("policies", open + " of " + apps.size() + " ask for no more"));
    }
    if (!offered.roles().isEmpty()) {
      findings.add(Finding.ok("roles", roles(offered)));
      assume(offered);
    }
  }

  private static String roles(OfferedRoles offered) {
    return offered.roles().stream()
        .collect(
            Collectors.groupingBy(
                role -> role.app().label(), LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(app -> app.getKey() + ": " + app.getValue())
        .collect(Collectors.joining(", "));
  }

  private void assume(OfferedRoles offered) {
    if (!wanted.isGiven()) {
      findings.add(Finding.skipped("assume-role", "no role is set; give --aws-iam-role"));
      return;
    }
    List<Offered> matching =
        offered.roles().stream().filter(one -> wanted.matches(one.role())).toList();
    if (matching.size() > 1) {
      findings.add(Finding.skipped("assume-role", "several roles are meant"));
      return;
    }
    RoleCredentials credentials = new RoleSearch(sessions, wanted, person, labels).among(offered);
    findings.add(
        Finding.ok(
            "assume-role", credentials.assumedRoleArn() + " until " + credentials.expiration()));
  }
}
