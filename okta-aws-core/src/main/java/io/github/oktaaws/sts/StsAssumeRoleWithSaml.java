package io.github.oktaaws.sts;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;

/** Step 6 where a SAML assertion proves who asks. */
final class StsAssumeRoleWithSaml extends StsRoleSessions implements AssumeRoleWithSamlService {

  private final RoleSessionTerms terms;

  StsAssumeRoleWithSaml(AssumeRoleWithSamlBuilder settings, RoleSessionTerms terms) {
    super(settings, terms);
    this.terms = terms;
  }

  @Override
  public RoleCredentials assume(SamlAssertion assertion, AwsRole role) {
    return open(new SamlCall(assertion, role));
  }

  @Override
  public void rehearse() {
    Rehearsal.saml();
  }

  @Override
  public String toString() {
    return "AssumeRoleWithSamlService[sessionDuration=" + terms.sessionDuration() + "]";
  }
}
