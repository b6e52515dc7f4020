package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.OrgUser;
import java.time.Instant;
import java.util.Set;

/** A person whose password was right, and who has to prove more. */
final class MfaAttempt {

  private static final int MOST_FAILURES = 5;

  final String token;
  final String clientId;
  final Server server;
  final OrgUser user;
  final Set<String> scopes;
  final Instant expiresAt;
  private int failures;
  private boolean over;

  MfaAttempt(
      String token,
      String clientId,
      Server server,
      OrgUser user,
      Set<String> scopes,
      Instant expiresAt) {
    this.token = token;
    this.clientId = clientId;
    this.server = server;
    this.user = user;
    this.scopes = scopes;
    this.expiresAt = expiresAt;
  }

  boolean openAt(Instant now) {
    return !over && now.isBefore(expiresAt);
  }

  void end() {
    over = true;
  }

  /** Notes a wrong code; five end the attempt. */
  void fail() {
    failures++;
    over = over || failures >= MOST_FAILURES;
  }
}
