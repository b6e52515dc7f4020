package io.github.oktaaws.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.testing.Planted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

class AssumeRoleWithWebIdentityTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/jobs/Nightly";
  private static final String TOKEN = "CANARYaccessToken0123456789.abc_def-ghi";

  private CannedSts sts;

  @BeforeEach
  void start() throws Exception {
    sts = new CannedSts();
    Planted.secrets(TOKEN);
  }

  @AfterEach
  void stop() {
    sts.close();
  }

  @Test
  void sendsExactlyTheParametersOfTheCall() throws Exception {
    answersCredentials();

    service().build().assume(tokens(), ROLE);

    RecordedRequest request = sts.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo("/");
    assertThat(request.getHeaders().names()).doesNotContain("Authorization");
    assertThat(CannedSts.form(request))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Action",
                "AssumeRoleWithWebIdentity",
                "Version",
                "2011-06-15",
                "RoleArn",
                ROLE,
                "RoleSessionName",
                "okta-aws",
                "WebIdentityToken",
                TOKEN,
                "DurationSeconds",
                "3600"));
  }

  @Test
  void sendsNameDurationAndPoliciesThatWereSet() throws Exception {
    answersCredentials();
    String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    service()
        .roleSessionName("nightly@host-7")
        .sessionDuration(Duration.ofHours(2))
        .sessionPolicy(policy)
        .policyArns(List.of("arn:aws:iam::aws:policy/A"))
        .build()
        .assume(tokens(), ROLE);

    assertThat(CannedSts.form(sts.takeRequest()))
        .containsEntry("RoleSessionName", "nightly@host-7")
        .containsEntry("DurationSeconds", "7200")
        .containsEntry("Policy", policy)
        .containsEntry("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/A");
  }

  @Test
  void readsEverythingThatStsSays() {
    answersCredentials();
    Instant now = Instant.parse("2026-11-24T13:00:01Z");

    RoleCredentials credentials =
        Planted.said(
            service().clock(Clock.fixed(now, ZoneOffset.UTC)).build().assume(tokens(), ROLE));

    assertThat(credentials.secretAccessKey()).isEqualTo(CannedSts.SECRET_KEY);
    assertThat(credentials.sessionToken()).isEqualTo(CannedSts.SESSION_TOKEN);
    assertThat(credentials.receivedAt()).isEqualTo(now);
    assertThat(credentials.lifetime()).as("by the server's clock").isEqualTo(Duration.ofHours(1));
    assertThat(credentials.roleArn()).isEqualTo(ROLE);
    assertThat(credentials.assumedRoleArn())
        .isEqualTo("arn:aws:sts::210987654321:assumed-role/Nightly/okta-aws");
    assertThat(credentials.accountId()).isEqualTo("210987654321");
    assertThat(credentials.subject()).contains("0oa1serviceApp");
    assertThat(credentials.issuer()).contains("https://acme.okta.com/oauth2/default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "two words", "ümlaut", "a/b", "a:b"})
  void aSessionNameThatAwsWouldRefuseIsRefusedBeforeAnythingIsSent(String name) {
    assertThat(
            catchThrowableOfType(
                ConfigurationException.class, () -> service().roleSessionName(name)))
        .hasMessageContaining("not a name for a role's session");
    assertThat(
            catchThrowableOfType(
                ConfigurationException.class, () -> service().roleSessionName("x".repeat(65))))
        .isNotNull();
  }

  @Test
  void anArnThatIsNoRolesIsRefusedBeforeAnythingIsSent() {
    AssumeRoleWithWebIdentityService service = service().build();

    assertThat(
            catchThrowableOfType(
                ConfigurationException.class,
                () -> service.assume(tokens(), "arn:aws:iam::123456789012:user/jane")))
        .hasMessageContaining("not the ARN of an IAM role");
    assertThat(sts.requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidIdentityToken, WebIdentityRejectedException, false, 1",
    "400, InvalidIdentityTokenException, WebIdentityRejectedException, false, 1",
    "403, IDPRejectedClaim, WebIdentityRejectedException, false, 1",
    "400, ExpiredTokenException, WebIdentityExpiredException, true, 1",
    "400, ExpiredToken, WebIdentityExpiredException, true, 1",
    "403, AccessDenied, AssumeRoleDeniedException, false, 1",
    "400, MalformedPolicyDocument, SessionPolicyException, false, 1",
    "403, RegionDisabledException, RegionDisabledException, false, 1",
    "400, IDPCommunicationError, AssumeRoleFailedException, true, 3",
    "503, ServiceUnavailable, AssumeRoleFailedException, true, 3",
    "400, Odd, AssumeRoleFailedException, false, 1",
  })
  void everyCodeHasItsMeaning(
      int status, String code, String type, boolean retryable, int requests) {
    for (int i = 0; i < requests; i++) {
      sts.answersError(status, code, "Something is wrong with " + TOKEN + ".");
    }

    OktaAwsException error = failure(service());

    assertThat(error.getClass().getSimpleName()).isEqualTo(type);
    assertThat(error.retryable()).isEqualTo(retryable);
    assertThat(error.step()).isEqualTo(Step.ASSUME_ROLE_WITH_WEB_IDENTITY);
    assertThat(error.requestId()).contains("c6104cbe-af31-11e0-8154-cbc7ccf896c7");
    assertThat(error).hasMessageNotContaining("CANARY");
    assertThat(sts.requests()).isEqualTo(requests);
  }

  @Test
  void thatAwsCouldNotReachOktaJustThenIsTriedAgain() {
    sts.answersError(400, "IDPCommunicationError", "Couldn't retrieve verification key");
    answersCredentials();

    assertThat(service().build().assume(tokens(), ROLE)).isNotNull();
  }

  @Test
  void aDenialNamesTheActionThatTheTrustPolicyMustAllow() {
    sts.answersError(
        403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");

    assertThat(failure(service()))
        .hasMessageContainingAll(ROLE, "sts:AssumeRoleWithWebIdentity")
        .hasMessageNotContaining("SAML");
  }

  @Test
  void theFallbackAsksOnceForAnHour() throws Exception {
    sts.answersError(
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    answersCredentials();

    service()
        .sessionDuration(Duration.ofHours(8))
        .durationFallback(true)
        .build()
        .assume(tokens(), ROLE);

    assertThat(sts.all())
        .extracting(request -> CannedSts.form(request).get("DurationSeconds"))
        .containsExactly("28800", "3600");
  }

  @Test
  void theRegionFollowsTheRolesPartition() {
    assertThat(
            catchThrowableOfType(
                ConfigurationException.class,
                () ->
                    AssumeRoleWithWebIdentityService.builder()
                        .region(Region.US_EAST_1)
                        .build()
                        .assume(tokens(), "arn:aws-us-gov:iam::123456789012:role/Nightly")))
        .hasMessageContaining("aws-us-gov");
  }

  @Test
  void noSecretIsLoggedOrPrinted() {
    try (CapturedLog log = new CapturedLog()) {
      answersCredentials();
      service().build().assume(tokens(), ROLE);
      sts.answersError(400, "ValidationError", "Value '" + TOKEN + "' is too long");
      failure(service());

      assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("CANARY"));
    }
    assertThat(service().build()).asString().contains("okta-aws");
    assertThat(new WebIdentityCall(tokens(), ROLE, "job")).asString().doesNotContain("CANARY");
  }

  private AssumeRoleWithWebIdentityBuilder service() {
    return AssumeRoleWithWebIdentityService.builder()
        .region(Region.US_EAST_1)
        .endpoint(sts.endpoint())
        .pace(CannedSts.impatient(Duration.ofSeconds(10)));
  }

  private static OktaTokens tokens() {
    return new OktaTokens(
        TOKEN,
        "",
        Optional.empty(),
        "Bearer",
        Set.of("okta-m2m-access"),
        CannedSts.ANSWERED,
        Duration.ofHours(1));
  }

  private OktaAwsException failure(AssumeRoleWithWebIdentityBuilder builder) {
    AssumeRoleWithWebIdentityService service = builder.build();
    return Planted.thrown(
        catchThrowableOfType(OktaAwsException.class, () -> service.assume(tokens(), ROLE)));
  }

  private void answersCredentials() {
    sts.answers(
        CannedSts.xml(
            200,
            """
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleWithWebIdentityResult>
                <SubjectFromWebIdentityToken>0oa1serviceApp</SubjectFromWebIdentityToken>
                <Audience>api://default</Audience>
                <AssumedRoleUser>
                  <Arn>arn:aws:sts::210987654321:assumed-role/Nightly/okta-aws</Arn>
                  <AssumedRoleId>AROA123456789EXAMPLE:okta-aws</AssumedRoleId>
                </AssumedRoleUser>
                <Credentials>
                  <AccessKeyId>ASIAEXAMPLE</AccessKeyId>
                  <SecretAccessKey>%s</SecretAccessKey>
                  <SessionToken>%s</SessionToken>
                  <Expiration>%s</Expiration>
                </Credentials>
                <Provider>https://acme.okta.com/oauth2/default</Provider>
              </AssumeRoleWithWebIdentityResult>
              <ResponseMetadata><RequestId>c6104cbe</RequestId></ResponseMetadata>
            </AssumeRoleWithWebIdentityResponse>
            """
                .formatted(CannedSts.SECRET_KEY, CannedSts.SESSION_TOKEN, CannedSts.EXPIRATION),
            List.of("Date", CannedSts.httpDate(CannedSts.ANSWERED))));
  }
}
