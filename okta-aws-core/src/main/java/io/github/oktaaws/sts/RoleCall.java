package io.github.oktaaws.sts;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import java.time.Duration;
import software.amazon.awssdk.services.sts.StsClient;

/** One question to STS: a session of a role, for what proves who asks. */
interface RoleCall {

  /** The step, which is called as STS calls the action. */
  Step step();

  String roleArn();

  /** The assertion or token, which nobody may see. */
  String proof();

  /** Asks; what the SDK throws comes through. */
  StsAnswer ask(StsClient sts, RoleSessionTerms terms, Duration duration);

  /** What it means that the proof is too old. */
  OktaAwsException expired(ErrorContext context);

  /** What it means that the proof is not accepted. */
  OktaAwsException rejected(String code, String description, ErrorContext context);
}
