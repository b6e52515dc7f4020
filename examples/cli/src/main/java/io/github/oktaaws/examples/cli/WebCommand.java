package io.github.oktaaws.examples.cli;

import picocli.CommandLine.Command;

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

  WebCommand(Wiring wiring, Surroundings surroundings) {
    super(wiring, surroundings);
  }

  @Override
  Flow flow(Wiring flows, Run run) {
    run.require("org-domain", "oidc-client-id");
    return flows.web();
  }
}
