package io.github.oktaaws.examples.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Signs in in a browser. */
@Command(
    name = "web",
    description =
        "Signs you in to Okta in a browser on any device, lets you choose an identity provider and"
            + " a role where there is a choice, and gives out the credentials.",
    footer = {
      "",
      "Unless --format says otherwise, they are lines for a shell to evaluate:",
      "  eval \"$(okta-aws web -o acme.okta.com -c 0oa1oidcClient)\""
    })
final class WebCommand extends CredentialsCommand {

  @Option(
      names = "--profile-template",
      paramLabel = "TEMPLATE",
      description =
          "What --all-profiles calls each profile, from {account}, {alias}, {app}, {role} and {idp};"
              + " {account}-{role} unless set.")
  @SuppressWarnings("UnusedVariable") // the run finds it among the command's options
  private @Nullable String profileTemplate;

  WebCommand(Wiring wiring, Surroundings surroundings) {
    super(wiring, surroundings);
  }

  @Override
  int give(Run run, Flow flow) throws IOException {
    return run.settings().isOn("all-profiles") ? EveryProfile.write(run) : super.give(run, flow);
  }

  @Override
  Flow flow(Wiring flows, Run run) {
    run.require("org-domain", "oidc-client-id");
    return flows.web();
  }
}
