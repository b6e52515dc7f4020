package io.github.oktaaws.sts;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.signin.OktaTokens;

/** Step 6 where an access token proves who asks. */
final class StsAssumeRoleWithWebIdentity extends StsRoleSessions
    implements AssumeRoleWithWebIdentityService {

  private final String roleSessionName;

  StsAssumeRoleWithWebIdentity(
      AssumeRoleWithWebIdentityBuilder settings, RoleSessionTerms terms, String roleSessionName) {
    super(settings, terms);
    this.roleSessionName = roleSessionName;
  }

  @Override
  public RoleCredentials assume(OktaTokens tokens, String roleArn) {
    return open(new WebIdentityCall(tokens, roleArn, roleSessionName));
  }

  @Override
  public void rehearse() {
    Rehearsal.webIdentity();
  }

  @Override
  public String toString() {
    return "AssumeRoleWithWebIdentityService[roleSessionName=" + roleSessionName + "]";
  }
}
