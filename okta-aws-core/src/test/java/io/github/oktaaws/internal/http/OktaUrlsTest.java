package io.github.oktaaws.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.ConfigurationException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OktaUrlsTest {

  @ParameterizedTest
  @CsvSource({
    "acme.okta.com, https://acme.okta.com",
    "' acme.okta.com ', https://acme.okta.com",
    "ACME.Okta.Com, https://acme.okta.com",
    "https://acme.okta.com, https://acme.okta.com",
    "HTTPS://acme.okta.com, https://acme.okta.com",
    "https://acme.okta.com/, https://acme.okta.com",
    "acme.okta.com/, https://acme.okta.com",
    "acme.okta.com:443, https://acme.okta.com",
    "acme.okta.com:8443, https://acme.okta.com:8443",
    "https://acme.okta.com:8443, https://acme.okta.com:8443",
    "acme.oktapreview.com, https://acme.oktapreview.com",
    "acme.okta-emea.com, https://acme.okta-emea.com",
    "acme-admin.okta.com, https://acme.okta.com",
    "https://acme-admin.okta.com/, https://acme.okta.com",
    "acme-admin.oktapreview.com, https://acme.oktapreview.com",
    "acme-admin.okta-gov.com, https://acme.okta-gov.com",
    "acme-admin-eu.okta.com, https://acme-admin-eu.okta.com",
    "acme-admin.example.com, https://acme-admin.example.com",
    "login.acme.example, https://login.acme.example",
    "bücher.example, https://xn--bcher-kva.example",
    "http://localhost:8080, http://localhost:8080",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "http://127.8.9.1, http://127.8.9.1",
    "http://[::1]:8080, http://[::1]:8080",
    "https://[2001:db8::1], https://[2001:db8::1]",
  })
  void anOrgIsReadAsItsOrigin(String org, String origin) {
    assertThat(OktaEndpoints.ofOrg(org).origin()).hasToString(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "https://",
        "http://acme.okta.com",
        "http://localhost.evil.example",
        "http://acme.localhost",
        "http://127.0.0.1.evil.example",
        "http://0.0.0.0:8080",
        "http://169.254.169.254",
        "ftp://acme.okta.com",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "user@acme.okta.com",
        "https://user:secret@acme.okta.com",
        "https://acme.okta.com@evil.example",
        "acme.okta.com/app",
        "acme.okta.com/../x",
        "acme.okta.com?x=1",
        "acme.okta.com?",
        "acme.okta.com#x",
        "acme.okta.com#",
        "acme.okta.com:0",
        "acme.okta.com:65536",
        "acme.okta.com:port",
        "acme okta.com",
        "acme.okta.com\\@evil.example",
        "acme.okta.com\r\nHost: evil",
        "acme.okta.com, other.okta.com",
        "\u001b[2Jacme.okta.com",
        "..",
        "//acme.okta.com"
      })
  void whatIsNotAnOrgIsRefused(String org) {
    assertThatThrownBy(() -> OktaEndpoints.ofOrg(org))
        .isInstanceOf(ConfigurationException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .doesNotContain("\u001b", "\r", "\n")
                    .contains("Okta org"));
  }

  @Test
  void aCustomAuthorizationServerHasItsOwnPathsOnTheOrg() {
    OktaEndpoints endpoints = OktaEndpoints.ofAuthorizationServer("acme.okta.com", "aus1m2m");

    assertThat(
            new URI[] {
              endpoints.authorization(),
              endpoints.deviceAuthorization(),
              endpoints.token(),
              endpoints.challenge(),
              endpoints.revocation()
            })
        .extracting(URI::toString)
        .allMatch(address -> address.startsWith("https://acme.okta.com/oauth2/aus1m2m/v1/"));
    assertThat(endpoints.appLinks()).hasToString("https://acme.okta.com/api/v1/users/me/appLinks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "..", "default?x", "default#", "d%65fault"})
  void whatIsNotAnAuthorizationServersIdIsRefused(String id) {
    assertThatThrownBy(() -> OktaEndpoints.ofAuthorizationServer("acme.okta.com", id))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("authorization server");
  }

  @Test
  void everyEndpointIsOnTheOrigin() {
    OktaEndpoints endpoints = OktaEndpoints.ofOrg("acme.okta.com:8443");

    assertThat(
            new URI[] {
              endpoints.organization(),
              endpoints.authorization(),
              endpoints.deviceAuthorization(),
              endpoints.token(),
              endpoints.challenge(),
              endpoints.revocation(),
              endpoints.appLinks(),
              endpoints.apps(),
              endpoints.webSso()
            })
        .extracting(URI::toString)
        .containsExactly(
            "https://acme.okta.com:8443/.well-known/okta-organization",
            "https://acme.okta.com:8443/oauth2/v1/authorize",
            "https://acme.okta.com:8443/oauth2/v1/device/authorize",
            "https://acme.okta.com:8443/oauth2/v1/token",
            "https://acme.okta.com:8443/oauth2/v1/challenge",
            "https://acme.okta.com:8443/oauth2/v1/revoke",
            "https://acme.okta.com:8443/api/v1/users/me/appLinks",
            "https://acme.okta.com:8443/api/v1/apps",
            "https://acme.okta.com:8443/login/token/sso");
    assertThat(OktaOrg.of("acme.okta.com:8443").host()).isEqualTo("acme.okta.com:8443");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://a.example/x?y, true",
    "https://a.example, https://A.example:443, true",
    "https://a.example, http://a.example, false",
    "https://a.example, https://a.example:444, false",
    "https://a.example, https://b.a.example, false",
    "https://a.example, https://a.example., false",
    "https://a.example, mailto:x@a.example, false",
    "https://a.example, //a.example, false"
  })
  void anOriginIsSchemeHostAndPort(URI one, URI other, boolean same) {
    assertThat(OktaUrls.sameOrigin(one, other)).isEqualTo(same);
    assertThat(OktaUrls.sameOrigin(other, one)).isEqualTo(same);
  }

  @Test
  void queryParametersAreEscaped() {
    URI base = URI.create("https://a.example/x");
    assertThat(OktaUrls.withQuery(base, Map.of("filter", "status eq \"A&B\"")))
        .hasToString("https://a.example/x?filter=status%20eq%20%22A%26B%22");
  }
}
