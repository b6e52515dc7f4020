package io.github.oktaaws.testkit.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.testkit.internal.aws.StsOnLoopback.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class GetCallerIdentityTest {

  private static final String FORM = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final String ARN = "arn:aws:sts::111122223333:assumed-role/admin/jane@example.com";

  // The SDK's clients sign by the system's clock.
  private StsOnLoopback sts = new StsOnLoopback(Instant.now());

  @AfterEach
  void stop() {
    sts.close();
  }

  /** A signed request to change before it is sent. */
  private static final class Draft {
    final Map<String, String> headers = new LinkedHashMap<>();
    String query = "";
    String form = FORM;
  }

  private Draft signed(
      AwsCredentialsIdentity identity,
      Consumer<SignRequest.Builder<AwsCredentialsIdentity>> change,
      String query) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .uri(sts.url().resolve("/" + query))
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .putHeader("X-Note", "two  blanks")
            .build();
    SignRequest.Builder<AwsCredentialsIdentity> sign =
        SignRequest.builder(identity)
            .request(request)
            .payload(ContentStreamProvider.fromUtf8String(FORM))
            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
            .putProperty(HttpSigner.SIGNING_CLOCK, sts.clock);
    change.accept(sign);
    Draft draft = new Draft();
    draft.query = query;
    AwsV4HttpSigner.create()
        .sign(sign.build())
        .request()
        .forEachHeader((name, values) -> draft.headers.put(name, String.join(",", values)));
    return draft;
  }

  private Draft signed(Credentials credentials) {
    return signed(identity(credentials), sign -> {}, "");
  }

  private static AwsCredentialsIdentity identity(Credentials credentials) {
    return AwsSessionCredentialsIdentity.create(
        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
  }

  private Answer send(Draft draft) {
    Request.Builder request =
        new Request.Builder()
            .url(sts.url().resolve("/" + draft.query).toString())
            .post(RequestBody.create(draft.form.getBytes(StandardCharsets.UTF_8)));
    draft.headers.forEach(request::header);
    return sts.send(request.build());
  }

  private void assertRejected(Draft draft, String code, String text) {
    Answer answer = send(draft);
    assertThat(answer.body())
        .contains("<Type>Sender</Type><Code>" + code + "</Code><Message>")
        .contains(text);
    assertThat(answer.status()).isEqualTo(code.equals("IncompleteSignature") ? 400 : 403);
  }

  @Test
  void theSdkLearnsWhoItIs() throws Exception {
    try (StsClient client = sts.sdk(sts.credentials())) {
      GetCallerIdentityResponse caller = client.getCallerIdentity();
      assertThat(caller.arn()).isEqualTo(ARN);
      assertThat(caller.account()).isEqualTo("111122223333");
      assertThat(caller.userId()).matches("AROA[A-Z2-7]{16}:jane@example.com");
    }
  }

  @Test
  void theSdkSetsItsClockRightByTheDateOfTheAnswer() throws Exception {
    sts.clock.advance(Duration.ofDays(3));
    try (StsClient client = sts.sdk(sts.credentials())) {
      assertThat(client.getCallerIdentity().arn()).isEqualTo(ARN);
    }
  }

  @Test
  void theSdkIsToldThatItsCredentialsHaveExpired() throws Exception {
    Credentials credentials = sts.credentials();
    sts.clock.advance(Duration.ofHours(1));
    try (StsClient client = sts.sdk(credentials)) {
      StsException rejection =
          catchThrowableOfType(StsException.class, () -> client.getCallerIdentity());
      assertThat(rejection.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken");
      assertThat(rejection.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aRequestNobodySignedIsForbidden() {
    Answer answer = sts.post("Action", "GetCallerIdentity", "Version", "2011-06-15");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .contains(
            "<Code>MissingAuthenticationToken</Code>"
                + "<Message>Request is missing Authentication Token</Message>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?b=2&a=1&a=%20~&c", "?x=%27%2F"})
  void aSignatureMadeByHandIsAccepted(String query) throws Exception {
    Draft draft = signed(identity(sts.credentials()), sign -> {}, query);
    assertThat(send(draft).body()).contains("<Arn>" + ARN + "</Arn>");
  }

  @Test
  void theHostIsSignedOverHttp2Too() throws Exception {
    sts.close();
    sts = StsOnLoopback.overTls(Instant.now());
    Draft draft = signed(sts.credentialsByHand());
    Answer answer = send(draft);
    assertThat(answer.body()).contains("<Arn>" + ARN + "</Arn>");
    assertThat(answer.protocol()).isEqualTo(Protocol.HTTP_2);
  }

  @Test
  void theWrongSecretIsNoticed() throws Exception {
    Credentials good = sts.credentials();
    Draft draft = signed(good.toBuilder().secretAccessKey("wrong").build());
    assertRejected(
        draft,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.");
    assertThat(send(draft).body()).doesNotContain(good.secretAccessKey());
  }

  @Test
  void aChangedFormIsNoticed() throws Exception {
    Draft draft = signed(sts.credentials());
    draft.form = FORM + "&X=Y";
    assertRejected(draft, "SignatureDoesNotMatch", "does not match");
  }

  @Test
  void aChangedQueryIsNoticed() throws Exception {
    Draft draft = signed(sts.credentials());
    draft.query = "?x=y";
    assertRejected(draft, "SignatureDoesNotMatch", "does not match");
  }

  @Test
  void aChangedSignedHeaderIsNoticed() throws Exception {
    Draft draft = signed(sts.credentials());
    assertThat(draft.headers.get("Authorization")).contains("x-note");
    draft.headers.put("X-Note", "two blanks");
    assertThat(send(draft).status()).isEqualTo(200);
    draft.headers.put("X-Note", "no blanks");
    assertRejected(draft, "SignatureDoesNotMatch", "does not match");
  }

  @Test
  void anotherSessionTokenIsInvalid() throws Exception {
    Draft draft = signed(sts.credentials());
    draft.headers.put("X-Amz-Security-Token", sts.credentials().sessionToken());
    assertRejected(
        draft, "InvalidClientTokenId", "The security token included in the request is invalid.");
  }

  @Test
  void theKeysWithoutTheirSessionTokenAreInvalid() throws Exception {
    Credentials credentials = sts.credentials();
    AwsCredentialsIdentity identity =
        AwsCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey());
    assertRejected(signed(identity, sign -> {}, ""), "InvalidClientTokenId", "is invalid");
  }

  @Test
  void anUnknownAccessKeyIsInvalid() throws Exception {
    Credentials unknown = sts.credentials().toBuilder().accessKeyId("ASIAUNKNOWN").build();
    assertRejected(signed(unknown), "InvalidClientTokenId", "is invalid");
  }

  @Test
  void credentialsOfOnePartitionAreUnknownInAnother() throws Exception {
    Draft draft =
        signed(
            identity(sts.credentials()),
            sign -> sign.putProperty(AwsV4HttpSigner.REGION_NAME, "cn-north-1"),
            "");
    assertRejected(draft, "InvalidClientTokenId", "is invalid");
  }

  @Test
  void credentialsAreGoodUntilTheyExpire() throws Exception {
    Credentials credentials = sts.credentials();
    sts.clock.advance(
        Duration.between(sts.clock.instant(), credentials.expiration()).minusMillis(1));
    assertThat(send(signed(credentials)).status()).isEqualTo(200);
    sts.clock.advance(Duration.ofMillis(1));
    assertRejected(
        signed(credentials),
        "ExpiredToken",
        "The security token included in the request is expired");
  }

  @ParameterizedTest
  @CsvSource({"901, Signature expired", "-902, Signature not yet current"})
  void aSignatureIsGoodForFifteenMinutesEachWay(int seconds, String text) throws Exception {
    Credentials credentials = sts.credentials();
    sts.clock.advance(Duration.ofSeconds(Math.max(0, -seconds)));
    Draft draft = signed(credentials);
    sts.clock.advance(Duration.ofSeconds(seconds - Integer.signum(seconds) * 2L));
    assertThat(send(draft).status()).isEqualTo(200);
    sts.clock.advance(Duration.ofSeconds(Integer.signum(seconds) * 2L));
    assertRejected(draft, "SignatureDoesNotMatch", text);
  }

  @Test
  void aSignatureForAnotherServiceDoesNotMatch() throws Exception {
    Draft draft =
        signed(
            identity(sts.credentials()),
            sign -> sign.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "iam"),
            "");
    assertRejected(
        draft, "SignatureDoesNotMatch", "Credential should be scoped to correct service: 'sts'");
  }

  @Test
  void theDateOfTheScopeMustBeThatOfTheRequest() throws Exception {
    Draft draft = signed(sts.credentials());
    draft.headers.computeIfPresent(
        "Authorization", (name, value) -> value.replaceFirst("/\\d{8}/", "/20010101/"));
    assertRejected(draft, "SignatureDoesNotMatch", "Date in Credential scope does not match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "x-amz-date", "x-amz-security-token"})
  void theHeadersThatAwsRequiresMustBeSigned(String name) throws Exception {
    Draft draft = signed(sts.credentials());
    draft.headers.computeIfPresent(
        "Authorization",
        (header, value) -> value.replaceFirst("(=|;)" + name + "(;|,)", "$1x-other$2"));
    assertRejected(draft, "SignatureDoesNotMatch", "'" + name + "' must be a 'SignedHeader'");
  }

  @Test
  void anAuthorizationOfAnotherFormIsIncomplete() throws Exception {
    Draft draft = signed(sts.credentials());
    draft.headers.put("Authorization", "Bearer abc");
    assertRejected(draft, "IncompleteSignature", "AWS4-HMAC-SHA256 Credential=");
  }

  @Test
  void aSignatureNeedsItsTime() throws Exception {
    Draft draft = signed(sts.credentials());
    draft.headers.put("X-Amz-Date", "yesterday");
    assertRejected(draft, "IncompleteSignature", "Got 'yesterday'");
    draft.headers.remove("X-Amz-Date");
    assertRejected(draft, "IncompleteSignature", "X-Amz-Date");
  }
}
