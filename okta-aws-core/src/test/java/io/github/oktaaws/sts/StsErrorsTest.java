package io.github.oktaaws.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.error.AssertionExpiredException;
import io.github.oktaaws.error.AssertionRejectedException;
import io.github.oktaaws.error.AssumeRoleDeniedException;
import io.github.oktaaws.error.AssumeRoleFailedException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RegionDisabledException;
import io.github.oktaaws.error.SessionDurationException;
import io.github.oktaaws.error.SessionPolicyException;
import io.github.oktaaws.error.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StsErrorsTest {

  private static final String TOO_LONG =
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";

  private CannedSts sts;

  @BeforeEach
  void start() throws Exception {
    sts = new CannedSts();
  }

  @AfterEach
  void stop() {
    sts.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, ExpiredToken, AssertionExpiredException, true, 1",
    "400, ExpiredTokenException, AssertionExpiredException, true, 1",
    "400, InvalidIdentityToken, AssertionRejectedException, false, 1",
    "400, InvalidIdentityTokenException, AssertionRejectedException, false, 1",
    "403, IDPRejectedClaim, AssertionRejectedException, false, 1",
    "403, IDPRejectedClaimException, AssertionRejectedException, false, 1",
    "403, AccessDenied, AssumeRoleDeniedException, false, 1",
    "403, AccessDeniedException, AssumeRoleDeniedException, false, 1",
    "400, MalformedPolicyDocument, SessionPolicyException, false, 1",
    "400, MalformedPolicyDocumentException, SessionPolicyException, false, 1",
    "400, PackedPolicyTooLarge, SessionPolicyException, false, 1",
    "400, PackedPolicyTooLargeException, SessionPolicyException, false, 1",
    "403, RegionDisabled, RegionDisabledException, false, 1",
    "403, RegionDisabledException, RegionDisabledException, false, 1",
    "400, ValidationError, AssumeRoleFailedException, false, 1",
    "403, SignatureDoesNotMatch, AssumeRoleFailedException, false, 1",
    "400, Throttling, AssumeRoleFailedException, true, 3",
    "400, ThrottlingException, AssumeRoleFailedException, true, 3",
    "400, IDPCommunicationError, AssumeRoleFailedException, true, 3",
    "500, InternalFailure, AssumeRoleFailedException, true, 3",
    "503, ServiceUnavailable, AssumeRoleFailedException, true, 3",
  })
  void everyCodeHasItsMeaning(
      int status, String code, String type, boolean retryable, int requests) {
    for (int i = 0; i < requests; i++) {
      sts.answersError(status, code, "Something is wrong.");
    }

    OktaAwsException error = failure(sts.service());

    assertThat(error.getClass().getSimpleName()).isEqualTo(type);
    assertThat(error.retryable()).isEqualTo(retryable);
    assertThat(error.requestId()).contains("c6104cbe-af31-11e0-8154-cbc7ccf896c7");
    assertThat(error.step()).isEqualTo(Step.ASSUME_ROLE);
    assertThat(error.remedy()).isNotBlank();
    assertThat(sts.requests()).isEqualTo(requests);
  }

  /** No call here is signed, so that no clock can be the reason; the SDK would ask once more. */
  @Test
  void refusalIsTakenForOneWhereTheHostsClockIsWrong() {
    MockResponse refusal = CannedSts.error(403, "AccessDenied", "Not authorized");
    String yesterday = CannedSts.httpDate(Instant.now().minus(Duration.ofDays(1)));
    sts.answers(refusal.newBuilder().setHeader("Date", yesterday).build());
    sts.answersCredentials();

    failure(sts.service(), AssumeRoleDeniedException.class);

    assertThat(sts.requests()).isOne();
  }

  @Test
  void errorsSayWhatTheyAreAbout() {
    sts.answersError(403, "AccessDenied", "Not authorized");
    sts.answersError(403, "RegionDisabledException", "STS is not activated");
    sts.answersError(400, "InvalidIdentityToken", "Issuer not present in specified provider");
    sts.answersError(400, "MalformedPolicyDocument", "Syntax errors in policy.");
    sts.answersError(400, "Odd", "Odd things.");

    assertThat(failure(sts.service(), AssumeRoleDeniedException.class).roleArn())
        .isEqualTo(CannedSts.role("aws").roleArn());
    assertThat(failure(sts.service(), RegionDisabledException.class).region())
        .isEqualTo("us-east-1");
    assertThat(failure(sts.service(), AssertionRejectedException.class))
        .hasMessageContaining("Issuer not present");
    assertThat(failure(sts.service(), SessionPolicyException.class).code())
        .isEqualTo("MalformedPolicyDocument");
    assertThat(failure(sts.service(), AssumeRoleFailedException.class).code()).isEqualTo("Odd");
  }

  @Test
  void aPassingFailureIsTriedAgain() {
    sts.answersError(503, "ServiceUnavailable", "Later.");
    sts.answersError(400, "IDPCommunicationError", "Later.");
    sts.answersCredentials();

    assertThat(sts.service().build().assume(CannedSts.assertion(), CannedSts.role("aws")))
        .isNotNull();
    assertThat(sts.requests()).isEqualTo(3);
  }

  @Test
  void aDurationBeyondTheRolesMaximumIsAnErrorOfItsOwn() {
    sts.answersError(400, "ValidationError", TOO_LONG);

    SessionDurationException error =
        failure(sts.service().sessionDuration(Duration.ofHours(8)), SessionDurationException.class);

    assertThat(error.requested()).isEqualTo(Duration.ofHours(8));
    assertThat(sts.requests()).isEqualTo(1);
  }

  @Test
  void theFallbackAsksOnceForAnHour() throws Exception {
    sts.answersError(400, "ValidationError", TOO_LONG);
    sts.answersCredentials();

    try (CapturedLog log = new CapturedLog()) {
      sts.service()
          .sessionDuration(Duration.ofHours(8))
          .durationFallback(true)
          .build()
          .assume(CannedSts.assertion(), CannedSts.role("aws"));

      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("PT8H", "PT1H", CannedSts.role("aws").roleArn());
    }
    assertThat(sts.all())
        .extracting(request -> CannedSts.form(request).get("DurationSeconds"))
        .containsExactly("28800", "3600");
  }

  @Test
  void theFallbackIsNotTriedTwiceNorForAnHourOrLess() {
    sts.answersError(400, "ValidationError", TOO_LONG);
    sts.answersError(400, "ValidationError", TOO_LONG);
    sts.answersError(400, "ValidationError", TOO_LONG);

    failure(
        sts.service().sessionDuration(Duration.ofHours(8)).durationFallback(true),
        SessionDurationException.class);
    failure(sts.service().durationFallback(true), SessionDurationException.class);

    assertThat(sts.requests()).isEqualTo(3);
  }

  @Test
  void whatStsQuotesOfTheRequestIsNotPassedOn() {
    String policy = "{\"Sid\":\"CANARYpolicy\"}";
    sts.answersError(
        400,
        "ValidationError",
        "Value '"
            + CannedSts.ASSERTION
            + "' at 'sAMLAssertion' failed;\n&#x85; Value '"
            + policy
            + "'");

    OktaAwsException error = failure(sts.service().sessionPolicy(policy));

    assertThat(error).hasMessageContaining("at 'sAMLAssertion' failed;").hasNoCause();
    assertThat(error.getMessage()).doesNotContain("CANARY", "\n", "\u0085");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Sign in to the Wi-Fi</html>", "", "<a", "{}"})
  void anAnswerOfSomebodyElseIsNotTakenForCredentials(String body) {
    sts.answers(CannedSts.xml(200, body, List.of()));

    AssumeRoleFailedException error = failure(sts.service(), AssumeRoleFailedException.class);

    assertThat(error.retryable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"})
  void incompleteCredentialsAreAnError(String missing) {
    MockResponse complete = CannedSts.credentials(CannedSts.ANSWERED, CannedSts.EXPIRATION);
    sts.answers(
        complete
            .newBuilder()
            .body(
                CannedSts.credentialsBody().replaceAll("<" + missing + ">.*</" + missing + ">", ""))
            .build());

    AssumeRoleFailedException error = failure(sts.service(), AssumeRoleFailedException.class);

    assertThat(error.getMessage()).contains("without credentials").doesNotContain("CANARY");
    assertThat(error.requestId()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 404})
  void anAnswerWithoutAnErrorCodeIsNamedByItsStatus(int status) {
    sts.answers(
        CannedSts.xml(status, "<html></html>", List.of("Location", sts.endpoint() + "/other")));

    AssumeRoleFailedException error = failure(sts.service(), AssumeRoleFailedException.class);

    assertThat(error.code()).isEqualTo("HTTP " + status);
    assertThat(sts.requests()).isEqualTo(1);
  }

  @Test
  void anAnswerWithoutEndIsCutOff() {
    for (int i = 0; i < 3; i++) {
      sts.answers(CannedSts.xml(200, "x".repeat(300 * 1024), List.of()));
    }

    assertThat(failure(sts.service(), NetworkException.class)).hasMessageContaining("256 KiB");
  }

  @Test
  void nobodyThereIsANetworkError() {
    sts.close();

    NetworkException error = failure(sts.service(), NetworkException.class);

    assertThat(error.host()).isEqualTo(sts.endpoint().getAuthority());
    assertThat(error.retryable()).isTrue();
  }

  @Test
  void aBrokenConnectionIsTriedAgain() {
    sts.answers(
        new MockResponse.Builder()
            .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    sts.answersCredentials();

    assertThat(sts.service().build().assume(CannedSts.assertion(), CannedSts.role("aws")))
        .isNotNull();
  }

  @Test
  void silenceEndsAtTheTimeout() {
    for (int i = 0; i < 3; i++) {
      sts.answers(silence());
    }

    NetworkException error =
        failure(
            sts.service().pace(CannedSts.impatient(Duration.ofMillis(100))),
            NetworkException.class);

    assertThat(error).hasMessageContaining("no answer in time");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(sts.requests()).isEqualTo(3);
  }

  @Test
  void anInterruptEndsTheWaitAndKeepsTheFlag() throws Exception {
    sts.answers(silence());
    AssumeRoleWithSamlService service = sts.service().build();
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread waiter =
        new Thread(
            () -> {
              try {
                service.assume(CannedSts.assertion(), CannedSts.role("aws"));
              } catch (OktaAwsException e) {
                flag.set(Thread.currentThread().isInterrupted());
                thrown.complete(e);
              }
            });
    waiter.start();
    sts.takeRequest();

    waiter.interrupt();

    assertThat(thrown.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(CancelledException.class);
    assertThat(flag).isTrue();
    waiter.join();
    assertThat(sts.requests()).isEqualTo(1);
  }

  @Test
  void anInterruptThatCameBeforeIsNotLost() {
    sts.answersCredentials();
    Thread.currentThread().interrupt();

    OktaAwsException error = failure(sts.service());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(error).isInstanceOf(CancelledException.class);
  }

  @Test
  void anExpiredAssertionAsksForAFreshOne() {
    sts.answersError(400, "ExpiredTokenException", "Token must be redeemed within 5 minutes");

    assertThat(failure(sts.service(), AssertionExpiredException.class).remedy())
        .contains("fresh assertion");
  }

  private static MockResponse silence() {
    return new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build();
  }

  private static OktaAwsException failure(AssumeRoleWithSamlBuilder service) {
    return failure(service, OktaAwsException.class);
  }

  private static <E extends OktaAwsException> E failure(
      AssumeRoleWithSamlBuilder service, Class<E> type) {
    AssumeRoleWithSamlService built = service.build();
    return catchThrowableOfType(
        type, () -> built.assume(CannedSts.assertion(), CannedSts.role("aws")));
  }
}
