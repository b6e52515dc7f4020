package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.federation.WebSsoToken;
import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import io.github.oktaaws.saml.RoleSelector;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Keycloak's sign-in and assertion, moto's STS and S3, and the AWS SDK's client on top. */
@ExtendWith(PeerServers.class)
class MotoChainIT {

  private static final String ROLE = "arn:aws:iam::123456789012:role/ReadOnly";

  private final KeycloakRealm realm;
  private final MotoServer moto;
  private final KeycloakPerson joe = new KeycloakPerson("joe");

  MotoChainIT(KeycloakServer keycloak, MotoServer moto) {
    this.realm = keycloak.realm();
    this.moto = moto;
  }

  @Test
  void moto_takes_the_assertion_for_credentials_of_the_role() {
    SamlAssertion assertion = SamlAssertion.fromPage(joe.awsPage(realm));
    AssumeRoleWithSamlService sts =
        AssumeRoleWithSamlService.builder()
            .region(Region.US_EAST_1)
            .endpoint(moto.endpoint())
            .build();

    RoleCredentials credentials =
        sts.assume(assertion, RoleSelector.only().select(assertion.roles()));

    assertThat(credentials.roleArn()).isEqualTo(ROLE);
    assertThat(credentials.accountId()).isEqualTo("123456789012");
    assertThat(credentials.assumedRoleArn())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/ReadOnly/joe");
    assertThat(credentials.lifetime())
        .as("moto takes SessionDuration from the assertion, whatever is asked")
        .isBetween(Duration.ofMinutes(479), Duration.ofMinutes(481));
  }

  @Test
  void after_one_sign_in_an_S3_client_with_the_provider_puts_and_gets_an_object() {
    try (OktaAwsCredentialsProvider provider =
            OktaAwsCredentialsProvider.create(session().role(ROLE));
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

  /** A session over Keycloak, which has no token exchange like Okta's: two steps are our own. */
  private OktaAwsSession session() {
    return OktaAwsSession.builder(
            OktaEndpoints.discover(realm.issuer(), new OkHttpClient()), KeycloakServer.CLIENT_ID)
        .scopes(List.of("openid"))
        .prompt(challenge -> joe.approve(challenge.uriToOpen()))
        .federationApp("amazon-aws")
        .tokenExchange((tokens, app) -> new WebSsoToken("unused", app, Duration.ofMinutes(1)))
        .samlAssertions(token -> SamlAssertion.fromPage(joe.awsPage(realm)))
        .region(Region.US_EAST_1)
        .stsEndpoint(moto.endpoint())
        .build();
  }
}
