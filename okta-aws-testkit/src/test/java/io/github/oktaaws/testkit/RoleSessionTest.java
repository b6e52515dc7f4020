package io.github.oktaaws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.testkit.SandboxClient.Answer;
import java.net.URI;
import javax.net.ssl.TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

class RoleSessionTest {

  private OktaAwsSandbox sandbox = OktaAwsSandbox.start();
  private SandboxClient client = new SandboxClient(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private FederationApp app() {
    return sandbox.federationApps().get(0);
  }

  private StsClient sts(AwsCredentialsProvider credentials) {
    return StsClient.builder()
        .endpointOverride(URI.create(sandbox.stsUrl()))
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .httpClient(
            UrlConnectionHttpClient.builder()
                .tlsTrustManagersProvider(
                    () ->
                        new TrustManager[] {
                          sandbox.clientCertificates().trustManager(),
                        })
                .build())
        .build();
  }

  private Credentials redeem(String assertion) {
    try (StsClient sts = sts(AnonymousCredentialsProvider.create())) {
      return sts.assumeRoleWithSAML(
              request ->
                  request
                      .roleArn(app().roles().get(0))
                      .principalArn(app().idpArn())
                      .samlAssertion(assertion))
          .credentials();
    }
  }

  private String caller(Credentials credentials) {
    AwsSessionCredentials session =
        AwsSessionCredentials.create(
            credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    try (StsClient sts = sts(StaticCredentialsProvider.create(session))) {
      return sts.getCallerIdentity().arn();
    }
  }

  @Test
  void theAssertionOfTheOrgGivesCredentialsThatTheStsKnows() {
    Answer page = client.singleSignOn("jane", app().id());
    Credentials credentials = redeem(SandboxClient.assertion(page));
    assertThat(caller(credentials)).contains(":assumed-role/").contains("/jane");
    assertThat(sandbox.issuedSecrets())
        .contains(credentials.secretAccessKey(), credentials.sessionToken());
  }

  @Test
  void theSdkIsServedOverHttps() {
    sandbox.close();
    sandbox = OktaAwsSandbox.builder().https(true).start();
    HandshakeCertificates trust = sandbox.clientCertificates();
    client =
        new SandboxClient(
            sandbox,
            new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager()));
    Answer page = client.singleSignOn("jane", app().id());
    assertThat(caller(redeem(SandboxClient.assertion(page)))).contains("/jane");
  }

  @Test
  void theAccessTokenOfTheOrgGivesCredentialsThatTheStsKnows() {
    String token = client.signIn("jane").text("access_token");
    try (StsClient sts = sts(AnonymousCredentialsProvider.create())) {
      AssumeRoleWithWebIdentityResponse session =
          sts.assumeRoleWithWebIdentity(
              request ->
                  request
                      .roleArn(app().roles().get(0))
                      .roleSessionName("jane")
                      .webIdentityToken(token));
      assertThat(caller(session.credentials())).endsWith("/jane");
    }
  }

  @Test
  void aPlannedRejectionReachesTheSdk() {
    sandbox.rejectNextAssumeRole("AccessDenied", "Not authorized to perform sts:AssumeRole");
    String assertion = SandboxClient.assertion(client.singleSignOn("jane", app().id()));
    StsException rejection = catchThrowableOfType(StsException.class, () -> redeem(assertion));
    assertThat(rejection.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    assertThat(redeem(assertion)).isNotNull();
  }
}
