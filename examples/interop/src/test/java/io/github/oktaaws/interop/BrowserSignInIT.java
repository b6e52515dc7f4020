package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** A real browser signs in on the sandbox's page and comes back to our listener by itself. */
class BrowserSignInIT {

  private static final String ROLE = "arn:aws:iam::123456789012:role/Analyst";

  private final int port = ServerProcess.freePort();
  private final OktaAwsSandbox sandbox = OktaAwsSandbox.start();
  private final Chromium chromium = Chromium.start();
  private final ExecutorService application = Executors.newSingleThreadExecutor();
  private final CompletableFuture<URI> opened = new CompletableFuture<>();
  private final OktaAwsSession okta =
      OktaAwsSession.builder(OktaEndpoints.ofOrg(sandbox.oktaUrl()), sandbox.oidcClientId())
          .federationApp(sandbox.federationApps().get(0).id())
          .stsEndpoint(URI.create(sandbox.stsUrl()))
          .browser(opened::complete)
          .redirectPorts(port)
          .signInTimeout(Duration.ofMinutes(1))
          .build();

  @BeforeEach
  void register() {
    OidcApp app = sandbox.org().oidcApps().get(0);
    sandbox.reconfigure(
        sandbox.org().withOidcApp(app.withRedirectUris("http://127.0.0.1:" + port + "/callback")));
  }

  @AfterEach
  void end() {
    application.shutdownNow();
    chromium.close();
    sandbox.close();
  }

  @Test
  void who_signs_in_comes_back_and_the_program_gets_working_credentials() throws Exception {
    Future<String> identity = application.submit(this::callerIdentity);

    chromium.open(opened.get(1, TimeUnit.MINUTES));
    chromium.screenshot("8-browser-sign-in");
    chromium.type("Username", "jane");
    chromium.type("Password", "jane-password");
    chromium.press("Sign in");

    assertThat(chromium.heading()).isEqualTo("You are signed in");
    chromium.screenshot("9-browser-signed-in");
    assertThat(chromium.text()).contains("You can close this window");
    assertThat(identity.get(1, TimeUnit.MINUTES))
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/Analyst/jane@example.com");
  }

  @Test
  void who_cancels_comes_back_too_and_the_program_says_so() throws Exception {
    Future<String> identity = application.submit(this::callerIdentity);

    chromium.open(opened.get(1, TimeUnit.MINUTES));
    chromium.press("Cancel");

    assertThat(chromium.heading()).isEqualTo("You are not signed in");
    chromium.screenshot("10-browser-cancelled");
    assertThatThrownBy(() -> identity.get(1, TimeUnit.MINUTES))
        .hasRootCauseInstanceOf(AuthorizationDeniedException.class);
  }

  private String callerIdentity() {
    try (OktaAwsCredentialsProvider provider = OktaAwsCredentialsProvider.create(okta.role(ROLE));
        StsClient sts =
            StsClient.builder()
                .credentialsProvider(provider)
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(sandbox.stsUrl()))
                .build()) {
      return sts.getCallerIdentity().arn();
    }
  }
}
