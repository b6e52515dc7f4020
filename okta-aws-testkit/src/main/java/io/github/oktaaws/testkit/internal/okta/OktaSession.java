package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.OrgUser;
import java.time.Instant;

/** A person's sign-in to the org: what {@code sid} in their ID token names. */
final class OktaSession {

  final String id = Ids.letters("idx", 22);
  final OrgUser user;
  final Instant authenticatedAt;
  private boolean ended;

  OktaSession(OrgUser user, Instant authenticatedAt) {
    this.user = user;
    this.authenticatedAt = authenticatedAt;
  }

  void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }
}
