package io.github.oktaaws.saml;

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
   * @throws io.github.oktaaws.error.ConfigurationException if either is malformed
   */
  public AwsRole {
    IamArns.requireRole(roleArn);
    IamArns.requireProvider(principalArn);
  }

  /**
   * The role's account.
   *
   * @return twelve digits
   */
  public String accountId() {
    return roleArn.split(":", 6)[4];
  }

  /**
   * The role's partition.
   *
   * @return for example {@code aws}, {@code aws-cn}, {@code aws-us-gov} or {@code aws-eusc}
   */
  public String partition() {
    return roleArn.split(":", 6)[1];
  }

  /**
   * The role's name without its path.
   *
   * @return the name
   */
  public String roleName() {
    return roleArn.substring(roleArn.lastIndexOf('/') + 1);
  }

  /** Both ARNs in words, as errors list them. */
  String words() {
    return roleArn + " via " + principalArn;
  }
}
