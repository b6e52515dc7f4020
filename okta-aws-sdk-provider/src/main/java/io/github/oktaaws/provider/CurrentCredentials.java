package io.github.oktaaws.provider;

import io.github.oktaaws.RoleCredentials;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** One generation of credentials in the shapes that the SDK asks for, made once, and its age. */
final class CurrentCredentials {

  /** Where in their life credentials are. */
  enum Zone {
    FRESH,
    ADVISORY,
    MANDATORY,
    EXPIRED
  }

  /** The SDK's business metric of STS AssumeRoleWithSAML; it goes into the User-Agent as it is. */
  private static final String ASSUME_ROLE_WITH_SAML = "j";

  private final RoleCredentials credentials;
  private final RefreshWindows windows;
  private final Moment got;
  private final long ageWhenGot;
  private final AwsSessionCredentials identity;
  private final CompletableFuture<AwsCredentialsIdentity> completed;

  /**
   * What a source gave.
   *
   * @param got when; a source that has a store may have received them earlier
   */
  CurrentCredentials(RoleCredentials credentials, RefreshWindows windows, Moment got) {
    this.credentials = credentials;
    this.windows = windows;
    this.got = got;
    this.ageWhenGot = Math.max(0, got.wallMillis() - credentials.receivedAt().toEpochMilli());
    this.identity =
        AwsSessionCredentials.builder()
            .accessKeyId(credentials.accessKeyId())
            .secretAccessKey(credentials.secretAccessKey())
            .sessionToken(credentials.sessionToken())
            .expirationTime(credentials.expiration())
            .accountId(credentials.accountId())
            .providerName(ASSUME_ROLE_WITH_SAML)
            .build();
    this.completed = new SharedFuture<>(identity);
  }

  RoleCredentials credentials() {
    return credentials;
  }

  AwsSessionCredentials identity() {
    return identity;
  }

  CompletableFuture<AwsCredentialsIdentity> completed() {
    return completed;
  }

  RefreshWindows windows() {
    return windows;
  }

  Moment got() {
    return got;
  }

  Zone zone(Moment now) {
    long age = age(now);
    if (age < windows.advisoryAt()) {
      return Zone.FRESH;
    }
    if (age < windows.mandatoryAt()) {
      return Zone.ADVISORY;
    }
    return age < windows.lifetimeMillis() ? Zone.MANDATORY : Zone.EXPIRED;
  }

  long millisUntilAdvisory(Moment now) {
    return windows.advisoryAt() - age(now);
  }

  long millisUntilMandatory(Moment now) {
    return windows.mandatoryAt() - age(now);
  }

  long millisUntilExpiry(Moment now) {
    return windows.lifetimeMillis() - age(now);
  }

  /** When replacing begins, by this machine's clock. */
  Instant refreshFrom() {
    return Instant.ofEpochMilli(got.wallMillis() - ageWhenGot + windows.advisoryAt());
  }

  private long age(Moment now) {
    return ageWhenGot + now.millisSince(got);
  }
}
