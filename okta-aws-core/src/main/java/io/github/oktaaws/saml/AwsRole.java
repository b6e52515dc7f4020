package io.github.oktaaws.saml;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.IamArns;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One role that an assertion offers, and the identity provider it is offered through.
 *
 * @param roleArn the role's ARN
 * @param principalArn the ARN of the SAML identity provider in IAM
 */
public record AwsRole(String roleArn, String principalArn) {

  /**
   * Checks both ARNs.
   *
   * @param roleArn the role's ARN
   * @param principalArn the ARN of the SAML identity provider in IAM
   * @throws ConfigurationException if either is malformed
   */
  public AwsRole {
    IamArns.requireRole(roleArn);
    IamArns.requireProvider(principalArn);
  }

  // what a record generates is put together at its first use, which a first sign-in would wait for

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AwsRole role
        && roleArn.equals(role.roleArn)
        && principalArn.equals(role.principalArn);
  }

  @Override
  public int hashCode() {
    return 31 * roleArn.hashCode() + principalArn.hashCode();
  }

  /**
   * The role's account.
   *
   * @return twelve digits
   */
  public String accountId() {
    return IamArns.accountId(roleArn);
  }

  /**
   * The role's partition.
   *
   * @return for example {@code aws}, {@code aws-cn}, {@code aws-us-gov} or {@code aws-eusc}
   */
  public String partition() {
    return IamArns.partition(roleArn);
  }

  /**
   * The role's name without its path.
   *
   * @return the name
   */
  public String roleName() {
    return roleArn.substring(roleArn.lastIndexOf('/') + 1);
  }

  /** The role that a value of the assertion's Role attribute names, in either order. */
  static Optional<AwsRole> pair(String value) {
    int provider = value.indexOf(":saml-provider/");
    boolean providerFirst = provider >= 0 && provider < value.indexOf(":role/");
    // the name of a role may hold commas itself, that of a provider does not
    int comma = providerFirst ? value.indexOf(',') : value.lastIndexOf(',');
    if (comma < 0) {
      return Optional.empty();
    }
    String first = value.substring(0, comma).strip();
    String second = value.substring(comma + 1).strip();
    try {
      return Optional.of(providerFirst ? new AwsRole(second, first) : new AwsRole(first, second));
    } catch (ConfigurationException e) {
      return Optional.empty();
    }
  }

  /** Both ARNs in words, as errors list them. */
  String words() {
    return roleArn + " via " + principalArn;
  }
}
