package io.github.oktaaws.signin;

import io.github.oktaaws.error.OktaAwsException;
import java.time.Duration;

/** What one poll of the token endpoint came to, if it did not end the authorization. */
sealed interface PollAnswer {

  /** The person approved. */
  record Granted(OktaTokens tokens) implements PollAnswer {}

  /** {@code authorization_pending}. */
  record Pending() implements PollAnswer {}

  /** {@code slow_down}. */
  record SlowDown() implements PollAnswer {}

  /**
   * No answer, or none that says anything about the authorization: a later poll can succeed.
   *
   * @param askedWait how long the server asks to wait, or zero
   * @param why what went wrong
   */
  record Unavailable(Duration askedWait, OktaAwsException why) implements PollAnswer {}
}
