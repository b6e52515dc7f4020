package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.RoleCredentials;
import java.time.temporal.ChronoUnit;

/** When credentials end, as AWS tools read it: ISO 8601 in UTC, whole seconds. */
final class Expiration {

  private Expiration() {}

  static String of(RoleCredentials credentials) {
    return credentials.expiration().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
