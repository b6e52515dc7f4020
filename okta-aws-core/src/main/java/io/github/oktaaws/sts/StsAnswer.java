package io.github.oktaaws.sts;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.internal.IamArns;
import io.github.oktaaws.internal.http.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsResponse;

/** STS's answer, as far as its calls have it in common. */
record StsAnswer(
    StsResponse response,
    @Nullable Credentials credentials,
    @Nullable AssumedRoleUser user,
    @Nullable String subject,
    @Nullable String issuer,
    @Nullable String sourceIdentity) {

  static StsAnswer of(AssumeRoleWithSamlResponse answer) {
    return new StsAnswer(
        answer,
        answer.credentials(),
        answer.assumedRoleUser(),
        answer.subject(),
        answer.issuer(),
        answer.sourceIdentity());
  }

  static StsAnswer of(AssumeRoleWithWebIdentityResponse answer) {
    return new StsAnswer(
        answer,
        answer.credentials(),
        answer.assumedRoleUser(),
        answer.subjectFromWebIdentityToken(),
        answer.provider(),
        answer.sourceIdentity());
  }

  RoleCredentials read(String roleArn, Clock clock, StsErrors errors) {
    Instant receivedAt = clock.instant();
    if (credentials == null || !isComplete(credentials)) {
      throw errors.incomplete(response);
    }
    String assumedRoleArn = Optional.ofNullable(user).map(AssumedRoleUser::arn).orElse("");
    Instant answeredAt = date().orElse(receivedAt);
    return new RoleCredentials(
        credentials.accessKeyId(),
        credentials.secretAccessKey(),
        credentials.sessionToken(),
        credentials.expiration(),
        Duration.between(answeredAt, credentials.expiration()),
        receivedAt,
        roleArn,
        assumedRoleArn,
        accountId(assumedRoleArn).orElseGet(() -> IamArns.accountId(roleArn)),
        Optional.ofNullable(subject),
        Optional.ofNullable(issuer),
        Optional.ofNullable(sourceIdentity));
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

  private Optional<Instant> date() {
    return Optional.ofNullable(response.sdkHttpResponse())
        .flatMap(http -> http.firstMatchingHeader("Date"))
        .flatMap(HttpAnswer::httpDate);
  }

  private static Optional<String> accountId(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 && parts[4].matches("\\d{12}")
        ? Optional.of(parts[4])
        : Optional.empty();
  }

  /** Prints no secret; the SDK's own credentials would show the session token. */
  @Override
  public String toString() {
    return "StsAnswer[" + subject + "]";
  }
}
