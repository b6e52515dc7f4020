package io.github.oktaaws.provider;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.provider.CurrentCredentials.Zone;
import io.github.oktaaws.provider.Order.Purpose;
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
  CurrentCredentials fetch(Order order, @Nullable CurrentCredentials replaced, Zone zone) {
    Duration remaining = remaining(order.purpose(), replaced, zone);
    Optional<RoleCredentials> replacing =
        Optional.ofNullable(replaced).map(CurrentCredentials::credentials);
    RoleCredentials given =
        options
            .source()
            .get(new RoleCredentialsSource.Request(order.mayAsk(), remaining, replacing));
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

  /**
   * Where there is time, what comes must not need replacing itself; else it must be servable. The
   * window that was set may be longer than the role's sessions are, whose length is not known
   * before the first.
   */
  private Duration remaining(Purpose purpose, @Nullable CurrentCredentials replaced, Zone zone) {
    boolean thereIsTime =
        zone == Zone.ADVISORY || (zone == Zone.MANDATORY && purpose == Purpose.LOGIN);
    if (replaced == null) {
      Duration set = options.mandatoryWindow();
      return set.compareTo(RefreshWindows.MANDATORY) < 0 ? set : RefreshWindows.MANDATORY;
    }
    RefreshWindows windows = replaced.windows();
    return Duration.ofMillis(thereIsTime ? windows.renewedMillis() : windows.mandatoryMillis());
  }
}
