package io.github.oktaaws.provider;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * A short span of the wall clock in which the same credentials are served without further thought.
 * When it is over the other clock is looked at, too, so no clock is believed for longer than a
 * tick.
 */
final class Tick {

  /** How long the wall clock is believed without a look at the monotonic one. */
  static final long LONGEST_MILLIS = 10_000;

  private final long startMillis;
  private final long lengthMillis;
  private final @Nullable AwsSessionCredentials identity;
  private final @Nullable CompletableFuture<AwsCredentialsIdentity> completed;

  private Tick(
      long startMillis,
      long lengthMillis,
      @Nullable AwsSessionCredentials identity,
      @Nullable CompletableFuture<AwsCredentialsIdentity> completed) {
    this.startMillis = startMillis;
    this.lengthMillis = lengthMillis;
    this.identity = identity;
    this.completed = completed;
  }

  /** One that is over; a new object each time, so that no compare-and-set mistakes it. */
  static Tick over() {
    return new Tick(0, 0, null, null);
  }

  static Tick of(CurrentCredentials served, long startMillis, long leftMillis) {
    return new Tick(
        startMillis, Math.min(leftMillis, LONGEST_MILLIS), served.identity(), served.completed());
  }

  /**
   * What to serve, or null when the tick is over. A clock that was set back is before the start,
   * which unsigned is very late: one comparison finds jumps in both directions.
   */
  @Nullable AwsSessionCredentials identityAt(long wallMillis) {
    return Long.compareUnsigned(wallMillis - startMillis, lengthMillis) < 0 ? identity : null;
  }

  /** The same as a future that is complete and shared by all. */
  @Nullable CompletableFuture<AwsCredentialsIdentity> completedAt(long wallMillis) {
    return Long.compareUnsigned(wallMillis - startMillis, lengthMillis) < 0 ? completed : null;
  }
}
