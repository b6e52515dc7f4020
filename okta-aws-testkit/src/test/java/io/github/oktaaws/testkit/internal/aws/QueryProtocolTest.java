package io.github.oktaaws.testkit.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.testkit.internal.aws.StsOnLoopback.Answer;
import java.time.Instant;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.model.IdpRejectedClaimException;
import software.amazon.awssdk.services.sts.model.RegionDisabledException;

class QueryProtocolTest {

  private final StsOnLoopback sts = new StsOnLoopback(Instant.parse("2026-03-04T05:06:07.890Z"));

  @AfterEach
  void stop() {
    sts.close();
  }

  @Test
  void aResultHasTheShapeOfTheReference() throws Exception {
    Answer answer =
        sts.assumeRole(
            sts.draft()
                .with(">jane<", ">R&amp;D &lt;1&gt;<")
                .withAttribute("SourceIdentity", "jd"));
    String id = answer.header("x-amzn-RequestId");
    assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(answer.header("Content-Type")).isEqualTo("text/xml");
    assertThat(answer.header("Date")).isEqualTo("Wed, 04 Mar 2026 05:06:07 GMT");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().replaceAll("<(\\w+Id|Secret\\w+|SessionToken)>[^<]+<", "<$1>…<"))
        .isEqualTo(
            """
            <AssumeRoleWithSAMLResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
            <AssumeRoleWithSAMLResult><Credentials><AccessKeyId>…</AccessKeyId>\
            <SecretAccessKey>…</SecretAccessKey><SessionToken>…</SessionToken>\
            <Expiration>2026-03-04T06:06:07Z</Expiration></Credentials><AssumedRoleUser>\
            <AssumedRoleId>…</AssumedRoleId>\
            <Arn>arn:aws:sts::111122223333:assumed-role/admin/jane@example.com</Arn>\
            </AssumedRoleUser><PackedPolicySize>1</PackedPolicySize>\
            <Subject>R&amp;D &lt;1&gt;</Subject><SubjectType>persistent</SubjectType>\
            <Issuer>http://www.okta.com/exk1</Issuer>\
            <Audience>https://signin.aws.amazon.com/saml</Audience>\
            <NameQualifier>WADsMm5wCiq0hqsylBXhky68lXk=</NameQualifier>\
            <SourceIdentity>jd</SourceIdentity></AssumeRoleWithSAMLResult>\
            <ResponseMetadata><RequestId>…</RequestId></ResponseMetadata>\
            </AssumeRoleWithSAMLResponse>""");
    assertThat(answer.body()).contains("<RequestId>" + id + "</RequestId>");
  }

  @Test
  void anErrorHasTheShapeOfTheReference() {
    Answer answer = sts.post("Action", "<A>\u0001&", "Version", "2011-06-15");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("text/xml");
    assertThat(answer.header("Date")).isEqualTo("Wed, 04 Mar 2026 05:06:07 GMT");
    assertThat(answer.body())
        .isEqualTo(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                + "<Type>Sender</Type><Code>InvalidAction</Code><Message>Could not find operation"
                + " &lt;A&gt;?&amp; for version 2011-06-15</Message></Error><RequestId>"
                + answer.header("x-amzn-RequestId")
                + "</RequestId></ErrorResponse>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/sts", "/sts/", "/?x=y"})
  void theStsAnswersAtItsPaths(String path) {
    Request request =
        new Request.Builder()
            .url(sts.url().resolve(path).toString())
            .post(RequestBody.create("Version=2011-06-15", form()))
            .build();
    assertThat(sts.send(request).body()).contains("<Code>MissingAction</Code>");
  }

  @Test
  void onlyAPostIsForTheSts() {
    assertThat(sts.send(new Request.Builder().url(sts.url().toString()).build()).status())
        .isEqualTo(404);
    assertThat(
            sts.send(
                    new Request.Builder()
                        .url(sts.url() + "oauth2/v1/token")
                        .post(RequestBody.create("Action=GetCallerIdentity", form()))
                        .build())
                .status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "Action=GetCallerIdentity, InvalidAction",
    "Action=GetCallerIdentity&Version=2010-01-01, InvalidAction",
    "Action=AssumeRoleWithSAML&Action=GetCallerIdentity, MalformedQueryString",
    "Action=%zz, MalformedQueryString",
    "'', MissingAction",
  })
  void aFormThatIsNoCallIsRejected(String form, String code) {
    Request request =
        new Request.Builder()
            .url(sts.url().toString())
            .post(RequestBody.create(form, form()))
            .build();
    Answer answer = sts.send(request);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<Code>" + code + "</Code>");
  }

  @Test
  void jsonIsNotTheQueryProtocol() {
    Answer answer =
        sts.send(
            new Request.Builder()
                .url(sts.url().toString())
                .post(RequestBody.create("{}", MediaType.get("application/json")))
                .build());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("application/x-www-form-urlencoded");
  }

  @Test
  void plannedRejectionsComeInOrderAndOnce() throws Exception {
    sts.sts.rejectNext("RegionDisabledException", "STS is not activated in this region");
    sts.sts.rejectNext("IDPRejectedClaim", "no");
    assertThat(sts.post("Action", "GetCallerIdentity", "Version", "2011-06-15").body())
        .contains("MissingAuthenticationToken");
    assertThat(
            catchThrowableOfType(RegionDisabledException.class, () -> sts.credentials())
                .awsErrorDetails()
                .errorMessage())
        .isEqualTo("STS is not activated in this region");
    assertThat(catchThrowableOfType(IdpRejectedClaimException.class, () -> sts.credentials()))
        .isNotNull();
    assertThat(sts.credentials()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDenied, 403, Sender",
    "ExpiredTokenException, 400, Sender",
    "IDPCommunicationError, 400, Sender",
    "IDPRejectedClaim, 403, Sender",
    "InvalidIdentityToken, 400, Sender",
    "MalformedPolicyDocument, 400, Sender",
    "PackedPolicyTooLarge, 400, Sender",
    "RegionDisabledException, 403, Sender",
    "Throttling, 400, Sender",
    "ValidationError, 400, Sender",
    "ServiceUnavailable, 503, Receiver",
    "InternalFailure, 500, Receiver",
  })
  void aPlannedRejectionHasTheStatusOfItsCode(String code, int status, String type)
      throws Exception {
    sts.sts.rejectNext(code, "planned & <escaped>");
    Answer answer = sts.assumeRole(sts.draft());
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body())
        .contains(
            "<Type>%s</Type><Code>%s</Code><Message>planned &amp; &lt;escaped&gt;</Message>"
                .formatted(type, code));
  }

  @Test
  void theSdkTriesAgainWhenThrottled() throws Exception {
    sts.sts.rejectNext("Throttling", "Rate exceeded");
    assertThat(sts.credentials()).isNotNull();
  }

  @Test
  void noSecretIsInTheTextOfASession() throws Exception {
    RoleSession session =
        new Sessions(sts.clock)
            .open(
                new Arn(Partition.AWS, "111122223333", "role", "admin"),
                "jane",
                sts.clock.instant());
    assertThat(session.toString())
        .contains(session.accessKeyId())
        .doesNotContain(session.secretAccessKey(), session.sessionToken());
  }

  private static MediaType form() {
    return MediaType.get("application/x-www-form-urlencoded");
  }
}
