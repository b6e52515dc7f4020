package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.internal.okta.IssuedTokens.Family;
import java.time.Instant;

/** A code on its way through the browser, and what it was asked for with. */
final class AuthorizationCode {

  final Family family;
  final String redirectUri;
  final String challenge;
  final Instant expiresAt;
  private boolean redeemed;

  AuthorizationCode(Family family, String redirectUri, String challenge, Instant expiresAt) {
    this.family = family;
    this.redirectUri = redirectUri;
    this.challenge = challenge;
    this.expiresAt = expiresAt;
  }

  /** True the first time; the second revokes what the first has got (RFC 6749 §4.1.2). */
  boolean redeem() {
    if (redeemed) {
      family.revoke();
      return false;
    }
    redeemed = true;
    return true;
  }
}
