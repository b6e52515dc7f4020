package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.SandboxRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Real clients of the AWS SDK, against a sandbox that checks their signatures. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsClientsTest {

  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start();
  private final AtomicInteger prompts = new AtomicInteger();
  private final OktaAwsSession okta =
      OktaAwsSession.builder(OktaEndpoints.ofOrg(sandbox.oktaUrl()), sandbox.oidcClientId())
          .stsEndpoint(URI.create(sandbox.stsUrl()))
          .region(Region.EU_CENTRAL_1)
          .federationApp("0oa1awsprod000000000")
          .prompt(challenge -> prompts.incrementAndGet())
          .build();

  @BeforeAll
  void approve() {
    sandbox.autoApprove("jane");
  }

  @AfterAll
  void stop() {
    Planted.secretsOf(sandbox);
    sandbox.close();
  }

  @Test
  void clientsThatCloseTheProviderLeaveItToTheNext() {
    OktaAwsCredentialsProvider provider = provider();
    for (int i = 0; i < 3; i++) {
      try (StsClient client = client(provider)) {
        assertThat(client.getCallerIdentity().arn())
            .startsWith("arn:aws:sts::123456789012:assumed-role/Analyst/");
      }
    }
    assertThat(prompts).as("times the person was asked in all tests").hasValue(1);
  }

  @Test
  void theUserAgentNamesTheWayTheCredentialsCameInTheSdksOwnTerms() {
    OktaAwsCredentialsProvider provider = provider();
    AwsSessionCredentials known = (AwsSessionCredentials) provider.resolveCredentials();
    AwsCredentials unnamed =
        AwsSessionCredentials.create(
            known.accessKeyId(), known.secretAccessKey(), known.sessionToken());

    List<String> ours = metrics(provider);
    assertThat(ours).contains("j");
    assertThat(ours.stream().filter(metric -> !metric.equals("j")))
        .as("metrics beside ours")
        .containsExactlyElementsOf(metrics(() -> unnamed));
  }

  @Test
  void inAChainTheProviderServesAndAFailureOfItsFallsThroughToTheNext() {
    ScriptedSource source = new ScriptedSource(Clock.systemUTC());
    AwsCredentialsProvider other =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAOTHER", "other-secret"));
    try (AwsCredentialsProviderChain chain =
        AwsCredentialsProviderChain.of(OktaAwsCredentialsProvider.create(source), other)) {
      source.failsWith(new CancelledException("it", ErrorContext.at(Step.SIGN_IN)));
      assertThat(chain.resolveCredentials().accessKeyId()).isEqualTo("AKIAOTHER");
    }
    source.succeeds();
    try (AwsCredentialsProviderChain chain =
        AwsCredentialsProviderChain.of(OktaAwsCredentialsProvider.create(source), other)) {
      assertThat(chain.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
      assertThat(chain.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    }
  }

  @Test
  void anAsynchronousClientWithAWarmProviderSignsWithoutWaiting() throws Exception {
    OktaAwsCredentialsProvider provider = provider();
    provider.login();
    int asked = sandbox.requests().size();
    assertThat(provider.resolveIdentity()).isCompleted();

    AnsweringAsyncHttpClient http = new AnsweringAsyncHttpClient();
    try (StsAsyncClient client =
        StsAsyncClient.builder()
            .httpClient(http)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(provider)
            .build()) {
      assertThat(client.getCallerIdentity().get(60, SECONDS).account()).isEqualTo("123456789012");
    }
    assertThat(http.lastAuthorization())
        .contains("Credential=" + provider.resolveCredentials().accessKeyId() + "/");
    assertThat(sandbox.requests()).hasSize(asked);
  }

  @Test
  void aFailedSignInFailsTheCallOfTheClientWithWhatToDoAboutIt() {
    ScriptedSource source =
        new ScriptedSource(Clock.systemUTC())
            .failsWith(new CancelledException("it", ErrorContext.at(Step.SIGN_IN)));
    try (StsClient client = client(OktaAwsCredentialsProvider.create(source))) {
      assertThatThrownBy(client::getCallerIdentity)
          .isInstanceOf(SdkClientException.class)
          .hasMessageContaining("start again when you want to")
          .hasCauseInstanceOf(CancelledException.class);
    }
    assertThat(source.requests()).as("the SDK does not try again").hasSize(1);
  }

  /** What the SDK reports of a call in its User-Agent; the oldest names the credentials alone. */
  private List<String> metrics(AwsCredentialsProvider provider) {
    try (StsClient client = client(provider)) {
      client.getCallerIdentity();
    }
    List<SandboxRequest> requests = sandbox.requests("/");
    String userAgent = requests.get(requests.size() - 1).header("User-Agent").orElseThrow();
    Matcher section = Pattern.compile("(?:^| )(?:m/|cfg/auth-source#)([^ ]+)").matcher(userAgent);
    return section.find() ? List.of(section.group(1).split(",", -1)) : List.of();
  }

  private OktaAwsCredentialsProvider provider() {
    return OktaAwsCredentialsProvider.create(okta.role(ScriptedSource.ROLE));
  }

  private StsClient client(AwsCredentialsProvider provider) {
    return StsClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .endpointOverride(URI.create(sandbox.stsUrl()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(provider)
        .build();
  }
}
