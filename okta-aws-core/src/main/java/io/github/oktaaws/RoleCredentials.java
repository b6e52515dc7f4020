package io.github.oktaaws;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Temporary AWS credentials of one role, as AWS STS gave them.
 *
 * @param accessKeyId the access key id
 * @param secretAccessKey the secret access key
 * @param sessionToken the session token
 * @param expiration when they end, by AWS's clock: STS's own {@code Expiration}, unchanged
 * @param lifetime how long they live from {@code receivedAt}: {@code Expiration} minus the {@code
 *     Date} of STS's answer, so that a wrong clock on this machine does not matter
 * @param receivedAt when they were received, by this machine's clock
 * @param roleArn the role
 * @param assumedRoleArn the session of the role ({@code arn:aws:sts::…:assumed-role/…/…})
 * @param accountId the role's twelve-digit account
 * @param subject the subject of the SAML assertion or access token, if STS named it
 * @param issuer its issuer, if STS named it
 * @param sourceIdentity the source identity, if the assertion or token set one
 */
public record RoleCredentials(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Instant expiration,
    Duration lifetime,
    Instant receivedAt,
    String roleArn,
    String assumedRoleArn,
    String accountId,
    Optional<String> subject,
    Optional<String> issuer,
    Optional<String> sourceIdentity) {

  /**
   * How long these credentials are still good for.
   *
   * @param now the time by the clock that {@code receivedAt} was read from
   * @return the time left, negative once they have expired
   */
  public Duration remaining(Instant now) {
    return lifetime.minus(Duration.between(receivedAt, now));
  }

  /** Prints the role, the account and the expiry; neither the secret key nor the session token. */
  @Override
  public String toString() {
    return "RoleCredentials["
        + roleArn
        + ", accessKeyId="
        + accessKeyId
        + ", expiration="
        + expiration
        + "]";
  }
}
