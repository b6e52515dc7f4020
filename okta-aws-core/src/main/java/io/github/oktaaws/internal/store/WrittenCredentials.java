package io.github.oktaaws.internal.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oktaaws.RoleCredentials;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Credentials as text; times in ISO 8601, to the nanosecond. */
record WrittenCredentials(
    @JsonProperty("access_key_id") @Nullable String accessKeyId,
    @JsonProperty("secret_access_key") @Nullable String secretAccessKey,
    @JsonProperty("session_token") @Nullable String sessionToken,
    @JsonProperty("expiration") @Nullable String expiration,
    @JsonProperty("lifetime") @Nullable String lifetime,
    @JsonProperty("received_at") @Nullable String receivedAt,
    @JsonProperty("role_arn") @Nullable String roleArn,
    @JsonProperty("assumed_role_arn") @Nullable String assumedRoleArn,
    @JsonProperty("account_id") @Nullable String accountId,
    @JsonProperty("saml_subject") @Nullable String samlSubject,
    @JsonProperty("saml_issuer") @Nullable String samlIssuer,
    @JsonProperty("source_identity") @Nullable String sourceIdentity) {

  static WrittenCredentials of(RoleCredentials credentials) {
    return new WrittenCredentials(
        credentials.accessKeyId(),
        credentials.secretAccessKey(),
        credentials.sessionToken(),
        credentials.expiration().toString(),
        credentials.lifetime().toString(),
        credentials.receivedAt().toString(),
        credentials.roleArn(),
        credentials.assumedRoleArn(),
        credentials.accountId(),
        credentials.subject().orElse(null),
        credentials.issuer().orElse(null),
        credentials.sourceIdentity().orElse(null));
  }

  Optional<RoleCredentials> read() {
    if (accessKeyId == null
        || secretAccessKey == null
        || sessionToken == null
        || expiration == null
        || lifetime == null
        || receivedAt == null
        || roleArn == null
        || assumedRoleArn == null
        || accountId == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
              new RoleCredentials(
                  accessKeyId,
                  secretAccessKey,
                  sessionToken,
                  Instant.parse(expiration),
                  Duration.parse(lifetime),
                  Instant.parse(receivedAt),
                  roleArn,
                  assumedRoleArn,
                  accountId,
                  Optional.ofNullable(samlSubject),
                  Optional.ofNullable(samlIssuer),
                  Optional.ofNullable(sourceIdentity)))
          .filter(
              credentials ->
                  StoreEntry.isSane(credentials.expiration())
                      && StoreEntry.isSane(credentials.receivedAt())
                      && StoreEntry.isSane(credentials.lifetime()));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Prints the role, no secret. */
  @Override
  public String toString() {
    return "WrittenCredentials[" + roleArn + ", " + expiration + "]";
  }
}
