package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.RoleSelector;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Keycloak's assertion, moto's STS, our provider, and the AWS SDK's S3 client on top. */
@ExtendWith(PeerServers.class)
class MotoChainIT {

  private static final String ROLE = "arn:aws:iam::123456789012:role/ReadOnly";

  private final SamlAssertion assertion;
  private final AssumeRoleWithSamlService sts;
  private final MotoServer moto;

  MotoChainIT(KeycloakServer keycloak, MotoServer moto) {
    this.moto = moto;
    this.assertion = SamlAssertion.fromPage(new KeycloakPerson("joe").awsPage(keycloak.realm()));
    this.sts =
        AssumeRoleWithSamlService.builder()
            .region(Region.US_EAST_1)
            .endpoint(moto.endpoint())
            .build();
  }

  @Test
  void moto_takes_the_assertion_for_credentials_of_the_role() {
    RoleCredentials credentials = sts.assume(assertion, role());

    assertThat(credentials.roleArn()).isEqualTo(ROLE);
    assertThat(credentials.accountId()).isEqualTo("123456789012");
    assertThat(credentials.assumedRoleArn()).endsWith(":assumed-role/ReadOnly/joe");
    assertThat(credentials.lifetime())
        .as("moto takes SessionDuration from the assertion, whatever is asked")
        .isBetween(Duration.ofMinutes(479), Duration.ofMinutes(481));
  }

  @Test
  void an_S3_client_with_the_provider_puts_and_gets_an_object() {
    RoleCredentialsSource source = request -> sts.assume(assertion, role());
    try (OktaAwsCredentialsProvider provider = OktaAwsCredentialsProvider.create(source);
        S3Client s3 =
            S3Client.builder()
                .credentialsProvider(provider)
                .region(Region.US_EAST_1)
                .endpointOverride(moto.endpoint())
                .forcePathStyle(true)
                .build()) {
      s3.createBucket(bucket -> bucket.bucket("reports"));
      s3.putObject(
          put -> put.bucket("reports").key("november.txt"), RequestBody.fromString("42 sign-ins"));

      assertThat(
              s3.getObjectAsBytes(get -> get.bucket("reports").key("november.txt")).asUtf8String())
          .isEqualTo("42 sign-ins");
    }
  }

  private AwsRole role() {
    return RoleSelector.only().select(assertion.roles());
  }
}
