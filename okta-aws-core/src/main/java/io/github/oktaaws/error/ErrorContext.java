package io.github.oktaaws.error;

import org.jspecify.annotations.Nullable;

/**
 * Where an error happened: the step, the server's request id, and the cause. Holds no secret.
 *
 * @param step the step that failed
 * @param requestId Okta's {@code X-Okta-Request-Id} or AWS's request id, if a server answered
 * @param cause what was caught, if anything
 */
public record ErrorContext(Step step, @Nullable String requestId, @Nullable Throwable cause) {

  /**
   * The context of an error that no server's answer and no other exception lies behind.
   *
   * @param step the step that failed
   * @return the context
   */
  public static ErrorContext at(Step step) {
    return new ErrorContext(step, null, null);
  }

  /**
   * This context with a server's request id.
   *
   * @param id the id, if the server gave one
   * @return a new context
   */
  public ErrorContext requestId(@Nullable String id) {
    return new ErrorContext(step, id, cause);
  }

  /**
   * This context with a cause.
   *
   * @param thrown what was caught
   * @return a new context
   */
  public ErrorContext cause(@Nullable Throwable thrown) {
    return new ErrorContext(step, requestId, thrown);
  }
}
