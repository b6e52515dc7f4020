package io.github.oktaaws.signin;

import static io.github.oktaaws.signin.ScriptedOkta.error;
import static io.github.oktaaws.signin.ScriptedOkta.json;
import static io.github.oktaaws.signin.ScriptedOkta.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UnknownClientException;
import io.github.oktaaws.error.UserNotAssignedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollingTest {

  private final ScriptedOkta okta = new ScriptedOkta();

  @AfterEach
  void stop() {
    okta.close();
  }

  /**
   * okta/okta-aws-cli#199 goes on at the same pace; MSAL4J does not know it; it is an error in
   * gimme-aws-creds 2.8.2, aws-vault and granted.
   */
  @Test
  void slowDownAddsFiveSecondsForGoodInWhateverCase() {
    okta.polls(
            error(400, "slow_down"),
            error(400, "authorization_pending"),
            error(400, "SLOW_DOWN"),
            error(400, "Authorization_Pending"),
            json(200, tokens()))
        .start()
        .await();

    assertThat(okta.pollTimes).containsExactlyElementsOf(seconds(5, 15, 25, 40, 55));
  }

  /** okta-aws-cli 2.6.0 reads the answer before it looks whether there is one, and crashes. */
  @Test
  void failuresInARowDoubleTheWaitUpToAMinuteAndAnAnswerBringsItBack() {
    okta.polls(
            closed(),
            error(500, "x"),
            closed(),
            error(502, "x"),
            closed(),
            error(504, "x"),
            error(400, "authorization_pending"),
            json(200, tokens()))
        .start()
        .await();

    assertThat(okta.pollTimes)
        .containsExactlyElementsOf(seconds(5, 15, 35, 75, 135, 195, 255, 260));
  }

  @Test
  void anAnswerBringsTheWaitBackToTheIntervalThatSlowDownRaised() {
    okta.polls(
            error(400, "slow_down"),
            error(503, "x"),
            error(400, "authorization_pending"),
            json(200, tokens()))
        .start()
        .await();

    assertThat(okta.pollTimes).containsExactlyElementsOf(seconds(5, 15, 35, 45));
  }

  /** okta/okta-sdk-java#1707 bounds what was as long as the server said. */
  @ParameterizedTest
  @CsvSource({
    "1795521630, 31", // the Date of the answer is 1795521600
    "1795521602, 10", // 3 s, but the wait has doubled to 10
    "1795525200, 60",
    "253402300799, 60",
    "1795521000, 10",
    "-5, 10",
    "soon, 10",
  })
  void aRateLimitIsObeyedByTheServersClockWithinAMinute(String reset, long wait) {
    okta.polls(limited("X-Rate-Limit-Reset: " + reset), json(200, tokens())).start().await();

    assertThat(okta.pollTimes).containsExactlyElementsOf(seconds(5, 5 + wait));
  }

  @ParameterizedTest
  @CsvSource({"30, 30", "86400, 60", "'Tue, 24 Nov 2026 12:00:40 GMT', 40", "'', 10"})
  void retryAfterIsObeyedToo(String retryAfter, long wait) {
    okta.polls(limited("Retry-After: " + retryAfter), json(200, tokens())).start().await();

    assertThat(okta.pollTimes).containsExactlyElementsOf(seconds(5, 5 + wait));
  }

  /** okta-aws-cli 2.6.0 reads no expires_in. */
  @Test
  void noPollIsSentOnceTheCodeHasExpired() {
    okta.authorization(json(200, okta.challenge().replace(":600,", ":12,")));
    PendingAuthorization pending = okta.start();

    assertThatThrownBy(pending::await).isInstanceOf(AuthorizationExpiredException.class);
    assertThat(okta.pollTimes).containsExactlyElementsOf(seconds(5, 10));
    assertThat(okta.time.sinceStart()).isEqualTo(Duration.ofSeconds(12));
    assertThatThrownBy(pending::await).isInstanceOf(AuthorizationExpiredException.class);
    assertThat(okta.pollTimes).hasSize(2);
  }

  /** gimme-aws-creds 2.8.2 asks 60 times, once in 2 seconds, and fails if the 60th succeeds. */
  @Test
  void aPersonMayTakeAsLongAsTheCodeLives() {
    MockResponse[] answers = new MockResponse[119];
    Arrays.fill(answers, error(400, "authorization_pending"));
    answers[118] = json(200, tokens());
    okta.polls(answers);

    assertThat(okta.start().await().accessToken()).isEqualTo(ScriptedOkta.ACCESS_TOKEN);
    assertThat(okta.time.sinceStart()).isEqualTo(Duration.ofSeconds(595));
  }

  @Test
  void aRateLimitDoesNotOutlastTheCode() {
    okta.authorization(json(200, okta.challenge().replace(":600,", ":12,")));
    okta.polls(limited("Retry-After: 3600"));

    assertThatThrownBy(okta.start()::await).isInstanceOf(AuthorizationExpiredException.class);
    assertThat(okta.pollTimes).hasSize(1);
    assertThat(okta.time.sinceStart()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void theCallersDeadlineIsAnotherErrorAndTheSignInCanGoOn() {
    okta.polls(error(400, "authorization_pending"), json(200, tokens()));
    PendingAuthorization pending = okta.start();

    assertThatThrownBy(() -> pending.await(Duration.ofSeconds(8)))
        .isInstanceOf(TimedOutException.class);
    assertThat(okta.time.sinceStart()).isEqualTo(Duration.ofSeconds(8));
    assertThat(pending.await().accessToken()).isEqualTo(ScriptedOkta.ACCESS_TOKEN);
    assertThat(okta.pollTimes).containsExactlyElementsOf(seconds(5, 10));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void noPatienceMeansNoPoll(long seconds) {
    PendingAuthorization pending = okta.start();

    assertThatThrownBy(() -> pending.await(Duration.ofSeconds(seconds)))
        .isInstanceOf(TimedOutException.class);
    assertThat(okta.pollTimes).isEmpty();
  }

  @Test
  void endlessPatienceEndsWithTheCode() {
    okta.authorization(json(200, okta.challenge().replace(":600,", ":30,")));
    PendingAuthorization pending = okta.start();

    assertThatThrownBy(() -> pending.await(Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(AuthorizationExpiredException.class);
  }

  @Test
  void theTokensAreGivenAgainWithoutARequest() {
    okta.polls(json(200, tokens()));
    PendingAuthorization pending = okta.start();
    OktaTokens first = pending.await();
    pending.cancel();

    assertThat(pending.await(Duration.ZERO)).isSameAs(first);
    assertThat(okta.pollTimes).hasSize(1);
  }

  @Test
  void whatWentWrongLastIsTheCauseWhenTimeIsUp() {
    okta.polls(error(503, "x"));

    assertThatThrownBy(() -> okta.start().await(Duration.ofSeconds(10)))
        .isInstanceOf(TimedOutException.class)
        .hasCauseInstanceOf(ServerErrorException.class);
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        ending(error(400, "access_denied"), AuthorizationDeniedException.class, "denied"),
        ending(
            described(400, "access_denied", "User isn't assigned to the client app."),
            UserNotAssignedException.class,
            ScriptedOkta.CLIENT),
        ending(
            described(403, "access_denied", "User isn't assigned to the client app."),
            UserNotAssignedException.class,
            ScriptedOkta.CLIENT),
        ending(error(403, "access_denied"), SignInPolicyException.class, "Said Okta."),
        ending(
            described(400, "access_denied", "Policy evaluation failed for this request."),
            SignInPolicyException.class,
            "Policy evaluation failed"),
        ending(error(400, "expired_token"), AuthorizationExpiredException.class, "expired"),
        ending(error(400, "invalid_grant"), OAuthErrorException.class, "invalid_grant"),
        ending(
            described(400, "invalid_grant", "No code canary-device-code-7d1f."),
            OAuthErrorException.class,
            "No code [device code]."),
        ending(error(401, "invalid_client"), UnknownClientException.class, ScriptedOkta.CLIENT),
        ending(
            error(400, "unauthorized_client"),
            GrantTypeNotAllowedException.class,
            "Device Authorization"),
        ending(error(400, "invalid_scope"), ScopeNotAllowedException.class, "okta.apps.sso"),
        ending(error(400, "no_such_error"), OAuthErrorException.class, "no_such_error"),
        ending(
            json(403, "{'errorCode':'E0000006','errorSummary':'No'}"),
            OAuthErrorException.class,
            "E0000006"),
        ending(json(400, "{'error':"), UnexpectedAnswerException.class, "malformed"),
        ending(json(400, "{}"), UnexpectedAnswerException.class, "HTTP 400"),
        ending(html(403), UnexpectedAnswerException.class, "text/html"),
        ending(html(200), UnexpectedAnswerException.class, "text/html"),
        ending(error(302, "authorization_pending"), UnexpectedAnswerException.class, "HTTP 302"),
        ending(json(204, ""), UnexpectedAnswerException.class, "HTTP 204"),
        ending(json(201, tokens()), UnexpectedAnswerException.class, "HTTP 201"),
        ending(json(200, ""), UnexpectedAnswerException.class, "another shape"),
        ending(json(200, "null"), UnexpectedAnswerException.class, "another shape"),
        ending(json(200, tokens() + "x"), UnexpectedAnswerException.class, "malformed"),
        ending(without("access_token"), UnexpectedAnswerException.class, "access_token"),
        ending(without("id_token"), UnexpectedAnswerException.class, "id_token"),
        ending(without("token_type"), UnexpectedAnswerException.class, "token_type"),
        ending(
            json(200, tokens().replace("token-1", "token\\r\\nX: 1")),
            UnexpectedAnswerException.class,
            "malformed access_token"),
        ending(
            json(200, tokens().replace("3600", "-1")),
            UnexpectedAnswerException.class,
            "expires_in"),
        ending(
            json(200, tokens().replace("3600", "NaN")),
            UnexpectedAnswerException.class,
            "malformed"),
        ending(
            json(200, "{'a':'" + "a".repeat(300 * 1024) + "'}"),
            UnexpectedAnswerException.class,
            "256 KiB"));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void everyOtherAnswerEndsTheSignInAtOnceAndSaysWhy(
      MockResponse answer, Class<? extends OktaAwsException> type, String words) {
    okta.polls(answer);
    PendingAuthorization pending = okta.start();

    OktaAwsException ending = catchThrowableOfType(type, pending::await);
    assertThat(ending).hasMessageContaining(words);
    assertThat(catchThrowable(pending::await)).isSameAs(ending);
    assertThat(okta.pollTimes).hasSize(1);
    for (Throwable t = ending; t != null; t = t.getCause()) {
      assertThat(t.toString()).doesNotContain(ScriptedOkta.SECRETS).doesNotContain("canary");
    }
  }

  @Test
  void tokensThatWereLostOnTheWayAreAClearError() {
    okta.polls(tornTokens(), error(400, "invalid_grant"));

    assertThatThrownBy(() -> okta.start().await())
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("lost")
        .hasMessageContaining("Start the sign-in again");
    assertThat(okta.pollTimes).containsExactlyElementsOf(seconds(5, 15));
  }

  @Test
  void aLostAnswerIsForgottenOnceTheServerSaysPending() {
    okta.polls(tornTokens(), error(400, "authorization_pending"), error(400, "invalid_grant"));

    assertThatThrownBy(() -> okta.start().await()).isInstanceOf(OAuthErrorException.class);
  }

  @Test
  void aGatewayThatFailsMayHaveLostTheTokensToo() {
    okta.polls(html(504), limited("Retry-After: 1"), error(400, "invalid_grant"));

    assertThatThrownBy(() -> okta.start().await()).isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void withoutOpenidThereNeedsToBeNoIdToken() {
    okta.polls(without("id_token"));

    OktaTokens tokens = okta.builder().scopes(List.of("okta.apps.sso")).build().start().await();
    assertThat(tokens.idToken()).isEmpty();
  }

  @Test
  void whatAServerLeavesOutHasDefaults() {
    okta.polls(
        json(200, "{'access_token':'canary-a','id_token':'canary-i','token_type':'Bearer'}"));

    OktaTokens tokens = okta.start().await();
    assertThat(tokens.lifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(tokens.refreshToken()).isEmpty();
    assertThat(tokens.scopes()).contains("openid", "okta.users.read.self").hasSize(4);
  }

  @Test
  void nothingPrintsATokenOrTheDeviceCode() {
    okta.polls(json(200, tokens()));
    PendingAuthorization pending = okta.start();

    assertThat(pending.await() + " " + pending + pending.challenge()).doesNotContain("canary");
  }

  @Test
  void aServerThatStopsIsANetworkTroubleNotAnEnd() {
    PendingAuthorization pending = okta.start();
    okta.close();

    assertThatThrownBy(() -> pending.await(Duration.ofMinutes(2)))
        .isInstanceOf(TimedOutException.class)
        .hasCauseInstanceOf(NetworkException.class);
  }

  @Test
  void cancelledBeforehandMeansNoPoll() {
    PendingAuthorization pending = okta.start();
    pending.cancel();

    assertThatThrownBy(pending::await).isInstanceOf(CancelledException.class);
    assertThat(okta.pollTimes).isEmpty();
  }

  @Test
  void theOneShotShowsTheChallengeAndThenWaits() {
    okta.polls(json(200, tokens()));
    StringBuilder shown = new StringBuilder();

    OktaTokens tokens =
        SignIn.onAnyDevice(
                okta.builder().build(),
                challenge -> shown.append(challenge.userCode()).append(okta.pollTimes.size()),
                Duration.ofMinutes(5))
            .signIn();

    assertThat(tokens.accessToken()).isEqualTo(ScriptedOkta.ACCESS_TOKEN);
    assertThat(shown).hasToString("NNBJWNSJ0");
  }

  @Test
  void aPromptThatThrowsEndsTheOneShot() {
    SignIn signIn =
        SignIn.onAnyDevice(
            okta.builder().build(),
            challenge -> {
              throw new IllegalStateException("no display");
            },
            Duration.ofMinutes(5));

    assertThatThrownBy(signIn::signIn).hasMessage("no display");
    assertThat(okta.pollTimes).isEmpty();
  }

  private static List<Duration> seconds(long... seconds) {
    return LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
  }

  private static Arguments ending(
      MockResponse answer, Class<? extends OktaAwsException> type, String words) {
    return Arguments.of(answer, type, words);
  }

  private static MockResponse described(int status, String code, String description) {
    return error(status, code)
        .newBuilder()
        .body("{\"error\":\"" + code + "\",\"error_description\":\"" + description + "\"}")
        .build();
  }

  private static MockResponse without(String member) {
    return json(200, tokens().replace("'" + member + "'", "'other'"));
  }

  private static MockResponse html(int status) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type: text/html")
        .body("<html>canary-page</html>")
        .build();
  }

  private static MockResponse limited(String header) {
    return new MockResponse.Builder()
        .code(429)
        .addHeader("Date: Tue, 24 Nov 2026 12:00:00 GMT")
        .addHeader(header)
        .build();
  }

  private static MockResponse closed() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  private static MockResponse tornTokens() {
    return json(200, tokens()).newBuilder().onResponseBody(new SocketEffect.CloseSocket()).build();
  }
}
