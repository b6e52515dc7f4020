package io.github.oktaaws.error;

import java.time.Duration;

/** Okta's rate limit was reached and the wait would be too long. */
public final class RateLimitedException extends OktaAwsException {

  private final transient Duration askedWait;

  /**
   * Creates the error.
   *
   * @param askedWait how long Okta asks to wait
   * @param context where it happened
   */
  public RateLimitedException(Duration askedWait, ErrorContext context) {
    super(
        "Okta's rate limit is reached; it asks to wait " + askedWait.toSeconds() + " s.",
        "Try again after that; if it happens often, ask the Okta administrator to look at the org's rate limits.",
        true,
        context);
    this.askedWait = askedWait;
  }

  /**
   * Returns how long Okta asks to wait.
   *
   * @return how long Okta asks to wait
   */
  public Duration askedWait() {
    return askedWait;
  }
}
