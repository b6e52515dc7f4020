package io.github.oktaaws.examples.quickstart;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The whole way against an Okta org and an AWS STS on this machine: the prompt, the identity
 * provider, the role, the credentials, and who AWS says that they are.
 */
public final class TryIt {

  private static final String PERSON = "jane";

  private final PrintStream out;

  TryIt(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param args {@code --browser} to approve the sign-in yourself, in a browser on this machine
   */
  public static void main(String[] args) {
    new TryIt(System.out).run(List.of(args).contains("--browser"));
  }

  void run(boolean approveInBrowser) {
    try (OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start()) {
      if (approveInBrowser) {
        out.println("Sign in as " + PERSON + " with the password jane-password.");
      } else {
        sandbox.autoApprove(PERSON);
      }
      signIn(sandbox);
    }
  }

  private void signIn(OktaAwsSandbox sandbox) {
    URI sts = URI.create(sandbox.stsUrl());
    OktaAwsSession okta =
        OktaAwsSession.builder(sandbox.oktaUrl(), sandbox.oidcClientId())
            .stsEndpoint(sts)
            .federationAppSelector(this::firstApp)
            .build();
    try (OktaAwsCredentialsProvider provider =
            OktaAwsCredentialsProvider.create(okta.role(this::analyst));
        StsClient client =
            StsClient.builder()
                .credentialsProvider(provider)
                .endpointOverride(sts)
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
      GetCallerIdentityResponse caller = client.getCallerIdentity();
      AwsSessionCredentials credentials = (AwsSessionCredentials) provider.resolveCredentials();
      out.println("export AWS_ACCESS_KEY_ID=" + credentials.accessKeyId());
      out.println("export AWS_SECRET_ACCESS_KEY=" + masked(credentials.secretAccessKey()));
      out.println("export AWS_SESSION_TOKEN=" + masked(credentials.sessionToken()));
      out.println("AWS says that this is " + caller.arn() + " of account " + caller.account());
    }
  }

  private FederationApp firstApp(List<FederationApp> apps) {
    FederationApp app = apps.get(0);
    out.println("Identity provider: " + app.label() + " (one of " + apps.size() + ")");
    return app;
  }

  private AwsRole analyst(List<AwsRole> roles) {
    AwsRole role =
        roles.stream()
            .filter(candidate -> candidate.roleName().equals("Analyst"))
            .findFirst()
            .orElse(roles.get(0));
    out.println("Role: " + role.roleArn() + " (one of " + roles.size() + ")");
    return role;
  }

  private static String masked(String secret) {
    return secret.substring(0, 4) + "…";
  }
}
