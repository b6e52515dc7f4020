package io.github.oktaaws.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import java.net.URI;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

  private static final Map<String, String> FORM = Map.of("token", "canary-token");
  private static final Map<String, String> HEADERS =
      Map.of("Authorization", "Bearer canary-access");

  private final MockWebServer org = new MockWebServer();
  private final MockWebServer elsewhere = new MockWebServer();
  private final OktaHttp http = new OktaHttp(OktaHttp.newClient(), Step.SAML_ASSERTION);

  @BeforeEach
  void start() throws Exception {
    org.start();
    elsewhere.start();
  }

  @AfterEach
  void stop() {
    org.close();
    elsewhere.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aGetIsFollowedOnTheSameOrigin(int status) throws Exception {
    org.enqueue(redirect(status, "/there?x=1"));
    org.enqueue(new MockResponse.Builder().body("here").build());

    assertThat(http.get(at(org), HEADERS).text()).isEqualTo("here");
    org.takeRequest();
    RecordedRequest second = org.takeRequest();
    assertThat(second.getTarget()).isEqualTo("/there?x=1");
    assertThat(second.getHeaders().get("Authorization")).isEqualTo("Bearer canary-access");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303})
  void aPostIsFollowedByAGetWithoutTheForm(int status) throws Exception {
    org.enqueue(redirect(status, "/there"));
    org.enqueue(new MockResponse.Builder().body("here").build());

    assertThat(http.postForm(at(org), FORM, Map.of()).text()).isEqualTo("here");
    assertThat(org.takeRequest().getMethod()).isEqualTo("POST");
    RecordedRequest second = org.takeRequest();
    assertThat(second.getMethod()).isEqualTo("GET");
    assertThat(second.getBodySize()).isZero();
    assertThat(second.getHeaders().get("Content-Type")).isNull();
  }

  /** aws-advanced-jdbc-wrapper sends a POST to wherever it is redirected. */
  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void aFormIsNeverSentAgain(int status) {
    org.enqueue(redirect(status, "/there"));

    refused(() -> http.postForm(at(org), FORM, Map.of()));
    assertThat(org.getRequestCount()).isEqualTo(1);
  }

  /** aws-advanced-jdbc-wrapper follows a redirect to any host. */
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void nothingGoesToAnotherOrigin(int status) {
    String port = ":" + elsewhere.getPort() + "/there";
    String userTrick = "http://localhost:" + org.getPort() + "@localhost" + port;
    for (String to :
        new String[] {
          "http://localhost" + port,
          "http://127.0.0.1" + port,
          "//localhost" + port,
          userTrick,
          "https://localhost:" + org.getPort() + "/",
          "http://user:pw@localhost:" + org.getPort() + "/",
          "file:///etc/passwd",
          "javascript:alert(1)",
          "http://",
          ""
        }) {
      if (to.isEmpty()) {
        org.enqueue(new MockResponse.Builder().code(status).build());
        org.enqueue(new MockResponse.Builder().code(status).build());
      } else {
        org.enqueue(redirect(status, to));
        org.enqueue(redirect(status, to));
      }
      refused(() -> http.get(at(org), HEADERS));
      refused(() -> http.postForm(at(org), FORM, HEADERS));
    }
    assertThat(elsewhere.getRequestCount()).isZero();
    assertThat(org.getRequestCount()).isEqualTo(20);
  }

  @Test
  void httpsIsNotLeftForHttp() {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    org.useHttps(
        new HandshakeCertificates.Builder().heldCertificate(held).build().sslSocketFactory());
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder().addTrustedCertificate(held.certificate()).build();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
            .build();
    org.enqueue(redirect(302, at(elsewhere).toString()));
    URI secure = URI.create(at(org).toString().replace("http://", "https://"));

    refused(
        () ->
            new OktaHttp(OktaHttp.derive(client), Step.SAML_ASSERTION)
                .postForm(secure, FORM, Map.of()));
    assertThat(elsewhere.getRequestCount()).isZero();
  }

  @Test
  void fiveHopsAreFollowedAndTheSixthIsNot() {
    for (int hop = 0; hop < 5; hop++) {
      org.enqueue(redirect(302, "/hop"));
    }
    org.enqueue(new MockResponse.Builder().body("here").build());
    assertThat(http.get(at(org), Map.of()).text()).isEqualTo("here");

    for (int hop = 0; hop < 6; hop++) {
      org.enqueue(redirect(302, "/loop"));
    }
    refused(() -> http.get(at(org), Map.of()));
    assertThat(org.getRequestCount()).isEqualTo(12);
  }

  @Test
  void aCallersClientThatFollowsRedirectsDoesNotDoSoHere() {
    OkHttpClient follows =
        new OkHttpClient.Builder().followRedirects(true).followSslRedirects(true).build();
    org.enqueue(redirect(308, at(elsewhere).toString()));

    refused(
        () ->
            new OktaHttp(OktaHttp.derive(follows), Step.SAML_ASSERTION)
                .postForm(at(org), FORM, Map.of()));
    assertThat(elsewhere.getRequestCount()).isZero();
  }

  /** gimme-aws-creds 2.8.2 repeats it. */
  @Test
  void aFormIsSentOnceThoughTheServerAsksAgainOrHangsUp() {
    org.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After: 0").build());
    assertThat(http.postForm(at(org), FORM, Map.of()).status()).isEqualTo(503);
    org.enqueue(new MockResponse.Builder().code(408).build());
    assertThat(http.postForm(at(org), FORM, Map.of()).status()).isEqualTo(408);
    assertThat(org.getRequestCount()).isEqualTo(2);
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("not followed")
        .hasMessageNotContaining("canary");
  }

  private static URI at(MockWebServer server) {
    return server.url("/start").uri();
  }

  private static MockResponse redirect(int status, String location) {
    return new MockResponse.Builder().code(status).addHeader("Location", location).build();
  }
}
