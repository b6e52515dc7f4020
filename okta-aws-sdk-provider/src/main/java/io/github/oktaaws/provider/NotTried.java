package io.github.oktaaws.provider;

/** What a flight ends with that took off within a pause, and so made no attempt. */
final class NotTried extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Throwable lastFailure;

  NotTried(Throwable lastFailure) {
    super(lastFailure);
    this.lastFailure = lastFailure;
  }

  /** Why there is a pause. */
  Throwable lastFailure() {
    return lastFailure;
  }
}
