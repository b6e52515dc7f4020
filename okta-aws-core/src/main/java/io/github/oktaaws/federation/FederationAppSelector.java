package io.github.oktaaws.federation;

import java.util.List;

/** Chooses one of several federation apps; called only where there is a choice. */
@FunctionalInterface
public interface FederationAppSelector {

  /**
   * Chooses an app.
   *
   * @param apps at least two apps, in Okta's order
   * @return one of them
   */
  FederationApp select(List<FederationApp> apps);
}
