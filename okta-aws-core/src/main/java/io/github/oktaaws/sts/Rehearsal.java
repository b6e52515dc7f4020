package io.github.oktaaws.sts;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.internal.http.RehearsalHttp;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.signin.OktaTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
      <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <%1$sResult>
          <AssumedRoleUser><Arn>arn:aws:sts::000000000000:assumed-role/rehearsal/rehearsal</Arn>
            <AssumedRoleId>rehearsal:rehearsal</AssumedRoleId></AssumedRoleUser>
          <Credentials><AccessKeyId>rehearsal</AccessKeyId>
            <SecretAccessKey>rehearsal</SecretAccessKey><SessionToken>rehearsal</SessionToken>
            <Expiration>1970-01-01T00:00:00Z</Expiration></Credentials>
          <Subject>rehearsal</Subject><Issuer>rehearsal</Issuer>
        </%1$sResult>
      </%1$sResponse>
      """;

  private Rehearsal() {}

  static RoleCredentials saml() {
    return rehearsing(AssumeRoleWithSamlService.builder(), "AssumeRoleWithSAML")
        .build()
        .assume(assertion(), ROLE);
  }

  static RoleCredentials webIdentity() {
    return rehearsing(AssumeRoleWithWebIdentityService.builder(), "AssumeRoleWithWebIdentity")
        .build()
        .assume(tokens(), ROLE.roleArn());
  }

  private static <B extends AssumeRoleSettings<B>> B rehearsing(B builder, String action) {
    return builder
        .region(Region.US_EAST_1)
        .httpClient(RehearsalHttp.answering("text/xml", ANSWER.formatted(action)));
  }

  private static OktaTokens tokens() {
    return new OktaTokens(
        "rehearsal", "", Optional.empty(), "Bearer", Set.of(), Instant.EPOCH, Duration.ZERO);
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
