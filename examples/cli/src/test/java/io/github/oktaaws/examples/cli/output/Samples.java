package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.RoleCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Credentials that nobody has. */
public final class Samples {

  public static final String ROLE = "arn:aws:iam::123456789012:role/Analyst";
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  public static final String TOKEN = "IQoJb3JpZ2luX2VjEHMaCXVzLWVhc3QtMSJGMEQCIFoo==";
  public static final Instant EXPIRATION = Instant.parse("2026-11-26T10:00:00.750Z");

  private Samples() {}

  public static RoleCredentials credentials() {
    return credentials("ASIAEXAMPLE", SECRET, TOKEN);
  }

  public static RoleCredentials credentials(String accessKeyId) {
    return credentials(accessKeyId, SECRET, TOKEN);
  }

  public static RoleCredentials credentials(String accessKeyId, String secret, String token) {
    return expiring(EXPIRATION, accessKeyId, secret, token);
  }

  /** Credentials with an hour to live from now on. */
  public static RoleCredentials current(String accessKeyId) {
    return expiring(Instant.now().plus(Duration.ofHours(1)), accessKeyId, SECRET, TOKEN);
  }

  private static RoleCredentials expiring(
      Instant expiration, String accessKeyId, String secret, String token) {
    Duration life = Duration.ofHours(1);
    return new RoleCredentials(
        accessKeyId,
        secret,
        token,
        expiration,
        life,
        expiration.minus(life),
        ROLE,
        "arn:aws:sts::123456789012:assumed-role/Analyst/jane",
        "123456789012",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
