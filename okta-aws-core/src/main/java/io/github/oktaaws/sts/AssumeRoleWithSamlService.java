package io.github.oktaaws.sts;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;

/** Step 6: an assertion becomes credentials of one of its roles. A lambda can stand in for it. */
@FunctionalInterface
public interface AssumeRoleWithSamlService {

  /**
   * Assumes the role (AWS STS API Reference, AssumeRoleWithSAML).
   *
   * @param assertion the assertion, not older than five minutes
   * @param role one of its roles
   * @return the credentials
   * @throws io.github.oktaaws.error.OktaAwsException if STS refuses; every STS error code has a
   *     class or is named by {@link io.github.oktaaws.error.AssumeRoleFailedException}
   */
  RoleCredentials assume(SamlAssertion assertion, AwsRole role);
}
