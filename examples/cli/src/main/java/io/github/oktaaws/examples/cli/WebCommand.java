package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.federation.FederationAppService;
import io.github.oktaaws.signin.DeviceAuthorizationService;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.SignIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs in by device authorization and prints credentials of one role. */
@Command(
    name = "web",
    description =
        "Signs you in to Okta in a browser on any device, lets you choose an identity provider and"
            + " a role where there is a choice, and prints the credentials as three export lines.",
    versionProvider = ManifestVersion.class,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "The lines are for a shell to evaluate:",
      "  eval \"$(okta-aws web -o acme.okta.com -c 0oa1oidcClient)\""
    })
final class WebCommand implements Callable<Integer> {

  /** As long as an Okta code can live. */
  private static final Duration LONGEST_SIGN_IN = Duration.ofMinutes(30);

  private final GlobalOptions options;
  private final BufferedReader in;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = {"-a", "--aws-acct-fed-app-id"},
      paramLabel = "ID",
      converter = OptionValues.Id.class,
      description =
          "The AWS Account Federation app; needed for a custom SAML app, which Okta does not list.")
  private @Nullable String federationAppId;

  @Option(
      names = {"-i", "--aws-iam-idp"},
      paramLabel = "ARN",
      converter = OptionValues.IdentityProviderArn.class,
      description = "The SAML identity provider in IAM that the role is to be assumed through.")
  private @Nullable String identityProvider;

  WebCommand(GlobalOptions options, BufferedReader in) {
    this.options = options;
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    GlobalOptions.Client client = options.client(spec);
    Terminal terminal = new Terminal(in, spec.commandLine().getErr());
    OktaOrg org = OktaOrg.of(client.org());
    OktaTokens tokens = signIn(org, client.id(), terminal);
    List<FederationApp> apps =
        federationAppId == null
            ? FederationAppService.create(org, client.id()).list(tokens)
            : List.of(FederationApp.withId(federationAppId));
    WantedRole wanted = new WantedRole(identityProvider, options.iamRole);
    SignedIn signedIn =
        new SignedIn(org, client.id(), tokens, options.region, options.sessionDuration);
    print(new RoleSearch(signedIn, wanted, terminal).credentials(apps));
    return 0;
  }

  private static OktaTokens signIn(OktaOrg org, String clientId, Terminal terminal) {
    return SignIn.onAnyDevice(
            DeviceAuthorizationService.create(org, clientId),
            new DevicePrompt(terminal),
            LONGEST_SIGN_IN)
        .signIn();
  }

  private void print(RoleCredentials credentials) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(ShellExports.of(credentials));
    if (out.checkError()) {
      throw new IOException("the credentials could not be written to standard output");
    }
  }
}
