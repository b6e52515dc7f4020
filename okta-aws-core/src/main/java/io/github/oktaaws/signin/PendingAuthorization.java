package io.github.oktaaws.signin;

import java.time.Duration;

/**
 * A device authorization that was started and waits for the person. Safe for use by several
 * threads: one awaits, any may cancel.
 */
public interface PendingAuthorization {

  /**
   * Returns what to show to the person.
   *
   * @return the challenge
   */
  DeviceChallenge challenge();

  /**
   * Polls until the person has approved, at the pace that RFC 8628 section 3.5 prescribes, until
   * the code expires.
   *
   * @return the tokens
   * @throws io.github.oktaaws.error.AuthorizationDeniedException if the person denied
   * @throws io.github.oktaaws.error.AuthorizationExpiredException if the code expired
   * @throws io.github.oktaaws.error.CancelledException if {@link #cancel()} was called or the
   *     thread was interrupted, within 200 ms; the interrupt flag is set again
   * @throws io.github.oktaaws.error.OktaAwsException for every other failure; its class says which
   */
  OktaTokens await();

  /**
   * Like {@link #await()}, but not longer than the caller wants.
   *
   * @param atMost how long to wait
   * @return the tokens
   * @throws io.github.oktaaws.error.TimedOutException if that time has passed
   */
  OktaTokens await(Duration atMost);

  /** Ends {@link #await()}, now or when it is called. The code is left to expire at the server. */
  void cancel();
}
