package io.github.oktaaws.testkit.internal.okta;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One device authorization, from the codes to the tokens. */
final class DeviceGrant {

  /** Where it stands; a decision is final. */
  sealed interface Progress {
    record Pending() implements Progress {}

    record Approved(OktaSession session) implements Progress {}

    record Denied() implements Progress {}

    /** The person signed in but is not assigned to the client app. */
    record NotAssigned() implements Progress {}

    record Redeemed() implements Progress {}
  }

  /** A little early is not early: clocks of two processes are read at different moments. */
  private static final Duration TOLERANCE = Duration.ofMillis(100);

  final String deviceCode;
  final String userCode;
  final String clientId;
  final Set<String> scopes;
  final Instant expiresAt;
  Progress progress = new Progress.Pending();
  private Duration interval;
  private @Nullable Instant lastPoll;

  DeviceGrant(
      String deviceCode,
      String userCode,
      String clientId,
      Set<String> scopes,
      Instant expiresAt,
      Duration interval) {
    this.deviceCode = deviceCode;
    this.userCode = userCode;
    this.clientId = clientId;
    this.scopes = scopes;
    this.expiresAt = expiresAt;
    this.interval = interval;
  }

  boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  boolean pending() {
    return progress instanceof Progress.Pending;
  }

  /** Notes a poll; true when it came too early, which lengthens the interval (RFC 8628 §3.5). */
  boolean polledTooEarly(Instant now) {
    Instant before = lastPoll;
    lastPoll = now;
    if (before == null || interval.isZero()) {
      return false;
    }
    if (now.isBefore(before.plus(interval).minus(TOLERANCE))) {
      interval = interval.plusSeconds(5);
      return true;
    }
    return false;
  }
}
