package io.github.oktaaws;

import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import java.util.List;

/**
 * What Okta offers the person, app by app. Every app is in one of the two lists.
 *
 * @param apps the apps whose roles are known, in Okta's order
 * @param failures the apps whose roles could not be had, in Okta's order
 */
public record RolesByApp(List<AppRoles> apps, List<RoleFailure> failures) {

  /**
   * One app.
   *
   * @param app the app
   * @param roles its roles, in the assertion's order
   */
  public record AppRoles(FederationApp app, List<AwsRole> roles) {

    /**
     * Copies the roles.
     *
     * @param app the app
     * @param roles its roles
     */
    public AppRoles {
      roles = List.copyOf(roles);
    }
  }

  /**
   * Copies the lists.
   *
   * @param apps the apps whose roles are known
   * @param failures the apps whose roles could not be had
   */
  public RolesByApp {
    apps = List.copyOf(apps);
    failures = List.copyOf(failures);
  }
}
