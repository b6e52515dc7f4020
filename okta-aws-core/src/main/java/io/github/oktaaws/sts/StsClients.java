package io.github.oktaaws.sts;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.OkHttpSdkClient;
import io.github.oktaaws.internal.http.OktaHttp;
import io.github.oktaaws.internal.http.Words;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.auth.scheme.NoAuthAuthScheme;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.IdpCommunicationErrorException;

/** Which client is asked for a role of a partition. */
interface StsClients {

  /** A client and, for errors, where it asks. */
  record Located(StsClient client, String region, String host) {}

  Located forPartition(String partition);

  /** Throws what {@link #forPartition} would, as far as that takes no client. */
  default void requireRegion(String partition) {}

  /** A client of the caller's, of which we know nothing. */
  static StsClients callers(StsClient client) {
    return partition -> {
      Region region = client.serviceClientConfiguration().region();
      return new Located(client, region == null ? "its region" : region.id(), "AWS STS");
    };
  }

  /** Clients of our own, one for each region that is used, made at first use. */
  static StsClients own(
      StsRegions regions,
      @Nullable Supplier<OkHttpClient> http,
      @Nullable URI endpoint,
      StsPace pace) {
    return new Own(regions, http, endpoint, pace);
  }

  /**
   * Clients that hold no thread and no connection of their own, so that nothing leaks when they are
   * dropped unclosed.
   */
  final class Own implements StsClients {

    private static final AuthSchemeOption UNSIGNED =
        AuthSchemeOption.builder().schemeId(NoAuthAuthScheme.SCHEME_ID).build();

    private final StsRegions regions;
    private final @Nullable Supplier<OkHttpClient> given;
    private final @Nullable URI endpoint;
    private final StsPace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Region, Located> made = new HashMap<>();
    private @Nullable OkHttpSdkClient http;

    private Own(
        StsRegions regions,
        @Nullable Supplier<OkHttpClient> given,
        @Nullable URI endpoint,
        StsPace pace) {
      this.regions = regions;
      this.given = given;
      this.endpoint = endpoint;
      this.pace = pace;
    }

    @Override
    public void requireRegion(String partition) {
      regions.of(partition);
    }

    @Override
    public Located forPartition(String partition) {
      Region region = regions.of(partition);
      lock.lock();
      try {
        return made.computeIfAbsent(region, this::make);
      } finally {
        lock.unlock();
      }
    }

    private Located make(Region region) {
      if (http == null) {
        http =
            new OkHttpSdkClient(
                bounded(given == null ? OktaHttp.newClient() : OktaHttp.derive(given.get())));
      }
      StsClientBuilder client =
          StsClient.builder()
              .region(region)
              .httpClient(http)
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .authSchemeProvider(call -> List.of(UNSIGNED))
              // AWS_DEFAULTS_MODE=auto would ask the instance metadata service
              .defaultsMode(DefaultsMode.STANDARD)
              .overrideConfiguration(configuration());
      if (endpoint != null) {
        client.endpointOverride(endpoint);
      }
      String host = endpoint == null ? "AWS STS in " + region.id() : endpoint.getAuthority();
      return new Located(built(client), region.id(), host);
    }

    /** The SDK reads what the environment and the profile say of STS, and throws its own errors. */
    private static StsClient built(StsClientBuilder client) {
      try {
        return client.build();
      } catch (SdkClientException e) {
        throw new ConfigurationException(
            "The AWS SDK cannot use what this process is configured with: "
                + Words.printable(String.valueOf(e.getMessage())),
            "Correct AWS_ENDPOINT_URL_STS or AWS_ENDPOINT_URL, or the AWS profile's settings.");
      }
    }

    private OkHttpClient bounded(OkHttpClient client) {
      Duration theirs = Duration.ofMillis(client.callTimeoutMillis());
      boolean longer = theirs.isZero() || theirs.compareTo(pace.attempt()) > 0;
      return longer ? client.newBuilder().callTimeout(pace.attempt()).build() : client;
    }

    private ClientOverrideConfiguration configuration() {
      StandardRetryStrategy retries =
          AwsRetryStrategy.standardRetryStrategy().toBuilder()
              .maxAttempts(pace.attempts())
              .backoffStrategy(pace.backoff())
              .throttlingBackoffStrategy(pace.throttled())
              .retryOnException(IdpCommunicationErrorException.class)
              .build();
      return ClientOverrideConfiguration.builder()
          .retryStrategy(retries)
          .addExecutionInterceptor(new UnquotedErrors())
          .addExecutionInterceptor(new UnsignedAnswers())
          .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, OktaHttp.USER_AGENT)
          .build();
    }
  }
}
