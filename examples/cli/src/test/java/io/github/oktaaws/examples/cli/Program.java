package io.github.oktaaws.examples.cli;

import io.github.oktaaws.examples.cli.terminal.People;
import io.github.oktaaws.examples.cli.terminal.Person;
import io.github.oktaaws.examples.cli.terminal.Terminals;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The program in this JVM, with what a person types and the two streams it writes. */
final class Program {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> variables = new HashMap<>();
  private final People people;
  private boolean interleaved;
  private Clock clock = Clock.systemUTC();
  private Wiring wiring = Wiring.standard();

  private Program(People people) {
    this.people = people;
    variables.put("HOME", "no-such-home");
  }

  record Outcome(int exitCode, String out, String err) {}

  static Program typing(String... lines) {
    StringReader in = new StringReader(lines.length == 0 ? "" : String.join("\n", lines) + "\n");
    return new Program((forProgram, err) -> Person.answering(in, err));
  }

  static Program withNobody() {
    return new Program(Person::nobody);
  }

  /** At a terminal that shows what is written, in the order in which it is written. */
  static Program atTerminal() {
    Program program = new Program((forProgram, err) -> Terminals.person(err));
    program.interleaved = true;
    return program;
  }

  Program home(Path directory) {
    return variable("HOME", directory.toString());
  }

  Program variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Settings as a command sees them that is given some, with an environment. */
  static Settings settings(Map<String, String> given, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.putIfAbsent("HOME", "no-such-home");
    return ConfiguredSettings.of(
        given,
        new Surroundings(environment, Map.of(), Person::nobody, List.of(), Clock.systemUTC()));
  }

  Program clock(Clock other) {
    clock = other;
    return this;
  }

  Program wiring(Wiring other) {
    wiring = other;
    return this;
  }

  Outcome run(String... args) {
    Arguments split = Arguments.of(args);
    CommandLine commandLine =
        OktaAws.commandLine(
                wiring,
                new Surroundings(Map.copyOf(variables), Map.of(), people, split.command(), clock))
            .setOut(new PrintWriter(interleaved ? err : out, true))
            .setErr(new PrintWriter(err, true));
    int exitCode = commandLine.execute(DefaultCommand.in(split.own(), commandLine));
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** Runs a command against a sandbox. */
  Outcome at(OktaAwsSandbox sandbox, String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of("-o", sandbox.oktaUrl(), "-c", sandbox.oidcClientId()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  Outcome web(OktaAwsSandbox sandbox, String... more) {
    return run(web(sandbox, List.of(more)));
  }

  String err() {
    return err.toString();
  }

  static String[] web(OktaAwsSandbox sandbox, List<String> more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "web",
                "--org-domain",
                sandbox.oktaUrl(),
                "--oidc-client-id",
                sandbox.oidcClientId()));
    args.addAll(more);
    return args.toArray(String[]::new);
  }
}
