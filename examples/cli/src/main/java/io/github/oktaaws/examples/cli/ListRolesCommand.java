package io.github.oktaaws.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oktaaws.examples.cli.OfferedRoles.Offered;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Every role of every federation app. */
@Command(
    name = "list-roles",
    description =
        "Lists every role of every AWS app that Okta offers you: account, role, label in okta.yaml,"
            + " app and ARN. You are asked to sign in if nobody is.")
final class ListRolesCommand implements Callable<Integer> {

  private final Wiring wiring;
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--json", description = "As JSON, with the identity provider and the app's id.")
  private boolean json;

  ListRolesCommand(Wiring wiring, Surroundings surroundings) {
    this.wiring = wiring;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Run run = wiring.run(spec, surroundings);
    run.require("org-domain", "oidc-client-id");
    OfferedRoles offered = offered(run);
    List<Map<String, String>> rows =
        offered.roles().stream().map(role -> row(role, run.settings())).toList();
    run.print(json ? json(rows) : Table.of(rows, "account", "role", "label", "app", "arn"));
    return offered.closed().isEmpty() ? 0 : 1;
  }

  private static OfferedRoles offered(Run run) {
    try (Person person = run.person()) {
      Optional<String> app = run.settings().value("aws-acct-fed-app-id");
      OfferedRoles offered = OfferedRoles.of(run.sessions(person), app);
      offered
          .closed()
          .forEach(closed -> person.say(closed.app().label() + ": " + closed.error().getMessage()));
      return offered;
    }
  }

  private static Map<String, String> row(Offered offered, Settings settings) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("account", offered.role().accountId());
    row.put("role", offered.role().roleName());
    row.put("label", settings.roleLabel(offered.role().roleArn()).orElse(""));
    row.put("app", offered.app().label());
    row.put("arn", offered.role().roleArn());
    row.put("identityProvider", offered.role().principalArn());
    row.put("appId", offered.app().id());
    return row;
  }

  private static String json(Object value) throws IOException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }
}
