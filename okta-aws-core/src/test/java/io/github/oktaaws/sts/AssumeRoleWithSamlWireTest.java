package io.github.oktaaws.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.internal.http.OkHttpSdkClient;
import io.github.oktaaws.internal.http.OktaHttp;
import io.github.oktaaws.internal.http.OpensEarly;
import io.github.oktaaws.saml.AwsRole;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

class AssumeRoleWithSamlWireTest {

  private static final AwsRole ROLE = CannedSts.role("aws");

  private CannedSts sts;

  @BeforeEach
  void start() throws Exception {
    sts = new CannedSts();
  }

  @AfterEach
  void stop() {
    sts.close();
  }

  @Test
  void sendsExactlyTheParametersOfTheCall() throws Exception {
    sts.answersCredentials();

    sts.service().build().assume(CannedSts.assertion(), ROLE);

    RecordedRequest request = sts.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo("/");
    assertThat(request.getHeaders().get("Content-Type"))
        .startsWith("application/x-www-form-urlencoded");
    assertThat(request.getHeaders().values("Content-Length"))
        .containsExactly(Integer.toString(CannedSts.body(request).length()));
    assertThat(CannedSts.form(request))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Action",
                "AssumeRoleWithSAML",
                "Version",
                "2011-06-15",
                "RoleArn",
                ROLE.roleArn(),
                "PrincipalArn",
                ROLE.principalArn(),
                "SAMLAssertion",
                CannedSts.ASSERTION,
                "DurationSeconds",
                "3600"));
  }

  @Test
  void sendsDurationAndPoliciesThatWereSet() throws Exception {
    sts.answersCredentials();
    String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    sts.service()
        .sessionDuration(Duration.ofHours(12))
        .sessionPolicy(policy)
        .policyArns(List.of("arn:aws:iam::aws:policy/A", "arn:aws:iam::123456789012:policy/path/B"))
        .build()
        .assume(CannedSts.assertion(), ROLE);

    assertThat(CannedSts.form(sts.takeRequest()))
        .containsEntry("DurationSeconds", "43200")
        .containsEntry("Policy", policy)
        .containsEntry("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/A")
        .containsEntry("PolicyArns.member.2.arn", "arn:aws:iam::123456789012:policy/path/B");
  }

  @Test
  void signsNothingAndSaysWhoAsks() throws Exception {
    sts.answersCredentials();

    sts.service().build().assume(CannedSts.assertion(), ROLE);

    RecordedRequest request = sts.takeRequest();
    assertThat(request.getHeaders().names())
        .doesNotContain("Authorization", "X-Amz-Security-Token", "Expect");
    assertThat(request.getHeaders().values("User-Agent"))
        .singleElement()
        .asString()
        .startsWith("aws-sdk-java/")
        .endsWith(OktaHttp.USER_AGENT);
    assertThat(OktaHttp.USER_AGENT).matches("okta-aws/\\d.*");
  }

  @Test
  void readsEverythingThatStsSays() {
    sts.answersCredentials();
    Instant now = Instant.parse("2026-11-24T14:00:01Z");

    RoleCredentials credentials =
        sts.service()
            .clock(Clock.fixed(now, ZoneOffset.UTC))
            .build()
            .assume(CannedSts.assertion(), ROLE);

    assertThat(credentials.accessKeyId()).isEqualTo("ASIAEXAMPLE");
    assertThat(credentials.secretAccessKey()).isEqualTo(CannedSts.SECRET_KEY);
    assertThat(credentials.sessionToken()).isEqualTo(CannedSts.SESSION_TOKEN);
    assertThat(credentials.expiration()).isEqualTo(CannedSts.EXPIRATION);
    assertThat(credentials.receivedAt()).isEqualTo(now);
    assertThat(credentials.roleArn()).isEqualTo(ROLE.roleArn());
    assertThat(credentials.assumedRoleArn())
        .isEqualTo("arn:aws:sts::210987654321:assumed-role/Analyst/jane@acme.example");
    assertThat(credentials.accountId()).isEqualTo("210987654321");
    assertThat(credentials.subject()).contains("jane@acme.example");
    assertThat(credentials.issuer()).contains("http://www.okta.com/exk1");
    assertThat(credentials.sourceIdentity()).contains("jane");
  }

  @ParameterizedTest
  @ValueSource(ints = {-10, -5, 0, 5, 10})
  void aWrongClockDoesNotChangeHowLongCredentialsLive(int minutesOff) {
    sts.answersCredentials();
    Instant now = CannedSts.ANSWERED.plus(Duration.ofMinutes(minutesOff));

    RoleCredentials credentials =
        sts.service()
            .clock(Clock.fixed(now, ZoneOffset.UTC))
            .build()
            .assume(CannedSts.assertion(), ROLE);

    assertThat(credentials.lifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(credentials.remaining(now)).isEqualTo(Duration.ofHours(1));
    assertThat(credentials.expiration()).isEqualTo(CannedSts.EXPIRATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday"})
  void withoutAReadableDateTheOwnClockCounts(String date) {
    MockResponse.Builder answer =
        CannedSts.credentials(CannedSts.ANSWERED, CannedSts.EXPIRATION).newBuilder();
    answer.removeHeader("Date");
    if (!date.isEmpty()) {
      answer.addHeader("Date", date);
    }
    sts.answers(answer.build());

    RoleCredentials credentials =
        sts.service()
            .clock(Clock.fixed(CannedSts.EXPIRATION.minusSeconds(600), ZoneOffset.UTC))
            .build()
            .assume(CannedSts.assertion(), ROLE);

    assertThat(credentials.lifetime()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void theAccountIsTheRolesWhereStsDoesNotSay() {
    sts.answers(
        CannedSts.xml(
            200,
            """
            <AssumeRoleWithSAMLResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleWithSAMLResult><Credentials>
                <AccessKeyId>A</AccessKeyId><SecretAccessKey>B</SecretAccessKey>
                <SessionToken>C</SessionToken><Expiration>2026-11-24T15:00:00Z</Expiration>
              </Credentials></AssumeRoleWithSAMLResult>
            </AssumeRoleWithSAMLResponse>
            """,
            List.of()));

    RoleCredentials credentials = sts.service().build().assume(CannedSts.assertion(), ROLE);

    assertThat(credentials.accountId()).isEqualTo("123456789012");
    assertThat(credentials.assumedRoleArn()).isEmpty();
    assertThat(credentials.subject()).isEmpty();
  }

  @Test
  void oneConnectionServesManyCallsAndIsOpenedEarly() throws Exception {
    AssumeRoleWithSamlService service = sts.service().build();
    sts.answersError(403, "MissingAuthenticationToken", "Request is missing credentials");
    sts.answersCredentials();
    sts.answersCredentials();

    ((OpensEarly) service).openEarly("aws");
    service.assume(CannedSts.assertion(), ROLE);
    service.assume(CannedSts.assertion(), ROLE);

    List<RecordedRequest> requests = sts.all();
    assertThat(requests).extracting(RecordedRequest::getConnectionIndex).containsOnly(0);
    assertThat(requests).extracting(RecordedRequest::getExchangeIndex).containsExactly(0, 1, 2);
    assertThat(CannedSts.form(requests.get(0)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15"));
    assertThat(requests.get(0).getHeaders().names()).doesNotContain("Authorization");
  }

  @Test
  void openingEarlyAsksOnceWhateverIsAnswered() {
    OpensEarly service = (OpensEarly) sts.service().build();
    sts.answersError(503, "ServiceUnavailable", "Later");

    service.openEarly("aws");

    assertThat(sts.requests()).isOne();
    assertThat(service.isLikelyOpen("aws")).isTrue();
  }

  @Test
  void openingEarlyAsksNoCredentialsOfACallersClient() {
    sts.answersError(403, "MissingAuthenticationToken", "Request is missing credentials");
    AtomicInteger asked = new AtomicInteger();
    StsClient callers =
        StsClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(sts.endpoint())
            .httpClient(new OkHttpSdkClient(OktaHttp.newClient()))
            .credentialsProvider(
                () -> {
                  asked.incrementAndGet();
                  return AwsBasicCredentials.create("akid", "secret");
                })
            .build();

    ((OpensEarly) AssumeRoleWithSamlService.builder().stsClient(callers).build()).openEarly("aws");

    assertThat(sts.requests()).isOne();
    assertThat(asked).hasValue(0);
  }

  @Test
  void makingTheClientSendsNothing() {
    ((OpensEarly) sts.service().build()).makeClient("aws");

    assertThat(sts.requests()).isZero();
  }

  @Test
  void openingEarlyNeverThrows() {
    sts.close();
    ((OpensEarly) sts.service().build()).openEarly("aws");
    ((OpensEarly) AssumeRoleWithSamlService.create()).openEarly("no-such-partition");
    ((OpensEarly) AssumeRoleWithSamlService.create()).makeClient("no-such-partition");

    assertThat(sts.requests()).isZero();
  }
}
