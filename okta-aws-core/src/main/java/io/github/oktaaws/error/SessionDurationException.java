package io.github.oktaaws.error;

import java.time.Duration;

/** The session duration is longer than the role allows. */
public final class SessionDurationException extends OktaAwsException {

  private final transient Duration requested;

  /**
   * Creates the error.
   *
   * @param requested the duration that was asked for
   * @param context where it happened
   */
  public SessionDurationException(Duration requested, ErrorContext context) {
    super(
        "The session duration " + requested + " is longer than the role's maximum.",
        "Ask for a shorter one, turn on durationFallback, or raise the role's maximum session duration in AWS IAM.",
        false,
        context);
    this.requested = requested;
  }

  /**
   * Returns the duration that was asked for.
   *
   * @return the duration that was asked for
   */
  public Duration requested() {
    return requested;
  }
}
