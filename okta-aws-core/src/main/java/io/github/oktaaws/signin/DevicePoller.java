package io.github.oktaaws.signin;

import java.time.Duration;

/** A device authorization that is polled for. */
final class DevicePoller implements PendingAuthorization {

  private final DeviceChallenge challenge;
  private final TokenPoller poller;

  DevicePoller(DeviceChallenge challenge, TokenPoll tokenPoll, MonotonicTime time) {
    this.challenge = challenge;
    this.poller =
        new TokenPoller(
            challenge.orgHost(), challenge.interval(), challenge.expiresIn(), tokenPoll, time);
  }

  @Override
  public DeviceChallenge challenge() {
    return challenge;
  }

  @Override
  public OktaTokens await() {
    return poller.await();
  }

  @Override
  public OktaTokens await(Duration atMost) {
    return poller.await(atMost);
  }

  @Override
  public void cancel() {
    poller.cancel();
  }
}
