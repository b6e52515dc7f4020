package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import io.github.oktaaws.signin.DeviceChallenge;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** A person with a real browser goes through the sandbox's pages, up to working credentials. */
class ActivationPageIT {

  private static final String ROLE = "arn:aws:iam::123456789012:role/Analyst";

  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start();
  private final Chromium chromium = Chromium.start();
  private final ExecutorService application = Executors.newSingleThreadExecutor();
  private final CompletableFuture<DeviceChallenge> shown = new CompletableFuture<>();
  private final OktaAwsSession okta =
      OktaAwsSession.builder(OktaEndpoints.ofOrg(sandbox.oktaUrl()), sandbox.oidcClientId())
          .federationApp(sandbox.federationApps().get(0).id())
          .stsEndpoint(URI.create(sandbox.stsUrl()))
          .prompt(shown::complete)
          .build();

  @AfterEach
  void end() {
    application.shutdownNow();
    chromium.close();
    sandbox.close();
  }

  @Test
  void who_signs_in_compares_the_code_and_approves_gets_working_credentials() throws Exception {
    Future<String> identity = application.submit(this::callerIdentity);
    DeviceChallenge challenge = shown.get(1, TimeUnit.MINUTES);

    chromium.open(challenge.uriToOpen());
    chromium.screenshot("1-sign-in");
    signIn("jane", "jane-password");
    chromium.screenshot("2-compare-the-code");
    assertThat(chromium.text()).contains(challenge.userCode());
    chromium.press("Approve");
    assertThat(chromium.heading()).isEqualTo("Device activated");
    chromium.screenshot("3-activated");

    assertThat(identity.get(1, TimeUnit.MINUTES))
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/Analyst/jane@example.com");
  }

  @Test
  void who_types_the_code_on_a_phone_and_mistypes_the_password_can_still_approve()
      throws Exception {
    Future<String> identity = application.submit(this::callerIdentity);
    DeviceChallenge challenge = shown.get(1, TimeUnit.MINUTES);

    chromium.likeAPhone();
    chromium.open(challenge.verificationUri());
    signIn("jane", "not-her-password");
    assertThat(chromium.alert()).isNotBlank();
    chromium.screenshot("4-wrong-password");
    signIn("jane", "jane-password");
    chromium.screenshot("5-enter-the-code");
    chromium.type(
        "Enter the code displayed on your device", challenge.userCode().toLowerCase(Locale.ROOT));
    chromium.press("Next");
    assertThat(chromium.text()).contains(challenge.userCode());
    chromium.screenshot("6-compare-the-code-on-a-phone");
    chromium.press("Approve");

    assertThat(identity.get(1, TimeUnit.MINUTES)).endsWith("/jane@example.com");
  }

  @Test
  void who_denies_gets_no_credentials() throws Exception {
    Future<String> identity = application.submit(this::callerIdentity);

    chromium.open(shown.get(1, TimeUnit.MINUTES).uriToOpen());
    signIn("jane", "jane-password");
    chromium.press("Deny");
    assertThat(chromium.heading()).isEqualTo("Device not activated");
    chromium.screenshot("7-denied");

    assertThatThrownBy(() -> identity.get(1, TimeUnit.MINUTES))
        .hasRootCauseInstanceOf(AuthorizationDeniedException.class);
  }

  private void signIn(String username, String password) {
    chromium.type("Username", username);
    chromium.type("Password", password);
    chromium.press("Sign in");
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
