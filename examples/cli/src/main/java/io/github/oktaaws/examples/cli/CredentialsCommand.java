package io.github.oktaaws.examples.cli;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that ends with credentials of a role: a flow, and then the way out. */
abstract class CredentialsCommand implements Callable<Integer> {

  private final Wiring wiring;
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--shell",
      paramLabel = "NAME",
      description =
          "Whose commands --format env-var prints: bash, zsh, sh, fish, powershell or cmd; the one"
              + " that started the program, unless set.")
  @SuppressWarnings("UnusedVariable") // the run finds it among the command's options
  private @Nullable String shell;

  CredentialsCommand(Wiring wiring, Surroundings surroundings) {
    this.wiring = wiring;
    this.surroundings = surroundings;
  }

  /** Checks what the flow cannot do without, and names it. */
  abstract Flow flow(Wiring flows, Run run);

  @Override
  public Integer call() throws IOException {
    Run run = wiring.run(spec, surroundings);
    Flow flow = flow(wiring, run);
    boolean exec = run.settings().isOn("exec");
    if (exec != !surroundings.command().isEmpty()) {
      throw run.wrong(
          exec
              ? "--exec needs a command after --, for example: --exec -- aws s3 ls"
              : "What follows -- is run only with --exec.");
    }
    int exitCode = give(run, flow);
    if (exitCode == 0 && run.settings().isOn("cache-access-token")) {
      // what is kept is there to be asked for again, soon and often
      ClassArchive.keepIfWanted();
    }
    return exitCode;
  }

  /** Gives out the credentials that the flow leads to. */
  int give(Run run, Flow flow) throws IOException {
    WayOut wayOut = wiring.waysOut().of(run);
    return wayOut.take(credentials(flow, run));
  }

  private static RoleCredentials credentials(Flow flow, Run run) {
    try (Person person = run.person()) {
      return flow.credentials(run, person);
    }
  }
}
