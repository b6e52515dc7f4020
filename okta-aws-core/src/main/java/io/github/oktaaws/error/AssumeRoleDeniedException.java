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
        "AWS refuses to let this sign-in assume " + roleArn + " (AccessDenied).",
        "In AWS IAM, check that the role exists and that its trust policy allows "
            + (context.step() == Step.ASSUME_ROLE_WITH_WEB_IDENTITY
                ? "sts:AssumeRoleWithWebIdentity to the authorization server's OpenID Connect provider with the aud and sub of its tokens."
                : "sts:AssumeRoleWithSAML to this identity provider with SAML:aud https://signin.aws.amazon.com/saml."),
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
