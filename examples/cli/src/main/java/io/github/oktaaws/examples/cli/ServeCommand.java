package io.github.oktaaws.examples.cli;

import io.github.oktaaws.examples.cli.output.CallingShell;
import io.github.oktaaws.examples.cli.output.Shell;
import io.github.oktaaws.examples.cli.serve.EndpointSettings;
import io.github.oktaaws.examples.cli.serve.ServedRole;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves credentials to programs on this machine. */
@Command(
    name = "serve",
    description =
        "Signs you in as web does and then serves the credentials of the role to programs on this"
            + " machine, as AWS serves them to containers, until Ctrl-C.")
final class ServeCommand extends CredentialsCommand {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The port on 127.0.0.1; one that is free unless set.")
  private int port;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "The path of the address; one that cannot be guessed unless set.")
  private @Nullable String path;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Where the authorization token is written; a new file unless set.")
  private @Nullable Path tokenFile;

  ServeCommand(Wiring wiring, Surroundings surroundings) {
    super(wiring, surroundings);
  }

  @Override
  Flow flow(Wiring flows, Run run) {
    run.require("org-domain", "oidc-client-id");
    return flows.web();
  }

  @Override
  int give(Run run, Flow flow) throws IOException {
    try (Person person = run.person()) {
      Sessions sessions = run.sessions(person);
      String role = Wiring.web(run, sessions, person).roleArn();
      person.endWaiting();
      EndpointSettings where =
          new EndpointSettings(port, Optional.ofNullable(path), Optional.ofNullable(tokenFile));
      try (ServedRole served =
          ServedRole.start(
              sessions.builder().build().role(role), role, where, say -> person.say(say))) {
        List<String> command = run.surroundings().command();
        return command.isEmpty()
            ? served.untilStopped(() -> announce(run, served))
            : served.whileRunning(command);
      }
    } catch (InterruptedException e) {
      throw ConfiguredOutput.interrupted("serving credentials", e);
    }
  }

  private static void announce(Run run, ServedRole served) {
    Shell shell = run.option("--shell").map(Shell::named).orElseGet(CallingShell::detected);
    PrintWriter out = run.command().commandLine().getOut();
    out.print(shell.setting(served.variables()));
    out.flush();
  }
}
