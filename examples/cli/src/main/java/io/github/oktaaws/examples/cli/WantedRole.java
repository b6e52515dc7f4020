package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NoRolesException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.saml.AwsRole;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param identityProvider the ARN of the identity provider, if it was given
 * @param role the ARN of the role, if it was given
 */
record WantedRole(@Nullable String identityProvider, @Nullable String role) {

  boolean isGiven() {
    return identityProvider != null || role != null;
  }

  /**
   * The roles that are what was asked for; all of them where nothing was.
   *
   * @param offered what an assertion offers
   * @return at least one
   * @throws RoleNotInAssertionException if there is none
   */
  List<AwsRole> among(List<AwsRole> offered) {
    if (offered.isEmpty()) {
      throw new NoRolesException(ErrorContext.at(Step.ROLE_CHOICE));
    }
    List<AwsRole> matching = offered.stream().distinct().filter(this::matches).toList();
    if (matching.isEmpty()) {
      throw notAmong(offered.stream().map(WantedRole::words).toList());
    }
    return matching;
  }

  private boolean matches(AwsRole offered) {
    return (identityProvider == null || identityProvider.equals(offered.principalArn()))
        && (role == null || role.equals(offered.roleArn()));
  }

  RoleNotInAssertionException notAmong(Collection<String> offered) {
    String wanted = role == null ? "wanted" : role;
    String through = identityProvider == null ? "" : " through " + identityProvider;
    return new RoleNotInAssertionException(
        wanted + through, List.copyOf(offered), ErrorContext.at(Step.ROLE_CHOICE));
  }

  static String words(AwsRole role) {
    return role.roleArn() + " through " + role.principalArn();
  }
}
