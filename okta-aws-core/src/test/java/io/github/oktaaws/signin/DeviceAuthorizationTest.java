package io.github.oktaaws.signin;

import static io.github.oktaaws.signin.ScriptedOkta.error;
import static io.github.oktaaws.signin.ScriptedOkta.json;
import static io.github.oktaaws.signin.ScriptedOkta.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.ClassicOrgException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UnknownClientException;
import io.github.oktaaws.error.UntrustedVerificationUriException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceAuthorizationTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final ScriptedOkta okta = new ScriptedOkta();

  @AfterEach
  void stop() {
    okta.close();
  }

  @Test
  void anApprovedSignInGivesTheTokens() {
    okta.polls(error(400, "authorization_pending"), json(200, tokens()));
    PendingAuthorization pending =
        okta.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).build().start();

    OktaTokens tokens = pending.await();

    assertThat(tokens.accessToken()).isEqualTo(ScriptedOkta.ACCESS_TOKEN);
    assertThat(tokens.idToken()).isEqualTo(ScriptedOkta.ID_TOKEN);
    assertThat(tokens.refreshToken()).contains(ScriptedOkta.REFRESH_TOKEN);
    assertThat(tokens.tokenType()).isEqualTo("Bearer");
    assertThat(tokens.scopes()).containsExactlyInAnyOrder("openid", "okta.apps.sso");
    assertThat(tokens.receivedAt()).isEqualTo(NOW);
    assertThat(tokens.lifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(okta.pollTimes).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  @Test
  void theRequestsAreThoseOfTheProtocol() {
    okta.polls(json(200, tokens())).start().await();

    List<String> sent = okta.sent();
    assertThat(sent).hasSize(3);
    assertThat(sent.get(0)).isEqualTo("GET /.well-known/okta-organization");
    assertThat(sent.get(1)).startsWith("POST /oauth2/v1/device/authorize ");
    assertThat(form(sent.get(1)))
        .containsExactlyInAnyOrder(
            "client_id=0oa1oidcClient",
            "scope=openid+okta.apps.sso+okta.apps.read+okta.users.read.self");
    assertThat(sent.get(2)).startsWith("POST /oauth2/v1/token ");
    assertThat(form(sent.get(2)))
        .containsExactlyInAnyOrder(
            "client_id=0oa1oidcClient",
            "device_code=" + ScriptedOkta.DEVICE_CODE,
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code");
    assertThat(okta.requests)
        .allSatisfy(
            request -> {
              assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
              assertThat(request.getHeaders().get("User-Agent")).startsWith("okta-aws/");
            });
  }

  @Test
  void theChallengeTellsEverythingButTheDeviceCode() {
    PendingAuthorization pending = okta.start();

    DeviceChallenge challenge = pending.challenge();
    assertThat(challenge.orgHost()).isEqualTo(URI.create(okta.origin()).getAuthority());
    assertThat(challenge.userCode()).isEqualTo("NNBJWNSJ");
    assertThat(challenge.verificationUri()).hasToString(okta.origin() + "/activate");
    assertThat(challenge.uriToOpen()).hasToString(okta.origin() + "/activate?user_code=NNBJWNSJ");
    assertThat(challenge.interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(challenge.expiresIn()).isEqualTo(Duration.ofMinutes(10));
    assertThat(challenge.toString() + pending).doesNotContain(ScriptedOkta.DEVICE_CODE);
  }

  @Test
  void theScopesAreTheCallers() {
    okta.builder().scopes(List.of("openid", "offline_access")).build().start();

    assertThat(okta.sent().get(1)).contains("scope=openid+offline_access");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two scopes", "quo\"te", "back\\slash", "ümlaut"})
  void aMalformedScopeIsRefusedBeforeAnythingIsSent(String scope) {
    assertThatThrownBy(() -> okta.builder().scopes(List.of(scope)).build())
        .isInstanceOf(ConfigurationException.class);
    assertThat(okta.requests).isEmpty();
  }

  @Test
  void noScopeAndABlankClientIdAreRefused() {
    OktaOrg org = okta.org();
    assertThatThrownBy(() -> okta.builder().scopes(List.of()).build())
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> DeviceAuthorizationService.create(org, " "))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("client ID");
  }

  @Test
  void aClassicOrgIsToldApartBeforeAnythingElse() {
    okta.organization(json(200, "{'pipeline':'v1'}"));

    assertThatThrownBy(okta::start).isInstanceOf(ClassicOrgException.class);
    assertThat(okta.sent()).containsExactly("GET /.well-known/okta-organization");
  }

  static Stream<MockResponse> answersThatSayNothingAboutTheEngine() {
    return Stream.of(
        json(404, "{}"),
        json(500, "{'pipeline':'v1'}"),
        json(200, "{}"),
        json(200, "[1]"),
        json(200, "{'pipeline':7}"),
        json(200, "{'pipeline':'v2'}"),
        json(200, ""),
        new MockResponse.Builder()
            .code(200)
            .addHeader("Content-Type: text/html")
            .body("v1")
            .build(),
        new MockResponse.Builder().code(302).addHeader("Location: http://localhost:1/").build(),
        new MockResponse.Builder().code(307).addHeader("Location: /oauth2/nowhere").build());
  }

  @ParameterizedTest
  @MethodSource("answersThatSayNothingAboutTheEngine")
  void anyOtherAnswerAboutTheEngineIsIgnored(MockResponse answer) {
    okta.organization(answer);

    assertThat(okta.start().challenge().userCode()).isEqualTo("NNBJWNSJ");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(error(401, "invalid_client"), UnknownClientException.class, "0oa1oidcClient"),
        Arguments.of(
            error(400, "unauthorized_client"),
            GrantTypeNotAllowedException.class,
            "Device Authorization"),
        Arguments.of(error(400, "invalid_scope"), ScopeNotAllowedException.class, "okta.apps.sso"),
        Arguments.of(error(400, "invalid_request"), OAuthErrorException.class, "invalid_request"),
        Arguments.of(
            json(403, "{'errorCode':'E0000006','errorSummary':'No permission'}"),
            OAuthErrorException.class,
            "E0000006"),
        Arguments.of(json(400, "{}"), UnexpectedAnswerException.class, "HTTP 400"),
        Arguments.of(error(503, "x"), ServerErrorException.class, "HTTP 503"),
        Arguments.of(
            new MockResponse.Builder()
                .code(429)
                .addHeader("Date: Tue, 24 Nov 2026 12:00:00 GMT")
                .addHeader("X-Rate-Limit-Reset: 1795521620")
                .build(),
            RateLimitedException.class,
            "21 s"),
        Arguments.of(
            new MockResponse.Builder().code(404).addHeader("Content-Type: text/html").build(),
            UnexpectedAnswerException.class,
            "text/html"),
        Arguments.of(
            new MockResponse.Builder().code(307).addHeader("Location: /elsewhere").build(),
            UnexpectedAnswerException.class,
            "HTTP 307"));
  }

  /**
   * okta/okta-aws-cli#18, okta/okta-aws-cli#31, okta/okta-aws-cli#34: the reason is thrown away.
   */
  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalToStartSaysWhatIsWrong(
      MockResponse answer, Class<? extends OktaAwsException> type, String words) {
    okta.authorization(answer);

    OktaAwsException refusal = catchThrowableOfType(type, okta::start);
    assertThat(refusal).hasMessageContaining(words);
    assertThat(okta.requests).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'device_code':'canary-device-code-7d1f'| 'device_code':null | device_code",
        "'device_code':'canary-device-code-7d1f'| 'device_code':' ' | device_code",
        "'user_code':'NNBJWNSJ'| 'other':1 | user_code",
        "'user_code':'NNBJWNSJ'| 'user_code':'' | user_code",
        "'user_code':'NNBJWNSJ'| 'user_code':'AB\\u001b[2JCD' | user_code",
        "'user_code':'NNBJWNSJ'| 'user_code':'AB\\r\\nCD' | user_code",
        "'user_code':'NNBJWNSJ'| 'user_code':'AB\\u202eCD' | user_code",
        "'user_code':'NNBJWNSJ'| 'user_code':'AB\\u2028CD' | user_code",
        "'user_code':'NNBJWNSJ'| 'user_code':'AB\\u009bCD' | user_code",
        "'verification_uri':| 'v': | verification_uri",
        "'expires_in':600| 'x':1 | expires_in",
        "'expires_in':600| 'expires_in':0 | expires_in",
        "'expires_in':600| 'expires_in':-600 | expires_in",
        "'expires_in':600| 'expires_in':1e999 | expires_in",
        "'expires_in':600| 'expires_in':'600' | expires_in",
        "'expires_in':600| 'expires_in':600,'expires_in':600 | malformed",
        "'interval':5}| 'interval':5}} | malformed",
        "'interval':5}| 'interval':[5]} | interval",
        "'interval':5}| 'interval':5 | malformed",
      },
      quoteCharacter = '`')
  void aMalformedChallengeIsAClearError(String part, String instead, String words) {
    String body = okta.challenge().replace(part, instead);
    assertThat(body).isNotEqualTo(okta.challenge());
    okta.authorization(json(200, body));

    assertThatThrownBy(okta::start)
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining(ScriptedOkta.DEVICE_CODE)
        .hasMessageNotContaining("\u001b")
        .hasNoCause();
  }

  @Test
  void aCaptivePortalIsNotTakenForTheOrg() {
    okta.authorization(
        new MockResponse.Builder()
            .addHeader("Content-Type: text/html; charset=utf-8")
            .body("<html>canary-page</html>")
            .build());

    assertThatThrownBy(okta::start)
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("text/html")
        .hasMessageNotContaining("canary-page");
  }

  @Test
  void anEndlessChallengeIsCutOff() {
    okta.authorization(json(200, "{'device_code':'" + "a".repeat(300 * 1024) + "'}"));

    assertThatThrownBy(okta::start)
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("256 KiB");
  }

  @ParameterizedTest
  @CsvSource({
    "'interval':7, 7",
    "'interval':0, 1",
    "'interval':-1, 5",
    "'interval':null, 5",
    "'other':1, 5",
    "'interval':9000000000000000000, 300"
  })
  void theIntervalIsTheServersWithinReason(String interval, long seconds) {
    okta.authorization(
        json(200, okta.challenge().replace("'interval':5", interval.replace("\"", "'"))));

    assertThat(okta.start().challenge().interval()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void anAbsurdlyLongLifeIsCutToADay() {
    okta.authorization(json(200, okta.challenge().replace("600", "9000000000000000000")));

    assertThat(okta.start().challenge().expiresIn()).isEqualTo(Duration.ofDays(1));
  }

  /** okta-aws-cli 2.6.0 opens whatever the server names. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://evil.example/activate",
        "http://evil.example/activate",
        "//evil.example/activate",
        "/activate",
        "https://user@ORIGIN_HOST/activate",
        "http://user:secret@ORIGIN_HOST/activate",
        "http://ORIGIN_HOST@evil.example/activate",
        "http://ORIGIN_HOST\\\\@evil.example/activate",
        "http://ORIGIN_HOST.evil.example/activate",
        "http://loc\\u0430lhost/activate",
        "http://localhost:1/activate",
        "https://ORIGIN_HOST/activate",
        "http://ORIGIN_HOST/act\\r\\nivate",
        "http://ORIGIN_HOST/\\u001b[2Jactivate",
        "http://ORIGIN_HOST/act ivate",
        "ftp://ORIGIN_HOST/activate"
      })
  void anAddressThatIsNotTheOrgsIsNeitherShownNorPrintedRaw(String address) {
    String uri = address.replace("ORIGIN_HOST", URI.create(okta.origin()).getAuthority());
    for (String member : List.of("verification_uri", "verification_uri_complete")) {
      String body =
          okta.challenge().replaceAll("'" + member + "':'[^']*'", "'" + member + "':'URI'");
      okta.authorization(json(200, body.replace("URI'", uri + "'")));

      UntrustedVerificationUriException refusal =
          catchThrowableOfType(UntrustedVerificationUriException.class, okta::start);
      assertThat(refusal.getMessage() + refusal.origin())
          .doesNotContain("\u001b", "\r", "\n", "alert", "secret", "passwd", "\u0430");
    }
  }

  @Test
  void anOriginThatWasNamedIsTrustedAsWell() {
    okta.authorization(
        json(200, okta.challenge().replace(okta.origin(), "https://login.acme.example")));

    PendingAuthorization pending =
        okta.builder()
            .verificationOrigin(URI.create("https://id.acme.example"))
            .verificationOrigin(URI.create("https://login.acme.example/"))
            .build()
            .start();
    assertThat(pending.challenge().uriToOpen()).hasHost("login.acme.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.acme.example",
        "https://login.acme.example/path",
        "https://login.acme.example?q",
        "https://login.acme.example#f",
        "https://user@login.acme.example",
        "ftp://login.acme.example",
        "login.acme.example",
        "mailto:a@b"
      })
  void onlyASafeOriginCanBeNamed(String origin) {
    assertThatThrownBy(() -> okta.builder().verificationOrigin(URI.create(origin)))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void anAddressWithOddCharactersIsShownEscaped() {
    okta.authorization(
        json(200, okta.challenge().replace("/activate?user_code=", "/activate?c=\u202e")));

    assertThat(okta.start().challenge().uriToOpen().toString())
        .isEqualTo(okta.origin() + "/activate?c=%E2%80%AENNBJWNSJ");
  }

  @Test
  void anOrgThatCannotBeReachedIsANetworkError() {
    DeviceAuthorizationService service = okta.builder().build();
    okta.close();

    assertThatThrownBy(service::start).isInstanceOf(NetworkException.class);
  }

  private static List<String> form(String sent) {
    return List.of(sent.substring(sent.lastIndexOf(' ') + 1).split("&"));
  }
}
