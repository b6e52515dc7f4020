package io.github.oktaaws.signin;

import java.time.Duration;

/** Asks the token endpoint about one authorization, one request at a time. */
interface TokenPoll {

  /**
   * Sends one request and waits for the answer.
   *
   * @param atMost how long to wait
   * @return the answer
   * @throws io.github.oktaaws.error.OktaAwsException if the answer ends the authorization, or if
   *     the request was cancelled or the thread interrupted
   */
  PollAnswer send(Duration atMost);

  /** Ends the request under way and every later one. */
  void cancel();
}
