package io.github.oktaaws.testkit.internal.okta;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

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

  final String deviceCode;
  final String userCode;
  final String clientId;
  final Server server;
  final Set<String> scopes;
  final Instant expiresAt;
  Progress progress = new Progress.Pending();
  final Polling polling;

  DeviceGrant(
      String deviceCode,
      String userCode,
      String clientId,
      Server server,
      Set<String> scopes,
      Instant expiresAt,
      Duration interval) {
    this.deviceCode = deviceCode;
    this.userCode = userCode;
    this.clientId = clientId;
    this.server = server;
    this.scopes = scopes;
    this.expiresAt = expiresAt;
    this.polling = new Polling(interval);
  }

  boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  boolean pending() {
    return progress instanceof Progress.Pending;
  }
}
