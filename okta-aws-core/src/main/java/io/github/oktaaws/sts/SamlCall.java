package io.github.oktaaws.sts;

import io.github.oktaaws.error.AssertionExpiredException;
import io.github.oktaaws.error.AssertionRejectedException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;
import java.time.Duration;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;

/** AssumeRoleWithSAML. */
record SamlCall(SamlAssertion assertion, AwsRole role) implements RoleCall {

  @Override
  public Step step() {
    return Step.ASSUME_ROLE;
  }

  @Override
  public String roleArn() {
    return role.roleArn();
  }

  @Override
  public String proof() {
    return assertion.encoded();
  }

  @Override
  public StsAnswer ask(StsClient sts, RoleSessionTerms terms, Duration duration) {
    AssumeRoleWithSamlRequest.Builder request =
        AssumeRoleWithSamlRequest.builder()
            .roleArn(role.roleArn())
            .principalArn(role.principalArn())
            .samlAssertion(assertion.encoded())
            .durationSeconds(Math.toIntExact(duration.toSeconds()));
    terms.sessionPolicy().ifPresent(request::policy);
    if (!terms.policyArns().isEmpty()) {
      request.policyArns(SessionPolicies.described(terms.policyArns()));
    }
    return StsAnswer.of(sts.assumeRoleWithSAML(request.build()));
  }

  @Override
  public OktaAwsException expired(ErrorContext context) {
    return new AssertionExpiredException(context);
  }

  @Override
  public OktaAwsException rejected(String code, String description, ErrorContext context) {
    return new AssertionRejectedException(code, description, context);
  }
}
