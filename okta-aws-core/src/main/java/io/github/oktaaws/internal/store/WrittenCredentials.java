package io.github.oktaaws.internal.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.internal.http.AsJson;
import io.github.oktaaws.internal.http.JsonObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Credentials as text; times in ISO 8601, to the nanosecond. */
record WrittenCredentials(RoleCredentials credentials) implements AsJson {

  @Override
  public void writeFields(JsonGenerator json) throws IOException {
    json.writeStringField("access_key_id", credentials.accessKeyId());
    json.writeStringField("secret_access_key", credentials.secretAccessKey());
    json.writeStringField("session_token", credentials.sessionToken());
    json.writeStringField("expiration", credentials.expiration().toString());
    json.writeStringField("lifetime", credentials.lifetime().toString());
    json.writeStringField("received_at", credentials.receivedAt().toString());
    json.writeStringField("role_arn", credentials.roleArn());
    json.writeStringField("assumed_role_arn", credentials.assumedRoleArn());
    json.writeStringField("account_id", credentials.accountId());
    json.writeStringField("saml_subject", credentials.subject().orElse(null));
    json.writeStringField("saml_issuer", credentials.issuer().orElse(null));
    json.writeStringField("source_identity", credentials.sourceIdentity().orElse(null));
  }

  /** The credentials, if that is what was written. */
  static Optional<RoleCredentials> read(JsonObject json) {
    String accessKeyId = json.text("access_key_id");
    String secretAccessKey = json.text("secret_access_key");
    String sessionToken = json.text("session_token");
    String expiration = json.text("expiration");
    String lifetime = json.text("lifetime");
    String receivedAt = json.text("received_at");
    String roleArn = json.text("role_arn");
    String assumedRoleArn = json.text("assumed_role_arn");
    String accountId = json.text("account_id");
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
                  Optional.ofNullable(json.text("saml_subject")),
                  Optional.ofNullable(json.text("saml_issuer")),
                  Optional.ofNullable(json.text("source_identity"))))
          .filter(
              credentials ->
                  StoreEntry.isSane(credentials.expiration())
                      && StoreEntry.isSane(credentials.receivedAt())
                      && StoreEntry.isSane(credentials.lifetime()));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
