package io.github.oktaaws.testkit;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * An IAM role that trusts the access tokens of a custom authorization server, for {@code
 * AssumeRoleWithWebIdentity}.
 *
 * @param arn its ARN, {@code arn:aws:iam::<account>:role/<name>}
 * @param authorizationServer the id of the server it trusts
 * @param maxSessionDuration the longest session it allows, 1 to 12 hours
 */
public record WebIdentityRole(String arn, String authorizationServer, Duration maxSessionDuration) {

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");

  /**
   * Checks the ARN and the duration.
   *
   * @param arn its ARN
   * @param authorizationServer the id of the server it trusts
   * @param maxSessionDuration the longest session it allows, 1 to 12 hours
   */
  public WebIdentityRole {
    if (!ARN.matcher(arn).matches()) {
      throw new IllegalArgumentException(
          "arn must be like arn:aws:iam::123456789012:role/Deployer, not " + arn);
    }
    Checks.notBlank(authorizationServer, "authorizationServer");
    Checks.between(
        maxSessionDuration, "maxSessionDuration", Duration.ofHours(1), Duration.ofHours(12));
  }

  /**
   * A role that trusts the server {@value AuthorizationServer#DEFAULT} and allows 12 hours.
   *
   * @param arn its ARN
   * @return the role
   */
  public static WebIdentityRole of(String arn) {
    return new WebIdentityRole(arn, AuthorizationServer.DEFAULT, Duration.ofHours(12));
  }

  /**
   * The same role, trusting another server.
   *
   * @param serverId its id
   * @return a copy
   */
  public WebIdentityRole withAuthorizationServer(String serverId) {
    return new WebIdentityRole(arn, serverId, maxSessionDuration);
  }

  /**
   * The same role with another longest session.
   *
   * @param longest 1 to 12 hours
   * @return a copy
   */
  public WebIdentityRole withMaxSessionDuration(Duration longest) {
    return new WebIdentityRole(arn, authorizationServer, longest);
  }
}
