package io.github.oktaaws;

import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import java.util.List;

/**
 * Credentials of every role of every app, and what could not be had. Every app's every role is in
 * one of the two lists, as is every app whose roles are not known.
 *
 * @param assumed the roles that were assumed, in the order of the apps and of their assertions
 * @param failures the apps and roles that could not be used, in the same order
 */
public record EveryRole(List<Assumed> assumed, List<RoleFailure> failures) {

  /**
   * One role.
   *
   * @param app the app that offers it
   * @param role the role, and the identity provider it was assumed through
   * @param credentials its credentials
   */
  public record Assumed(FederationApp app, AwsRole role, RoleCredentials credentials) {}

  /**
   * Copies the lists.
   *
   * @param assumed the roles that were assumed
   * @param failures the apps and roles that could not be used
   */
  public EveryRole {
    assumed = List.copyOf(assumed);
    failures = List.copyOf(failures);
  }

  /**
   * The credentials alone.
   *
   * @return the credentials of all roles that were assumed, in their order
   */
  public List<RoleCredentials> credentials() {
    return assumed.stream().map(Assumed::credentials).toList();
  }
}
