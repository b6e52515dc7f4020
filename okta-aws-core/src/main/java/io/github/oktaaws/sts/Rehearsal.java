package io.github.oktaaws.sts;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.internal.http.RehearsalHttp;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * Assumes a role of our own making without asking anybody, so that the first real one is assumed by
 * classes of the AWS SDK that are loaded and initialized.
 */
final class Rehearsal {

  private static final AwsRole ROLE =
      new AwsRole(
          "arn:aws:iam::000000000000:role/rehearsal",
          "arn:aws:iam::000000000000:saml-provider/rehearsal");

  private static final String ANSWER =
      """
      <AssumeRoleWithSAMLResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleWithSAMLResult>
          <AssumedRoleUser><Arn>arn:aws:sts::000000000000:assumed-role/rehearsal/rehearsal</Arn>
            <AssumedRoleId>rehearsal:rehearsal</AssumedRoleId></AssumedRoleUser>
          <Credentials><AccessKeyId>rehearsal</AccessKeyId>
            <SecretAccessKey>rehearsal</SecretAccessKey><SessionToken>rehearsal</SessionToken>
            <Expiration>1970-01-01T00:00:00Z</Expiration></Credentials>
          <Subject>rehearsal</Subject><Issuer>rehearsal</Issuer>
        </AssumeRoleWithSAMLResult>
      </AssumeRoleWithSAMLResponse>
      """;

  private Rehearsal() {}

  static RoleCredentials run() {
    return AssumeRoleWithSamlService.builder()
        .region(Region.US_EAST_1)
        .httpClient(RehearsalHttp.answering("text/xml", ANSWER))
        .build()
        .assume(assertion(), ROLE);
  }

  private static SamlAssertion assertion() {
    return new SamlAssertion(
        "rehearsal",
        List.of(ROLE),
        "rehearsal",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
