package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The SDK's asynchronous clients wait for the identity on their caller's thread, whatever future
 * they get. With a provider that was warmed by login() there is never anything to wait for.
 */
@Timeout(120)
class AsyncClientsTest {

  private final ProviderRig rig = new ProviderRig();
  private final List<Boolean> completeAtOnce = new CopyOnWriteArrayList<>();

  @Test
  void aClientNeverBlocksItsCallerWhileCredentialsHaveMoreThanAMinuteLeft() throws Exception {
    OktaAwsCredentialsProvider provider = rig.warm();
    AnsweringAsyncHttpClient http = new AnsweringAsyncHttpClient();
    try (StsAsyncClient client =
        StsAsyncClient.builder()
            .httpClient(http)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(watched(provider))
            .build()) {
      // through two refreshes, each of which hangs until the call is done, and one that fails
      for (int minute = 0; minute < 150; minute++) {
        Gate upstream = new Gate();
        rig.source.before(upstream);
        CompletableFuture<GetCallerIdentityResponse> call = client.getCallerIdentity();
        assertThat(call.get(60, SECONDS).account()).isEqualTo("123456789012");
        assertThat(http.lastAuthorization())
            .contains("Credential=" + ProviderRig.generation(generationsGiven()) + "/");
        if (minute == 45) {
          rig.source.failsWith(ProviderRig.networkDown());
        }
        upstream.open();
        rig.flights.land();
        rig.source.succeeds();
        rig.pass(Duration.ofMinutes(1));
      }
    }
    assertThat(rig.attempts()).isEqualTo(5);
    assertThat(completeAtOnce).hasSizeGreaterThanOrEqualTo(150).containsOnly(true);
  }

  private int generationsGiven() {
    String last = rig.source.given().get(rig.source.given().size() - 1).accessKeyId();
    return Integer.parseInt(last.substring("ASIAGENERATION".length()));
  }

  private AwsCredentialsProvider watched(OktaAwsCredentialsProvider provider) {
    return new AwsCredentialsProvider() {
      @Override
      public AwsCredentials resolveCredentials() {
        throw new AssertionError("an asynchronous client asks for the identity");
      }

      @Override
      public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(
          ResolveIdentityRequest request) {
        CompletableFuture<AwsCredentialsIdentity> identity = provider.resolveIdentity(request);
        completeAtOnce.add(identity.isDone());
        return identity;
      }
    };
  }
}
