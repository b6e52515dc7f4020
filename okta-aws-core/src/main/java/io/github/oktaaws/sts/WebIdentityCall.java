package io.github.oktaaws.sts;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.WebIdentityExpiredException;
import io.github.oktaaws.error.WebIdentityRejectedException;
import io.github.oktaaws.internal.IamArns;
import io.github.oktaaws.signin.OktaTokens;
import java.time.Duration;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/** AssumeRoleWithWebIdentity. */
record WebIdentityCall(OktaTokens tokens, String roleArn, String roleSessionName)
    implements RoleCall {

  WebIdentityCall {
    IamArns.requireRole(roleArn);
  }

  @Override
  public Step step() {
    return Step.ASSUME_ROLE_WITH_WEB_IDENTITY;
  }

  @Override
  public String proof() {
    return tokens.accessToken();
  }

  @Override
  public StsAnswer ask(StsClient sts, RoleSessionTerms terms, Duration duration) {
    AssumeRoleWithWebIdentityRequest.Builder request =
        AssumeRoleWithWebIdentityRequest.builder()
            .roleArn(roleArn)
            .roleSessionName(roleSessionName)
            .webIdentityToken(tokens.accessToken())
            .durationSeconds(Math.toIntExact(duration.toSeconds()));
    terms.sessionPolicy().ifPresent(request::policy);
    if (!terms.policyArns().isEmpty()) {
      request.policyArns(SessionPolicies.described(terms.policyArns()));
    }
    return StsAnswer.of(sts.assumeRoleWithWebIdentity(request.build()));
  }

  @Override
  public OktaAwsException expired(ErrorContext context) {
    return new WebIdentityExpiredException(context);
  }

  @Override
  public OktaAwsException rejected(String code, String description, ErrorContext context) {
    return new WebIdentityRejectedException(code, description, context);
  }
}
