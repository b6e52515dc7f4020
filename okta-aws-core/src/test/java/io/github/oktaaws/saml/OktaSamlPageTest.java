package io.github.oktaaws.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.InvalidAssertionException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.SamlPageException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.federation.WebSsoToken;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OktaSamlPageTest {

  private static final String TOKEN = "canary-web+sso/token=&x";
  private static final String RESPONSE = SamlDocument.usual().encoded();

  private final MockWebServer okta = new MockWebServer();
  private final MockWebServer elsewhere = new MockWebServer();
  private final WebSsoToken token =
      new WebSsoToken(
          TOKEN,
          new FederationApp("0oa1", "AWS Production", Optional.empty(), Optional.empty()),
          Duration.ofMinutes(5));

  @BeforeEach
  void start() throws Exception {
    okta.start();
    elsewhere.start();
  }

  @AfterEach
  void stop() {
    okta.close();
    elsewhere.close();
  }

  /**
   * okta/okta-aws-cli#304: in the URL before; and in gimme-aws-creds 2.8.2,
   * aws-advanced-jdbc-wrapper and okta-aws-cli-assume-role still.
   */
  @Test
  void theTokenIsPostedInTheBody() throws Exception {
    okta.enqueue(html(200, SamlDocument.page(RESPONSE)));

    assertThat(post().fetch(token).encoded()).isEqualTo(RESPONSE);
    RecordedRequest request = okta.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo("/login/token/sso");
    assertThat(request.getHeaders().get("Accept")).isEqualTo("text/html");
    assertThat(request.getHeaders().get("Content-Type"))
        .startsWith("application/x-www-form-urlencoded");
    assertThat(body(request)).isEqualTo("token=canary-web%2Bsso%2Ftoken%3D%26x");
  }

  /** gimme-aws-creds 2.8.2 leaves its setting of whom to trust out of this one request. */
  @Test
  void aServerWhoseCertificateIsNotTrustedDoesNotGetTheToken() {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    okta.useHttps(
        new HandshakeCertificates.Builder().heldCertificate(held).build().sslSocketFactory());
    OktaOrg overTls = OktaOrg.of(OktaEndpoints.ofOrg("https://localhost:" + okta.getPort()));

    refused(SamlAssertionService.create(overTls), NetworkException.class);
    assertThat(okta.getRequestCount()).isZero();
  }

  @Test
  void theTokenGoesIntoTheUrlOnlyWhereThatWasAskedFor() throws Exception {
    okta.enqueue(html(200, SamlDocument.page(RESPONSE)));

    assertThat(SamlAssertionService.withTokenInUrl(org()).fetch(token).encoded())
        .isEqualTo(RESPONSE);
    RecordedRequest request = okta.takeRequest();
    assertThat(request.getMethod()).isEqualTo("GET");
    assertThat(request.getUrl().queryParameter("token")).isEqualTo(TOKEN);
    assertThat(request.getHeaders().get("Accept")).isEqualTo("text/html");
  }

  @Test
  void aRedirectOnTheOrgIsFollowedWithoutTheToken() throws Exception {
    okta.enqueue(new MockResponse.Builder().code(302).setHeader("Location", "/app/x").build());
    okta.enqueue(html(200, SamlDocument.page(RESPONSE)));

    assertThat(post().fetch(token).encoded()).isEqualTo(RESPONSE);
    okta.takeRequest();
    RecordedRequest second = okta.takeRequest();
    assertThat(second.getMethod()).isEqualTo("GET");
    assertThat(second.getTarget()).isEqualTo("/app/x");
    assertThat(second.getBodySize()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectElsewhereIsNotFollowed(int status) {
    okta.enqueue(
        new MockResponse.Builder()
            .code(status)
            .setHeader("Location", elsewhere.url("/saml").toString())
            .build());

    refused(post(), UnexpectedAnswerException.class);
    assertThat(elsewhere.getRequestCount()).isZero();
  }

  /**
   * gimme-aws-creds 2.8.2 posts the assertion to the form's action, saml2aws and
   * okta-aws-cli-assume-role to the Destination.
   */
  @Test
  void neitherTheDestinationNorTheFormsActionIsEverContacted() {
    SamlDocument document = SamlDocument.usual();
    document.destination = elsewhere.url("/saml").toString();
    okta.enqueue(
        html(
            200,
            "<form action=\""
                + elsewhere.url("/acs")
                + "\" method=post>"
                + "<img src=\""
                + elsewhere.url("/i.png")
                + "\">"
                + "<link rel=stylesheet href=\""
                + elsewhere.url("/s.css")
                + "\">"
                + "<input name=SAMLResponse value=\""
                + document.encoded()
                + "\"></form>"));

    SamlAssertion read = post().fetch(token);
    assertThat(read.destination()).contains(elsewhere.url("/saml").toString());
    assertThat(elsewhere.getRequestCount()).isZero();
    assertThat(okta.getRequestCount()).isEqualTo(1);
  }

  static Stream<Arguments> refusals() {
    String notAssigned = "<h1>User is not assigned to this application.</h1>";
    String denied = "<title>Access Denied</title>";
    String json = "{\"errorCode\":\"%s\",\"errorSummary\":\"Why.\"}";
    return Stream.of(
        arguments(html(200, notAssigned), UserNotAssignedException.class),
        arguments(html(403, notAssigned), UserNotAssignedException.class),
        arguments(html(404, notAssigned), UserNotAssignedException.class),
        arguments(html(403, denied), SignInPolicyException.class),
        arguments(html(401, "<title>Sign In</title>"), OktaSessionEndedException.class),
        arguments(html(403, "<title>Hm</title>"), SamlPageException.class),
        arguments(html(400, "<title>Acme - Error</title>"), SamlPageException.class),
        arguments(html(200, ""), SamlPageException.class),
        arguments(html(403, SamlDocument.page(RESPONSE)), SamlPageException.class),
        arguments(json(401, json.formatted("E0000005")), OktaSessionEndedException.class),
        arguments(json(400, json.formatted("E0000011")), OAuthErrorException.class),
        arguments(json(200, json.formatted("E0000009")), OAuthErrorException.class),
        arguments(
            json(403, "{\"error\":\"access_denied\",\"error_description\":\"Policy.\"}"),
            SignInPolicyException.class),
        arguments(
            json(403, "{\"error\":\"access_denied\",\"error_description\":\"Not assigned.\"}"),
            UserNotAssignedException.class),
        arguments(json(200, "{}"), UnexpectedAnswerException.class),
        arguments(html(429, "slow"), RateLimitedException.class),
        arguments(html(500, SamlDocument.page(RESPONSE)), ServerErrorException.class),
        arguments(html(503, ""), ServerErrorException.class),
        arguments(
            new MockResponse.Builder().code(200).setHeader("Content-Type", "image/png").build(),
            UnexpectedAnswerException.class),
        arguments(new MockResponse.Builder().code(204).build(), UnexpectedAnswerException.class),
        arguments(html(200, "x".repeat(1_100_000)), UnexpectedAnswerException.class),
        arguments(
            html(200, SamlDocument.page("A".repeat(100_004))), InvalidAssertionException.class));
  }

  /** amazon-redshift-jdbc-driver 2.3.0 puts the whole assertion into its exceptions. */
  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsNotAnAssertionIsATypedError(
      MockResponse answer, Class<? extends OktaAwsException> type) {
    okta.enqueue(answer);
    okta.enqueue(answer);

    refused(post(), type);
    refused(SamlAssertionService.withTokenInUrl(org()), type);
    assertThat(okta.getRequestCount()).as("the token is spent once").isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"200", "403"})
  void theErrorNamesTheAppAndTheRequest(int status) {
    okta.enqueue(
        html(status, "<p>You are not assigned to this application.</p>")
            .newBuilder()
            .setHeader("X-Okta-Request-Id", "req1")
            .build());

    UserNotAssignedException error =
        catchThrowableOfType(UserNotAssignedException.class, () -> post().fetch(token));
    assertThat(error.app()).isEqualTo("the AWS app AWS Production 0oa1");
    assertThat(error.step()).isEqualTo(Step.SAML_ASSERTION);
    assertThat(error.requestId()).contains("req1");
  }

  @Test
  void anUnusableAssertionsErrorNamesTheRequestToo() {
    okta.enqueue(
        html(200, SamlDocument.page("AAAA"))
            .newBuilder()
            .setHeader("X-Okta-Request-Id", "req1")
            .build());

    InvalidAssertionException error =
        catchThrowableOfType(InvalidAssertionException.class, () -> post().fetch(token));
    assertThat(error.requestId()).contains("req1");
  }

  @Test
  void noValuePrintsTheAssertion() {
    okta.enqueue(html(200, SamlDocument.page(RESPONSE)));
    SamlAssertion read = post().fetch(token);

    assertThat(read.toString())
        .contains("ada@example.com", SamlDocument.ROLE)
        .doesNotContain(RESPONSE, SamlDocument.SECRET);
  }

  private void refused(SamlAssertionService service, Class<? extends OktaAwsException> type) {
    OktaAwsException error = catchThrowableOfType(type, () -> service.fetch(token));
    assertThat(error).isNotNull();
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    for (String secret : List.of("canary-web", RESPONSE, SamlDocument.SECRET)) {
      assertThat(trace.toString()).doesNotContain(secret);
    }
  }

  private SamlAssertionService post() {
    return SamlAssertionService.create(org());
  }

  private OktaOrg org() {
    return OktaOrg.of(OktaEndpoints.ofOrg("http://localhost:" + okta.getPort()));
  }

  private static MockResponse html(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "text/html;charset=utf-8")
        .body(body)
        .build();
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static String body(RecordedRequest request) {
    return request.getBody() == null ? "" : request.getBody().utf8();
  }
}
