package io.github.oktaaws.benchmarks.lab;

import java.time.Duration;
import java.util.stream.IntStream;

/**
 * How a lab behaves.
 *
 * @param roles how many roles the assertion offers, each in the same account
 * @param roundTrip the distance to both servers; zero is plain loopback
 * @param pending how many polls are answered {@code authorization_pending} before the one that
 *     grants
 */
public record Setting(int roles, Duration roundTrip, int pending) {

  private static final String ACCOUNT = "arn:aws:iam::123456789012:";

  /** The IAM identity provider of every role. */
  public static final String PROVIDER = ACCOUNT + "saml-provider/Okta";

  /**
   * Servers on plain loopback, and a sign-in that is approved at once.
   *
   * @param roles how many roles the assertion offers
   * @return the setting
   */
  public static Setting roles(int roles) {
    return new Setting(roles, Duration.ZERO, 0);
  }

  /**
   * The same at a distance.
   *
   * @param roundTrip the distance
   * @return a new setting
   */
  public Setting at(Duration roundTrip) {
    return new Setting(roles, roundTrip, pending);
  }

  /**
   * The same with a person who takes her time.
   *
   * @param pending how many polls come too early
   * @return a new setting
   */
  public Setting pending(int pending) {
    return new Setting(roles, roundTrip, pending);
  }

  /**
   * The ARN of one of the roles.
   *
   * @param index from zero
   * @return the ARN
   */
  public static String role(int index) {
    return ACCOUNT + "role/production-workload-reader-%04d".formatted(index);
  }

  String[] rolePairs() {
    return IntStream.range(0, roles)
        .mapToObj(index -> PROVIDER + "," + role(index))
        .toArray(String[]::new);
  }
}
