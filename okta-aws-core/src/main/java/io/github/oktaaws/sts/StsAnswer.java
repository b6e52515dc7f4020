package io.github.oktaaws.sts;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.saml.AwsRole;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Reads credentials out of STS's answer. */
final class StsAnswer {

  private StsAnswer() {}

  static RoleCredentials read(
      AssumeRoleWithSamlResponse answer, AwsRole role, Clock clock, StsErrors errors) {
    Instant receivedAt = clock.instant();
    Credentials credentials = answer.credentials();
    if (credentials == null || !isComplete(credentials)) {
      throw errors.incomplete(answer);
    }
    String assumedRoleArn =
        Optional.ofNullable(answer.assumedRoleUser()).map(AssumedRoleUser::arn).orElse("");
    Instant answeredAt = date(answer).orElse(receivedAt);
    return new RoleCredentials(
        credentials.accessKeyId(),
        credentials.secretAccessKey(),
        credentials.sessionToken(),
        credentials.expiration(),
        Duration.between(answeredAt, credentials.expiration()),
        receivedAt,
        role.roleArn(),
        assumedRoleArn,
        accountId(assumedRoleArn).orElseGet(role::accountId),
        Optional.ofNullable(answer.subject()),
        Optional.ofNullable(answer.issuer()),
        Optional.ofNullable(answer.sourceIdentity()));
  }

  private static boolean isComplete(Credentials credentials) {
    return isPresent(credentials.accessKeyId())
        && isPresent(credentials.secretAccessKey())
        && isPresent(credentials.sessionToken())
        && credentials.expiration() != null;
  }

  private static boolean isPresent(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  private static Optional<Instant> date(AssumeRoleWithSamlResponse answer) {
    return Optional.ofNullable(answer.sdkHttpResponse())
        .flatMap(http -> http.firstMatchingHeader("Date"))
        .flatMap(HttpAnswer::httpDate);
  }

  private static Optional<String> accountId(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 && parts[4].matches("\\d{12}")
        ? Optional.of(parts[4])
        : Optional.empty();
  }
}
