package io.github.oktaaws.provider;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.provider.CurrentCredentials.Zone;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets credentials from the source. */
final class Fetch {

  private final OktaAwsCredentialsProviderBuilder options;

  Fetch(OktaAwsCredentialsProviderBuilder options) {
    this.options = options;
  }

  /**
   * Asks the source, which may take as long as a person does.
   *
   * @param zone where in their life the ones to replace are
   */
  CurrentCredentials fetch(boolean mayAsk, @Nullable CurrentCredentials replaced, Zone zone) {
    // where there is time, what comes must not need replacing itself; else a minute must do
    Duration remaining =
        replaced != null && zone == Zone.ADVISORY
            ? Duration.ofMillis(replaced.windows().renewedMillis())
            : options.mandatoryWindow();
    Optional<RoleCredentials> replacing =
        Optional.ofNullable(replaced).map(CurrentCredentials::credentials);
    RoleCredentials given =
        options.source().get(new RoleCredentialsSource.Request(mayAsk, remaining, replacing));
    RefreshWindows windows =
        RefreshWindows.of(
            given.lifetime(),
            options.advisoryWindow(),
            options.mandatoryWindow(),
            options.jitter());
    Moment now = Moment.of(options.clock(), options.nanos());
    CurrentCredentials received = new CurrentCredentials(given, windows, now);
    if (received.zone(now) == Zone.EXPIRED) {
      throw new ConfigurationException(
          "The source gave credentials that have expired.",
          "Have it give credentials with as much life left as it is asked for, and read the same"
              + " clock.");
    }
    return received;
  }
}
