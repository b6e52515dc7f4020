package io.github.oktaaws.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import java.net.URI;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointDiscoveryTest {

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', /.well-known/openid-configuration",
    "/, /.well-known/openid-configuration",
    "/oauth2/default, /oauth2/default/.well-known/openid-configuration",
    "/realms/a/, /realms/a/.well-known/openid-configuration"
  })
  void theEndpointsAreThoseOfTheDocument(String path, String document) throws Exception {
    URI issuer = URI.create(origin() + path);
    answer(document(issuer.toString()));

    OktaEndpoints endpoints = OktaEndpoints.discover(issuer, new OkHttpClient());

    assertThat(server.takeRequest().getTarget()).isEqualTo(document);
    assertThat(endpoints.origin()).hasToString(origin());
    assertThat(endpoints.deviceAuthorization()).hasToString(origin() + "/device");
    assertThat(endpoints.token()).hasToString(origin() + "/token");
    assertThat(endpoints.revocation()).hasToString(origin() + "/revoke");
    assertThat(endpoints.webSso()).hasToString(origin() + "/login/token/sso");
  }

  @Test
  void aServerWithoutRevocationGetsOktasPath() {
    answer(document(origin()).replace("revocation_endpoint", "other"));

    assertThat(OktaEndpoints.discover(URI.create(origin()), new OkHttpClient()).revocation())
        .hasToString(origin() + "/oauth2/v1/revoke");
  }

  @ParameterizedTest
  @CsvSource({
    "'issuer':'ORIGIN', 'issuer':'https://other.example'",
    "'issuer':'ORIGIN', 'issuer':'ORIGIN/'",
    "'issuer':'ORIGIN', 'x':1",
    "'token_endpoint':'ORIGIN/token', 'token_endpoint':'https://evil.example/token'",
    "'token_endpoint':'ORIGIN/token', 'token_endpoint':'http://localhost:1/token'",
    "'token_endpoint':'ORIGIN/token', 'token_endpoint':'/token'",
    "'token_endpoint':'ORIGIN/token', 'token_endpoint':7",
    "'token_endpoint':'ORIGIN/token', 'token_endpoint':'http://user:pw@HOST/token'",
    "'token_endpoint':'ORIGIN/token', 'token_endpoint':'ORIGIN/token#x'",
    "'device_authorization_endpoint', 'x'",
    "'revocation_endpoint':'ORIGIN/revoke', 'revocation_endpoint':'https://evil.example/'",
  })
  void aDocumentThatLeadsElsewhereIsRefused(String part, String instead) {
    String good = document(origin());
    String bad = good.replace(local(part), local(instead));
    assertThat(bad).isNotEqualTo(good);
    answer(bad);

    refused(URI.create(origin()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "null"})
  void whatIsNoDocumentIsRefused(String body) {
    answer(body);
    refused(URI.create(origin()));
  }

  @Test
  void aServerWithoutDocumentIsNamed() {
    server.enqueue(new MockResponse.Builder().code(404).build());
    refused(URI.create(origin()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://acme.okta.com",
        "https://user@acme.okta.com",
        "https://acme.okta.com?x",
        "https://acme.okta.com#x",
        "acme.okta.com",
        "mailto:a@b"
      })
  void anUnsafeIssuerIsRefusedBeforeAnythingIsSent(String issuer) {
    assertThatThrownBy(() -> OktaEndpoints.discover(URI.create(issuer), new OkHttpClient()))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aServerThatIsNotThereIsANetworkError() {
    URI issuer = URI.create(origin());
    server.close();
    assertThatThrownBy(() -> OktaEndpoints.discover(issuer, new OkHttpClient()))
        .isInstanceOf(NetworkException.class);
  }

  private void refused(URI issuer) {
    assertThatThrownBy(() -> OktaEndpoints.discover(issuer, new OkHttpClient()))
        .isInstanceOf(UnexpectedAnswerException.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  private void answer(String body) {
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Type: application/json").body(body).build());
  }

  private String document(String issuer) {
    return local(
        "{'issuer':'"
            + issuer
            + "','device_authorization_endpoint':'ORIGIN/device',"
            + "'token_endpoint':'ORIGIN/token','revocation_endpoint':'ORIGIN/revoke'}");
  }

  private String local(String text) {
    return text.replace("ORIGIN", origin())
        .replace("HOST", URI.create(origin()).getAuthority())
        .replace('\'', '"');
  }

  private String origin() {
    return "http://localhost:" + server.getPort();
  }
}
