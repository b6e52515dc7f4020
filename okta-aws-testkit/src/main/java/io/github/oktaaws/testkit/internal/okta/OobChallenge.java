package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.Factor;
import java.time.Duration;
import java.time.Instant;

/** A question on another device: a push notification, a text message or a call. */
final class OobChallenge {

  enum Decision {
    NONE,
    APPROVED,
    DENIED
  }

  final String code;
  final MfaAttempt attempt;
  final Factor channel;

  /** The number on the screen, or the code in the message; empty when there is neither. */
  final String bindingCode;

  final Instant expiresAt;
  final Polling polling;
  Decision decision = Decision.NONE;

  OobChallenge(
      String code,
      MfaAttempt attempt,
      Factor channel,
      String bindingCode,
      Instant expiresAt,
      Duration interval) {
    this.code = code;
    this.attempt = attempt;
    this.channel = channel;
    this.bindingCode = bindingCode;
    this.expiresAt = expiresAt;
    this.polling = new Polling(interval);
  }

  boolean isPush() {
    return channel == Factor.PUSH;
  }

  boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** A push notification that a person can still answer. */
  boolean undecidedPush(Instant now) {
    return isPush() && decision == Decision.NONE && !expired(now) && attempt.openAt(now);
  }
}
