package io.github.oktaaws.benchmarks;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A role whose credentials are fetched anew each time, silently, from a new assertion. */
final class RefreshedRole {

  /** The last assertion is too old by then. */
  private static final Duration BETWEEN = Duration.ofMinutes(5);

  private final RoleCredentialsSource source;
  private final MovingClock clock;
  private @Nullable RoleCredentials last;

  RefreshedRole(RoleCredentialsSource source, MovingClock clock) {
    this.source = source;
    this.clock = clock;
  }

  void refresh() {
    clock.advance(BETWEEN);
    RoleCredentials next =
        source.get(
            new RoleCredentialsSource.Request(
                false, Duration.ofMinutes(1), Optional.ofNullable(last)));
    if (last != null && next.accessKeyId().equals(last.accessKeyId())) {
      throw new IllegalStateException("these credentials were not fetched");
    }
    last = next;
  }
}
