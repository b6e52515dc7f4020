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
    final Server server;
    final OktaSession session;
    final Set<String> scopes;

    /** What the client wants to find in the ID token again; empty when it has not said. */
    final String nonce;

    private boolean revoked;

    Family(String clientId, Server server, OktaSession session, Set<String> scopes) {
      this(clientId, server, session, scopes, "");
    }

    Family(String clientId, Server server, OktaSession session, Set<String> scopes, String nonce) {
      this.clientId = clientId;
      this.server = server;
      this.nonce = nonce;
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

  /**
   * An access token.
   *
   * @param scopes narrower than the family's after some refreshes
   * @param keyThumbprint the key it is bound to, empty for a bearer token
   */
  record AccessToken(Family family, Set<String> scopes, Instant expiresAt, String keyThumbprint) {}

  record IdToken(Family family, Instant expiresAt) {}

  /** A refresh token; once replaced it stays good for a grace period. */
  static final class RefreshToken {
    final Family family;
    final Set<String> scopes;
    final Instant idleUntil;

    /** The key it is bound to, empty when it is to none. */
    final String keyThumbprint;

    Instant goodUntil;

    RefreshToken(Family family, Set<String> scopes, Instant idleUntil, String keyThumbprint) {
      this.family = family;
      this.scopes = scopes;
      this.idleUntil = idleUntil;
      this.keyThumbprint = keyThumbprint;
      this.goodUntil = Instant.MAX;
    }
  }

  record WebSsoToken(String appId, OktaSession session, Instant expiresAt) {}
}
