package io.github.oktaaws.examples.cli;

import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The program in this JVM, with what a person types and the two streams it writes. */
final class Program {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine;

  private Program(String typed) {
    this.commandLine =
        OktaAws.commandLine(new StringReader(typed))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
  }

  record Outcome(int exitCode, String out, String err) {}

  static Program typing(String... lines) {
    return new Program(lines.length == 0 ? "" : String.join("\n", lines) + "\n");
  }

  Outcome run(String... args) {
    int exitCode = commandLine.execute(DefaultCommand.in(args));
    return new Outcome(exitCode, out.toString(), err.toString());
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
