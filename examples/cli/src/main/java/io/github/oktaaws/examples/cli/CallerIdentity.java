package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaAwsHttp;
import io.github.oktaaws.RoleCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Whom AWS takes one for (AWS STS API Reference, GetCallerIdentity).
 *
 * @param arn for example {@code arn:aws:sts::123456789012:assumed-role/Analyst/jane@acme.com}
 * @param account twelve digits
 */
record CallerIdentity(String arn, String account) {

  private static final Map<String, Region> REGIONS =
      Map.of("aws-cn", Region.CN_NORTH_1, "aws-us-gov", Region.US_GOV_WEST_1);

  /**
   * Asks AWS.
   *
   * @param run the run, whose settings may name the region
   * @param credentials the credentials
   * @return the identity
   * @throws IOException if AWS does not say
   */
  static CallerIdentity of(Run run, AwsCredentials credentials) throws IOException {
    try (StsClient sts = client(run, StaticCredentialsProvider.create(credentials))) {
      GetCallerIdentityResponse answer = sts.getCallerIdentity();
      return new CallerIdentity(answer.arn(), answer.account());
    } catch (SdkException e) {
      throw new IOException("AWS does not tell whose the credentials are: " + e.getMessage(), e);
    }
  }

  /**
   * Whether STS answers at all.
   *
   * @param run the run
   * @return why not, if so
   */
  static Optional<String> unreachable(Run run) {
    try (StsClient sts = client(run, AnonymousCredentialsProvider.create())) {
      sts.getCallerIdentity();
      return Optional.empty();
    } catch (StsException refused) {
      return refused.statusCode() < 500
          ? Optional.empty()
          : Optional.of("it answers HTTP " + refused.statusCode());
    } catch (SdkException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static StsClient client(Run run, AwsCredentialsProvider credentials) {
    StsClientBuilder sts =
        StsClient.builder()
            .httpClient(OktaAwsHttp.forAwsSdk(run.httpClient()))
            .region(region(run.settings()))
            .credentialsProvider(credentials);
    run.settings().value("aws-sts-endpoint").map(URI::create).ifPresent(sts::endpointOverride);
    return sts.build();
  }

  private static Region region(Settings settings) {
    String partition =
        settings
            .value("aws-iam-role")
            .filter(role -> role.startsWith("arn:"))
            .map(arn -> arn.split(":", 3)[1])
            .orElse("aws");
    return settings
        .value("aws-region")
        .map(Region::of)
        .orElse(REGIONS.getOrDefault(partition, Region.US_EAST_1));
  }

  static AwsCredentials credentials(RoleCredentials role) {
    return AwsSessionCredentials.create(
        role.accessKeyId(), role.secretAccessKey(), role.sessionToken());
  }

  static Optional<AwsCredentials> inEnvironment(Map<String, String> variables) {
    String id = variables.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = variables.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    String session = variables.getOrDefault("AWS_SESSION_TOKEN", "");
    if (id.isBlank() || secret.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        session.isBlank()
            ? AwsBasicCredentials.create(id, secret)
            : AwsSessionCredentials.create(id, secret, session));
  }
}
