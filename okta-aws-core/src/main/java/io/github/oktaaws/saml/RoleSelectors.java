package io.github.oktaaws.saml;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NoRolesException;
import io.github.oktaaws.error.RoleChoiceException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.IamArns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The selectors that ask nobody: what was named must be there, and nothing is chosen silently. */
final class RoleSelectors {

  private static final ErrorContext HERE = ErrorContext.at(Step.ROLE_CHOICE);

  private RoleSelectors() {}

  static AwsRole only(List<AwsRole> roles) {
    requireSome(roles);
    if (roles.size() > 1) {
      throw new RoleChoiceException(words(roles), HERE);
    }
    return roles.get(0);
  }

  static RoleSelector arn(String roleArn, @Nullable String principalArn) {
    IamArns.requireRole(roleArn);
    if (principalArn != null) {
      IamArns.requireProvider(principalArn);
    }
    return roles -> named(roles, roleArn, principalArn);
  }

  private static AwsRole named(List<AwsRole> roles, String roleArn, @Nullable String principalArn) {
    requireSome(roles);
    List<AwsRole> found =
        roles.stream()
            .filter(role -> role.roleArn().equals(roleArn))
            .filter(role -> principalArn == null || role.principalArn().equals(principalArn))
            .distinct()
            .toList();
    if (found.isEmpty()) {
      String wanted = principalArn == null ? roleArn : roleArn + " via " + principalArn;
      throw new RoleNotInAssertionException(wanted, words(roles), HERE);
    }
    if (found.size() > 1) {
      throw new RoleChoiceException(words(found), HERE);
    }
    return found.get(0);
  }

  private static void requireSome(List<AwsRole> roles) {
    if (roles.isEmpty()) {
      throw new NoRolesException(HERE);
    }
  }

  /** The providers are named only where they tell roles apart. */
  private static List<String> words(List<AwsRole> roles) {
    boolean oneProvider = roles.stream().map(AwsRole::principalArn).distinct().count() == 1;
    return roles.stream().map(oneProvider ? AwsRole::roleArn : AwsRole::words).toList();
  }
}
