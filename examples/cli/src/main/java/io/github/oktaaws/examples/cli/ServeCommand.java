package io.github.oktaaws.examples.cli;

import picocli.CommandLine.Command;

/** Serves credentials to programs on this machine. */
@Command(
    name = "serve",
    description =
        "Signs you in as web does and then serves the credentials of the role to programs on this"
            + " machine, as AWS serves them to containers, until Ctrl-C.")
final class ServeCommand extends CredentialsCommand {

  ServeCommand(Wiring wiring, Surroundings surroundings) {
    super(wiring, surroundings);
  }

  @Override
  Flow flow(Wiring flows, Run run) {
    run.require("org-domain", "oidc-client-id");
    return flows.web();
  }
}
