package io.github.oktaaws.benchmarks;

import io.github.oktaaws.RoleCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An STS without a network, and the same credentials in our shape. */
final class CannedSts implements StsClient {

  static final String ROLE = "arn:aws:iam::123456789012:role/Analyst";
  static final String PRINCIPAL = "arn:aws:iam::123456789012:saml-provider/Okta";
  static final String ACCESS_KEY = "ASIAEXAMPLE";
  static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  static final String SESSION_TOKEN = "FwoGZXIvYXdzE".repeat(60);

  private final Supplier<Duration> lifetimes;

  CannedSts(Supplier<Duration> lifetimes) {
    this.lifetimes = lifetimes;
  }

  static AssumeRoleWithSamlRequest request() {
    return AssumeRoleWithSamlRequest.builder()
        .roleArn(ROLE)
        .principalArn(PRINCIPAL)
        .samlAssertion("PHNhbWwycDpSZXNwb25zZS8+")
        .build();
  }

  static RoleCredentials roleCredentials(Duration lifetime) {
    return roleCredentials(lifetime, lifetime);
  }

  /** As if received a while ago. */
  static RoleCredentials roleCredentials(Duration lifetime, Duration left) {
    Instant now = Instant.now();
    return new RoleCredentials(
        ACCESS_KEY,
        SECRET_KEY,
        SESSION_TOKEN,
        now.plus(left),
        lifetime,
        now.plus(left).minus(lifetime),
        ROLE,
        "arn:aws:sts::123456789012:assumed-role/Analyst/jane@acme.example",
        "123456789012",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public AssumeRoleWithSamlResponse assumeRoleWithSAML(AssumeRoleWithSamlRequest request) {
    return AssumeRoleWithSamlResponse.builder()
        .credentials(
            Credentials.builder()
                .accessKeyId(ACCESS_KEY)
                .secretAccessKey(SECRET_KEY)
                .sessionToken(SESSION_TOKEN)
                .expiration(Instant.now().plus(lifetimes.get()))
                .build())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
