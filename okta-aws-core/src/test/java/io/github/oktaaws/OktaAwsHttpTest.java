package io.github.oktaaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class OktaAwsHttpTest {

  private final OktaAwsSandbox sandbox = OktaAwsSandbox.builder().start();

  @AfterEach
  void stop() {
    Planted.secretsOf(sandbox);
    sandbox.close();
  }

  @Test
  void aClientHasTheLibrarysTimeoutsAndStaysThereWhenMoreIsSet() {
    OkHttpClient more =
        OktaAwsHttp.newClient().newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    assertThat(more.connectTimeoutMillis()).isEqualTo(3_000);
    assertThat(more.readTimeoutMillis()).isEqualTo(30_000);
    assertThat(more.callTimeoutMillis()).isEqualTo(60_000);
    assertThat(more.followRedirects()).isFalse();
  }

  @Test
  void theAwsSdkAsksStsThroughAClientOfTheCallers() {
    OkHttpClient client =
        OktaAwsHttp.newClient()
            .newBuilder()
            .addInterceptor(
                chain ->
                    chain.proceed(chain.request().newBuilder().header("X-Through", "us").build()))
            .build();
    try (StsClient sts =
        StsClient.builder()
            .httpClient(OktaAwsHttp.forAwsSdk(client))
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(sandbox.stsUrl()))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(StsException.class);
    }

    assertThat(sandbox.requests())
        .anySatisfy(request -> assertThat(request.header("X-Through")).contains("us"));
  }
}
