package io.github.oktaaws.provider;

import io.github.oktaaws.RoleCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** One generation of credentials, in the shapes that the SDK asks for, made once. */
final class CurrentCredentials {

  /** The SDK's business metric of STS AssumeRoleWithSAML; it goes into the User-Agent as it is. */
  private static final String ASSUME_ROLE_WITH_SAML = "j";

  private final RoleCredentials credentials;
  private final AwsSessionCredentials identity;

  CurrentCredentials(RoleCredentials credentials) {
    this.credentials = credentials;
    this.identity =
        AwsSessionCredentials.builder()
            .accessKeyId(credentials.accessKeyId())
            .secretAccessKey(credentials.secretAccessKey())
            .sessionToken(credentials.sessionToken())
            .expirationTime(credentials.expiration())
            .accountId(credentials.accountId())
            .providerName(ASSUME_ROLE_WITH_SAML)
            .build();
  }

  RoleCredentials credentials() {
    return credentials;
  }

  AwsSessionCredentials identity() {
    return identity;
  }

  CompletableFuture<AwsCredentialsIdentity> completed() {
    return CompletableFuture.completedFuture(identity);
  }

  boolean hasLeft(Duration wanted, Instant now) {
    return credentials.remaining(now).compareTo(wanted) > 0;
  }
}
