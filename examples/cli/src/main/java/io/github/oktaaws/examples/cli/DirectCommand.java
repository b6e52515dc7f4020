package io.github.oktaaws.examples.cli;

import picocli.CommandLine.Command;

/** Signs a person in without a browser. */
@Command(
    name = "direct",
    description =
        "Signs you in to Okta with user name, password and a second factor, without a browser, and"
            + " gives out the credentials of the role. You are asked for the password.",
    footer = {
      "",
      "  okta-aws direct -o acme.okta.com -c 0oa1oidcClient -a jane@acme.com"
          + " -r arn:aws:iam::123456789012:role/Analyst"
    })
final class DirectCommand extends CredentialsCommand {

  DirectCommand(Wiring wiring, Surroundings surroundings) {
    super(wiring, surroundings);
  }

  @Override
  Flow flow(Wiring flows, Run run) {
    run.require("org-domain", "oidc-client-id", "aws-iam-role", "username");
    return flows.direct();
  }
}
