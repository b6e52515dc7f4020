package io.github.oktaaws.saml;

import java.util.List;

/** Step 5: chooses one of the assertion's roles. */
@FunctionalInterface
public interface RoleSelector {

  /**
   * Chooses a role.
   *
   * @param roles at least one role, in the assertion's order
   * @return one of them
   * @throws io.github.oktaaws.error.OktaAwsException if none can be chosen; the error lists what is
   *     there
   */
  AwsRole select(List<AwsRole> roles);

  /**
   * The only role; an error if there are several. Never a silent first.
   *
   * @return the selector
   */
  static RoleSelector only() {
    return RoleSelectors::only;
  }

  /**
   * The role with this ARN, through whichever identity provider offers it; an error if several do.
   *
   * @param roleArn the role's ARN
   * @return the selector
   */
  static RoleSelector arn(String roleArn) {
    return RoleSelectors.arn(roleArn, null);
  }

  /**
   * The role with this ARN, through this identity provider.
   *
   * @param roleArn the role's ARN
   * @param principalArn the ARN of the SAML identity provider in IAM
   * @return the selector
   */
  static RoleSelector arn(String roleArn, String principalArn) {
    return RoleSelectors.arn(roleArn, principalArn);
  }
}
