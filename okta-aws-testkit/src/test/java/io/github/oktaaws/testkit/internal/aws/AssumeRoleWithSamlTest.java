package io.github.oktaaws.testkit.internal.aws;

import static io.github.oktaaws.testkit.internal.aws.ResponseDraft.PROVIDER;
import static io.github.oktaaws.testkit.internal.aws.ResponseDraft.ROLE;
import static io.github.oktaaws.testkit.internal.aws.StsOnLoopback.SHORT_ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.StsException;

class AssumeRoleWithSamlTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");

  private final StsOnLoopback sts = new StsOnLoopback(NOW);

  @AfterEach
  void stop() {
    sts.close();
  }

  private static void assertRejected(StsException rejection, String code, int status, String text) {
    assertThat(rejection.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(rejection.statusCode()).isEqualTo(status);
    assertThat(rejection.awsErrorDetails().errorMessage()).contains(text);
  }

  private StsException rejection(
      ResponseDraft draft, Consumer<AssumeRoleWithSamlRequest.Builder> change) {
    return catchThrowableOfType(StsException.class, () -> sts.assume(draft, change));
  }

  private StsException rejection(ResponseDraft draft) {
    return rejection(draft, request -> {});
  }

  private StsException rejection(Consumer<AssumeRoleWithSamlRequest.Builder> change) {
    return rejection(sts.draft(), change);
  }

  @Test
  void aGoodAssertionGivesASessionOfTheRole() throws Exception {
    AssumeRoleWithSamlResponse session = sts.assume(sts.draft(), request -> {});
    assertThat(session.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
    assertThat(session.credentials().secretAccessKey()).hasSize(40);
    assertThat(session.credentials().sessionToken()).hasSizeGreaterThan(300);
    assertThat(session.credentials().expiration()).isEqualTo("2026-03-04T06:06:07Z");
    assertThat(session.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/admin/jane@example.com");
    assertThat(session.assumedRoleUser().assumedRoleId())
        .matches("AROA[A-Z2-7]{16}:jane@example.com");
    assertThat(session.subject()).isEqualTo("jane");
    assertThat(session.subjectType()).isEqualTo("persistent");
    assertThat(session.issuer()).isEqualTo(ResponseDraft.ISSUER);
    assertThat(session.audience()).isEqualTo("https://signin.aws.amazon.com/saml");
    // echo -n 'http://www.okta.com/exk1111122223333/okta' | openssl sha1 -binary | base64
    assertThat(session.nameQualifier()).isEqualTo("WADsMm5wCiq0hqsylBXhky68lXk=");
    assertThat(session.sourceIdentity()).isNull();
    assertThat(sts.sts.issuedSecrets())
        .contains(session.credentials().secretAccessKey(), session.credentials().sessionToken());
  }

  @Test
  void theAudienceRecipientAndSourceIdentityComeFromTheAssertion() throws Exception {
    ResponseDraft draft =
        sts.draft()
            .withAttribute("SourceIdentity", "jane.doe")
            .with("https://signin.aws.amazon.com/", "https://eu-west-1.signin.aws.amazon.com/");
    AssumeRoleWithSamlResponse session = sts.assume(draft, request -> {});
    assertThat(session.sourceIdentity()).isEqualTo("jane.doe");
    assertThat(session.audience()).isEqualTo("https://eu-west-1.signin.aws.amazon.com/saml");
  }

  @ParameterizedTest
  @CsvSource({
    "aws, https://signin.aws.amazon.com/saml, https://signin.aws.amazon.com/saml",
    "aws, https://us-east-2.signin.aws.amazon.com/saml, urn:amazon:webservices",
    "aws, https://signin.aws.amazon.com/saml/acs/SAMLSPEXAMPLE, urn:amazon:webservices",
    "aws-cn, https://signin.amazonaws.cn/saml, urn:amazon:webservices:cn-north-1",
    "aws-cn, https://cn-northwest-1.signin.amazonaws.cn/saml,"
        + " urn:amazon:webservices:cn-northwest-1",
    "aws-us-gov, https://signin.amazonaws-us-gov.com/saml, urn:amazon:webservices:govcloud",
    "aws-us-gov, https://us-gov-west-1.signin.amazonaws-us-gov.com/saml,"
        + " urn:amazon:webservices:govcloud",
    "aws-eusc, https://eusc-de-east-1.signin.amazonaws-eusc.eu/saml, urn:amazon:webservices",
  })
  void eachPartitionHasItsSignInAndAudience(String partition, String recipient, String audience)
      throws Exception {
    String arn = "arn:" + partition + ":";
    ResponseDraft draft =
        sts.draft()
            .with(">urn:amazon:webservices<", ">" + audience + "<")
            .with("Recipient=\"https://signin.aws.amazon.com/saml", "Recipient=\"" + recipient)
            .with("arn:aws:", arn);
    AssumeRoleWithSamlResponse session =
        sts.assume(
            draft,
            request ->
                request
                    .roleArn(ROLE.replace("arn:aws:", arn))
                    .principalArn(PROVIDER.replace("arn:aws:", arn)));
    assertThat(session.assumedRoleUser().arn()).startsWith(arn + "sts::111122223333:");
    assertThat(session.audience()).isEqualTo(recipient);
  }

  @Test
  void theRoleMayStandBeforeTheProviderAndBlanksAround() throws Exception {
    ResponseDraft draft =
        sts.draft().with(PROVIDER + "," + ROLE, "\n  " + ROLE + " , " + PROVIDER + "\n");
    assertThat(sts.assume(draft, request -> {}).credentials()).isNotNull();
  }

  @Test
  void theSessionLastsAsLongAsAskedFor() throws Exception {
    assertThat(
            sts.assume(sts.draft(), request -> request.durationSeconds(28_800))
                .credentials()
                .expiration())
        .isEqualTo("2026-03-04T13:06:07Z");
  }

  @Test
  void theIdentityProviderMayEndTheSessionEarlier() throws Exception {
    ResponseDraft draft =
        sts.draft()
            .with("<a:AuthnStatement ", "<a:AuthnStatement SessionNotOnOrAfter=\"%s\" ")
            .with("%s", NOW.plus(Duration.ofMinutes(20)).toString());
    assertThat(sts.assume(draft, request -> {}).credentials().expiration())
        .isEqualTo("2026-03-04T05:26:07Z");
    sts.clock.advance(Duration.ofMinutes(4));
    assertThat(
            sts.assume(draft, request -> request.durationSeconds(900)).credentials().expiration())
        .isEqualTo("2026-03-04T05:25:07Z");
  }

  @Test
  void aSessionTheIdentityProviderHasEndedIsExpired() {
    ResponseDraft draft =
        sts.draft()
            .with("<a:AuthnStatement ", "<a:AuthnStatement SessionNotOnOrAfter=\"%s\" ")
            .with("%s", NOW.toString());
    assertRejected(rejection(draft), "ExpiredTokenException", 400, "expired");
  }

  @Test
  void anAssertionIsGoodForFiveMinutes() throws Exception {
    ResponseDraft draft = sts.draft();
    sts.clock.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(sts.assume(draft, request -> {}).credentials()).isNotNull();
    sts.clock.advance(Duration.ofMillis(1));
    assertRejected(
        rejection(draft),
        "ExpiredTokenException",
        400,
        "Token must be redeemed within 5 minutes of issuance");
  }

  @Test
  void anAssertionThatClaimsToLastLongerMustBeRedeemedWithinFiveMinutesAllTheSame() {
    ResponseDraft draft =
        sts.draft()
            .with(NOW.plus(Duration.ofMinutes(5)).toString(), NOW.plusSeconds(7200).toString());
    sts.clock.advance(Duration.ofMinutes(6));
    assertRejected(
        rejection(draft),
        "ExpiredTokenException",
        400,
        "Token must be redeemed within 5 minutes of issuance");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<a:SubjectConfirmationData NotOnOrAfter=", "<a:Conditions NotOnOrAfter="})
  void eachEndInTheAssertionCounts(String place) {
    String end = NOW.plus(Duration.ofMinutes(5)).toString();
    String earlier = NOW.plus(Duration.ofMinutes(2)).toString();
    ResponseDraft draft =
        sts.draft()
            .with("<a:Conditions NotBefore=\"" + NOW + "\" ", "<a:Conditions ")
            .with(place + "\"" + end, place + "\"" + earlier);
    sts.clock.advance(Duration.ofMinutes(2));
    assertRejected(rejection(draft), "ExpiredTokenException", 400, "valid until " + earlier);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotBefore=\"%s\"", "ID=\"a1\" Version=\"2.0\" IssueInstant=\"%s\""})
  void anAssertionOfTheFutureIsNotYetValid(String place) {
    ResponseDraft draft =
        sts.draft().with(place.formatted(NOW), place.formatted(NOW.plusSeconds(60)));
    assertRejected(rejection(draft), "InvalidIdentityToken", 400, "not yet valid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://www.okta.com/exk1 | http://www.okta.com/exk2 | Issuer not present in specified"
            + " provider",
        ">urn:amazon:webservices< | >urn:example< | Response does not contain the required audience",
        ">urn:amazon:webservices< | >urn:amazon:webservices:govcloud< | Response does not contain"
            + " the required audience",
        "https://signin.aws.amazon.com/saml | https://signin.amazonaws.cn/saml | Response does not"
            + " contain the required recipient",
        "https://signin.aws.amazon.com/saml | https://signin.aws.amazon.com.example/saml | Response"
            + " does not contain the required recipient",
        ":cm:bearer | :cm:holder-of-key | exactly one bearer SubjectConfirmation",
        "/RoleSessionName | /Name | RoleSessionName is required in AuthnResponse",
        "jane@example.com | jane doe | RoleSessionName in AuthnResponse must match",
        "a:NameID | a:BaseID | NameID",
        "p:Response | p:ArtifactResponse | not an authentication response",
      })
  void anAssertionThatIsNotForAwsIsInvalid(String part, String replacement, String text) {
    assertRejected(
        rejection(sts.draft().with(part, replacement)), "InvalidIdentityToken", 400, text);
  }

  @Test
  void aConfirmationWithoutAnEndIsInvalid() {
    String end = " NotOnOrAfter=\"" + NOW.plus(Duration.ofMinutes(5)) + "\" Recipient";
    assertRejected(
        rejection(sts.draft().with(end, " Recipient")),
        "InvalidIdentityToken",
        400,
        "SubjectConfirmationData must have NotOnOrAfter");
  }

  @Test
  void aSourceIdentityOfAnotherFormIsInvalid() {
    assertRejected(
        rejection(sts.draft().withAttribute("SourceIdentity", "aws:jane")),
        "InvalidIdentityToken",
        400,
        "Source Identity must match");
  }

  @Test
  void aFailedAuthenticationIsARejectedClaim() {
    assertRejected(
        rejection(sts.draft().with("status:Success", "status:Responder")),
        "IDPRejectedClaim",
        403,
        "authentication failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:role/untrusting",
        "arn:aws:iam::111122223333:role/missing",
        "arn:aws:iam::444455556666:role/admin"
      })
  void aRoleThatIsMissingOrDoesNotTrustTheProviderIsDenied(String role) {
    assertRejected(
        rejection(sts.draft().with(ROLE, role), request -> request.roleArn(role)),
        "AccessDenied",
        403,
        "Not authorized to perform sts:AssumeRoleWithSAML");
  }

  @Test
  void aRoleThatTheAssertionDoesNotNameIsDenied() {
    assertRejected(
        rejection(request -> request.roleArn(SHORT_ROLE)),
        "AccessDenied",
        403,
        "Not authorized to perform sts:AssumeRoleWithSAML");
  }

  @Test
  void theRoleOfOnePairAndTheProviderOfAnotherAreDenied() {
    ResponseDraft draft =
        sts.draft()
            .with(
                PROVIDER + "," + ROLE,
                PROVIDER
                    + "-other,"
                    + ROLE
                    + "</a:AttributeValue><a:AttributeValue>"
                    + PROVIDER
                    + ","
                    + SHORT_ROLE);
    assertRejected(rejection(draft), "AccessDenied", 403, "Not authorized");
  }

  @Test
  void aProviderThatIsNotRegisteredIsInvalid() {
    assertRejected(
        rejection(request -> request.principalArn(PROVIDER + "2")),
        "InvalidIdentityToken",
        400,
        "Specified provider doesn't exist");
  }

  @Test
  void aProviderOfAnotherIssuerIsInvalid() {
    assertRejected(
        rejection(request -> request.principalArn(PROVIDER + "-other")),
        "InvalidIdentityToken",
        400,
        "Issuer not present in specified provider");
  }

  @Test
  void aDurationOverTheRolesMaximumIsRejected() {
    ResponseDraft draft = sts.draft().with(ROLE, SHORT_ROLE);
    assertRejected(
        rejection(draft, request -> request.roleArn(SHORT_ROLE).durationSeconds(3601)),
        "ValidationError",
        400,
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }

  @ParameterizedTest
  @CsvSource({"899, greater than or equal to 900", "43201, less than or equal to 43200"})
  void aDurationOutsideTheModelIsRejected(int seconds, String text) {
    assertRejected(
        rejection(request -> request.durationSeconds(seconds)), "ValidationError", 400, text);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111122223333:user/jane, Request ARN is invalid",
    "arn:aws:iam::1111:role/admin-of-all, Request ARN is invalid",
    "arn:aws-moon:iam::111122223333:role/admin, Partition in ARN is invalid",
    "arn:aws-cn:iam::111122223333:role/admin, differ in partition",
    "administrators-of-everything, administrators-of-everything is invalid",
    "admin, Value at 'roleArn' failed to satisfy constraint",
  })
  void anArnOfNoRoleIsRejected(String arn, String text) {
    assertRejected(rejection(request -> request.roleArn(arn)), "ValidationError", 400, text);
  }

  @Test
  void anOversizeAssertionIsRejectedAndOneOfFullSizeIsRead() {
    String full = "A".repeat(100_000);
    assertRejected(
        catchThrowableOfType(StsException.class, () -> sts.redeem(full + "A", request -> {})),
        "ValidationError",
        400,
        "Value at 'sAMLAssertion' failed to satisfy constraint: Member must have length less than"
            + " or equal to 100000");
    assertRejected(
        catchThrowableOfType(StsException.class, () -> sts.redeem(full, request -> {})),
        "InvalidIdentityToken",
        400,
        "well-formed");
  }

  @ParameterizedTest
  @CsvSource({"RoleArn, roleArn", "PrincipalArn, principalArn", "SAMLAssertion, sAMLAssertion"})
  void eachParameterThatAwsRequiresIsAskedFor(String parameter, String member) throws Exception {
    List<String> form = new ArrayList<>(List.of("Action", "AssumeRoleWithSAML"));
    form.addAll(List.of("Version", "2011-06-15", "RoleArn", ROLE, "PrincipalArn", PROVIDER));
    form.addAll(List.of("SAMLAssertion", sts.draft().signed(sts.samlKey).base64()));
    assertThat(sts.post(form.toArray(String[]::new)).status()).isEqualTo(200);
    int at = form.indexOf(parameter);
    form.subList(at, at + 2).clear();
    StsOnLoopback.Answer answer = sts.post(form.toArray(String[]::new));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<Code>ValidationError</Code>")
        .contains(
            "Value at '" + member + "' failed to satisfy constraint: Member must not be null");
  }

  @Test
  void sessionPoliciesAreTaken() throws Exception {
    assertThat(
            sts.assume(
                    sts.draft(),
                    request ->
                        request
                            .policy("{\"Version\":\"2012-10-17\",\"Statement\":[]}")
                            .policyArns(policies(10)))
                .credentials())
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"Statement\":[]", "{\"Statement\":[]} {}", "{}", "[]", "not JSON"})
  void aSessionPolicyThatIsNoPolicyIsMalformed(String policy) {
    assertRejected(
        rejection(request -> request.policy(policy)), "MalformedPolicyDocument", 400, "");
  }

  @Test
  void aSessionPolicyOver2048CharactersIsTooLarge() throws Exception {
    String statement = "{\"Statement\":[]}";
    String longest = statement + " ".repeat(2048 - statement.length());
    assertThat(sts.assume(sts.draft(), request -> request.policy(longest)).credentials())
        .isNotNull();
    assertRejected(
        rejection(request -> request.policy(longest + " ")), "PackedPolicyTooLarge", 400, "101%");
  }

  @Test
  void elevenSessionPolicyArnsAreTooMany() {
    assertRejected(
        rejection(request -> request.policyArns(policies(11))),
        "ValidationError",
        400,
        "Value at 'policyArns' failed to satisfy constraint");
  }

  @Test
  void aSessionPolicyArnMustBeThatOfAPolicy() {
    assertRejected(
        rejection(request -> request.policyArns(PolicyDescriptorType.builder().arn(ROLE).build())),
        "ValidationError",
        400,
        "is not valid");
  }

  private static List<PolicyDescriptorType> policies(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "arn:aws:iam::aws:policy/ReadOnly" + i)
        .map(arn -> PolicyDescriptorType.builder().arn(arn).build())
        .toList();
  }
}
