package io.github.oktaaws.error;

/** AWS refuses the role to this assertion ({@code AccessDenied}). */
public final class AssumeRoleDeniedException extends OktaAwsException {

  private final transient String roleArn;

  /**
   * Creates the error.
   *
   * @param roleArn the role
   * @param context where it happened
   */
  public AssumeRoleDeniedException(String roleArn, ErrorContext context) {
    super(
        "AWS refuses to let this SAML assertion assume " + roleArn + " (AccessDenied).",
        "In AWS IAM, check that the role exists and that its trust policy allows sts:AssumeRoleWithSAML to this identity provider with SAML:aud https://signin.aws.amazon.com/saml.",
        false,
        context);
    this.roleArn = roleArn;
  }

  /**
   * Returns the role.
   *
   * @return the role
   */
  public String roleArn() {
    return roleArn;
  }
}
