package io.github.oktaaws.testkit.internal.okta;

import java.time.Instant;
import java.util.Set;

/** What the org remembers of the tokens it has issued. */
final class IssuedTokens {

  private IssuedTokens() {}

  /**
   * One person's consent to one client: every token of a sign-in and of its refreshes shares it.
   */
  static final class Family {
    final String clientId;
    final OktaSession session;
    final Set<String> scopes;
    private boolean revoked;

    Family(String clientId, OktaSession session, Set<String> scopes) {
      this.clientId = clientId;
      this.session = session;
      this.scopes = scopes;
    }

    void revoke() {
      revoked = true;
    }

    boolean revoked() {
      return revoked;
    }
  }

  /** An access token; {@code scopes} may be narrower than the family's after a refresh. */
  record AccessToken(Family family, Set<String> scopes, Instant expiresAt) {}

  record IdToken(Family family, Instant expiresAt) {}

  /** A refresh token; once replaced it stays good for a grace period. */
  static final class RefreshToken {
    final Family family;
    final Set<String> scopes;
    final Instant idleUntil;
    Instant goodUntil;

    RefreshToken(Family family, Set<String> scopes, Instant idleUntil) {
      this.family = family;
      this.scopes = scopes;
      this.idleUntil = idleUntil;
      this.goodUntil = Instant.MAX;
    }
  }

  record WebSsoToken(String appId, OktaSession session, Instant expiresAt) {}
}
