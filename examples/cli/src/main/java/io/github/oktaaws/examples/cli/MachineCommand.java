package io.github.oktaaws.examples.cli;

import picocli.CommandLine.Command;

/** Signs a machine in with its own key. */
@Command(
    name = "m2m",
    description =
        "Signs a machine in to Okta with its private key, without a person, and gives out the"
            + " credentials of the role.",
    footer = {
      "",
      "  okta-aws m2m -o acme.okta.com -c 0oa1service -i kid1 -b key.pem"
          + " -r arn:aws:iam::123456789012:role/Build"
    })
final class MachineCommand extends CredentialsCommand {

  MachineCommand(Wiring wiring, Surroundings surroundings) {
    super(wiring, surroundings);
  }

  @Override
  Flow flow(Wiring flows, Run run) {
    Settings settings = run.settings();
    run.require("org-domain", "oidc-client-id", "aws-iam-role", "key-id");
    if (settings.value("private-key").isEmpty() && settings.value("private-key-file").isEmpty()) {
      throw run.wrong("Missing --private-key-file or --private-key, one of which must be given.");
    }
    return flows.machine();
  }
}
