package io.github.oktaaws.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UnknownClientException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {

  private static final String DATE = "Date|Tue, 24 Nov 2026 12:00:00 GMT"; // 1795521600

  private record Body(@Nullable String token, @Nullable Long n) {

    static Body from(JsonObject json) {
      return new Body(json.text("token"), json.number("n"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1795521602, 3",
    "1795525200, 3601",
    "253402300799, 86400",
    "999999999999999999, 86400",
    "1795521600, 1",
    "1795521000, 1",
    "0, 1"
  })
  void theResetIsReadAgainstTheAnswersOwnDate(String reset, long seconds) {
    assertThat(answer(DATE, "X-Rate-Limit-Reset|" + reset).askedWait())
        .contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "soon", "", "1e9", "99999999999999999999", "1795521602.5"})
  void aResetThatCannotBeReadAsksForNothing(String reset) {
    assertThat(answer(DATE, "X-Rate-Limit-Reset|" + reset).askedWait()).isEmpty();
    assertThat(answer(DATE, "X-Rate-Limit-Reset|" + reset, "Retry-After|7").askedWait())
        .contains(Duration.ofSeconds(7));
  }

  /** okta/okta-sdk-java#259: with two of them it does not wait at all. */
  @Test
  void theLaterOfTwoResetsCounts() {
    assertThat(
            answer(DATE, "X-Rate-Limit-Reset|1795521610", "X-Rate-Limit-Reset|1795521602")
                .askedWait())
        .contains(Duration.ofSeconds(11));
  }

  @Test
  void withoutADateTheResetSaysNothingAndThisMachinesClockIsNotAsked() {
    assertThat(answer("X-Rate-Limit-Reset|1795521610").askedWait()).isEmpty();
    assertThat(answer("Date|today", "X-Rate-Limit-Reset|1795521610", "Retry-After|2").askedWait())
        .contains(Duration.ofSeconds(2));
    assertThat(answer("Retry-After|Tue, 24 Nov 2026 12:00:09 GMT").askedWait()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2",
    "0, 0",
    "999999999, 86400",
    "'Tue, 24 Nov 2026 12:00:09 GMT', 9",
    "'Tue, 24 Nov 2026 11:00:09 GMT', 0",
    "'Fri, 31 Dec 9999 23:59:59 GMT', 86400"
  })
  void retryAfterIsReadInEitherForm(String value, long seconds) {
    assertThat(answer(DATE, "Retry-After|" + value).askedWait())
        .contains(Duration.ofSeconds(seconds));
  }

  /** aws-advanced-jdbc-wrapper puts the body into the exception. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{'token':'canary'",
        "{'token':'canary','n':1}}",
        "{'token':'canary','n':1} x",
        "{'token':'canary','token':'canary','n':1}",
        "{'token':['canary'],'n':1}",
        "{'token':7,'n':1}",
        "{'token':true,'n':1}",
        "{'token':'canary','n':'1'}",
        "{'token':'canary','n':1.5}",
        "{'token':'canary','n':NaN}",
        "{'token':'canary','n':1e999}",
        "{'token':'canary','n':99999999999999999999}",
        "{'token':'can\nary','n':1}",
        "{token:'canary','n':1}",
        "// canary\n{}"
      })
  void jsonIsReadStrictlyAndNeverQuoted(String json) {
    HttpAnswer answer = answer(200, json.replace('\'', '"'), "Content-Type|application/json");

    assertThatThrownBy(() -> Json.read(answer, Body::from, Step.SIGN_IN))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasNoCause()
        .hasMessageContaining("acme.okta.com answered HTTP 200")
        .hasMessageNotContaining("canary")
        .hasMessageNotContaining("can");
  }

  @Test
  void jsonThatIsNestedTooDeepIsRefused() {
    String deep = "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

    assertThatThrownBy(() -> Json.read(json(200, deep), Body::from, Step.SIGN_IN))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void unknownMembersAreIgnoredAndListsAreRead() {
    assertThat(Json.read(json(200, "{\"n\":1,\"x\":{}}"), Body::from, Step.SIGN_IN).n())
        .isEqualTo(1);
    assertThat(Json.read(json(200, "{\"n\":null}"), Body::from, Step.SIGN_IN).n()).isNull();
    assertThat(Json.readList(json(200, "[{\"n\":1},{\"n\":2}]"), Body::from, Step.SIGN_IN))
        .extracting(Body::n)
        .containsExactly(1L, 2L);
    assertThatThrownBy(() -> Json.readList(json(200, "[null]"), Body::from, Step.SIGN_IN))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, true",
    "'application/json; charset=utf-8', true",
    "application/problem+json, true",
    "Application/JSON, true",
    "text/html, false",
    "application/jsonx, false",
    "json, false"
  })
  void jsonIsKnownByItsContentType(String type, boolean isJson) {
    assertThat(answer("Content-Type|" + type).isJson()).isEqualTo(isJson);
  }

  @Test
  void textIsReadInTheCharsetThatIsDeclared() {
    byte[] body = "grün".getBytes(StandardCharsets.ISO_8859_1);
    Headers latin = Headers.of("Content-Type", "text/html; charset=ISO-8859-1");
    assertThat(new HttpAnswer("h", 200, latin, body).text()).isEqualTo("grün");
    assertThat(answer(200, "grün", "Content-Type|text/html; charset=nonsense").text())
        .isEqualTo("grün");
    assertThat(answer(200, "grün").text()).isEqualTo("grün");
  }

  @Test
  void bothShapesOfErrorsAreRead() {
    OktaErrors oauth =
        OktaErrors.read(
            json(400, "{\"error\":\"e\",\"error_description\":\"d\\u001b[2J\"}"), Step.SIGN_IN);
    assertThat(oauth.code()).isEqualTo("e");
    assertThat(oauth.description()).isEqualTo("d [2J");
    OktaErrors management =
        OktaErrors.read(
            json(403, "{\"errorCode\":\"E0000006\",\"errorSummary\":\"s\"}"), Step.SIGN_IN);
    assertThat(management.code()).isEqualTo("E0000006");
    assertThat(management.description()).isEqualTo("s");
  }

  @Test
  void errorsThatMeanTheSameEverywhereAreThrownAtOnce() {
    assertThatThrownBy(() -> OktaErrors.read(answer(429, "{}", "Retry-After|9"), Step.SIGN_IN))
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            e -> assertThat(e.askedWait()).isEqualTo(Duration.ofSeconds(9)));
    assertThatThrownBy(() -> OktaErrors.read(answer(502, ""), Step.SIGN_IN))
        .isInstanceOf(ServerErrorException.class);
    assertThatThrownBy(() -> OktaErrors.read(answer(404, "<html>"), Step.SIGN_IN))
        .isInstanceOf(UnexpectedAnswerException.class);
    assertThatThrownBy(() -> OktaErrors.read(json(400, "{}"), Step.SIGN_IN))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void aRefusedClientIsToldWhatToChange() {
    assertThat(forClient("invalid_client")).isInstanceOf(UnknownClientException.class);
    assertThat(forClient("unauthorized_client"))
        .isInstanceOf(GrantTypeNotAllowedException.class)
        .hasMessageContaining("Device Authorization");
    assertThat(forClient("invalid_scope"))
        .isInstanceOf(ScopeNotAllowedException.class)
        .hasMessageContaining("openid x");
    assertThat(forClient("other")).isInstanceOf(OAuthErrorException.class);
  }

  @Test
  void aMessageHoldsOneShownLine() {
    assertThat(Words.printable(" a\r\nb\u001b[31m\u0000\u202e\u2028\u009b\u200bc "))
        .isEqualTo("a b [31m ? c");
    assertThat(Words.printable("x".repeat(1000))).hasSize(301).endsWith("…");
    assertThat(Words.printable("grün 日本 😀")).isEqualTo("grün 日本 😀");
  }

  private static Exception forClient(String code) {
    return OktaErrors.read(json(400, "{\"error\":\"" + code + "\"}"), Step.SIGN_IN)
        .forClient("0oa1", "Device Authorization", "openid x");
  }

  private static HttpAnswer json(int status, String body) {
    return answer(status, body, "Content-Type|application/json");
  }

  private static HttpAnswer answer(String... headers) {
    return answer(429, "", headers);
  }

  private static HttpAnswer answer(int status, String body, String... headers) {
    Headers.Builder all = new Headers.Builder();
    for (String header : headers) {
      int bar = header.indexOf('|');
      all.add(header.substring(0, bar), header.substring(bar + 1));
    }
    return new HttpAnswer(
        "acme.okta.com", status, all.build(), body.getBytes(StandardCharsets.UTF_8));
  }
}
