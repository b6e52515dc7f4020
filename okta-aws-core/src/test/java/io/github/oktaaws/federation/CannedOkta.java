package io.github.oktaaws.federation;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.testing.Planted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** An org on loopback that gives the answers it was told to, in Okta's own words. */
final class CannedOkta implements AutoCloseable {

  static final String CLIENT = "0oa1nativecli0000000";
  static final String ACCESS_TOKEN = "eyJraWQiOiJr.canary-access-token-91c2.c2lnbmF0dXJl";
  static final String ID_TOKEN = "eyJraWQiOiJr.canary-id-token-5b7e.c2lnbmF0dXJl";
  static final String WEB_SSO_TOKEN = "eyJraWQiOiJr.canary-web-sso-token-0f3d.c2lnbmF0dXJl";
  static final String REFRESH_TOKEN = "canary-refresh-token-6a41";

  private final MockWebServer server = new MockWebServer();

  CannedOkta() {
    Planted.secrets(ACCESS_TOKEN, ID_TOKEN, WEB_SSO_TOKEN, REFRESH_TOKEN);
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static OktaTokens tokens(String... scopes) {
    return new OktaTokens(
        ACCESS_TOKEN,
        ID_TOKEN,
        Optional.of(REFRESH_TOKEN),
        "Bearer",
        Set.of(scopes),
        Instant.parse("2026-03-04T05:06:07Z"),
        Duration.ofHours(1));
  }

  String origin() {
    return "http://127.0.0.1:" + server.getPort();
  }

  OktaOrg org() {
    return OktaOrg.of(OktaEndpoints.ofOrg(origin()));
  }

  CannedOkta answers(int status, String json, String... headers) {
    MockResponse.Builder answer =
        new MockResponse.Builder()
            .code(status)
            .addHeader("Content-Type", "application/json")
            .addHeader("X-Okta-Request-Id", "req-7")
            .body(json.replace('`', '"'));
    for (int i = 0; i < headers.length; i += 2) {
      answer.setHeader(headers[i], headers[i + 1]);
    }
    server.enqueue(answer.build());
    return this;
  }

  CannedOkta refuses(int status, String error, String description) {
    return answers(status, "{`error`:`%s`,`error_description`:`%s`}".formatted(error, description));
  }

  CannedOkta refusesAsManagementApi(int status, String code, String summary) {
    return answers(
        status,
        "{`errorCode`:`%s`,`errorSummary`:`%s`,`errorLink`:`%1$s`,`errorId`:`oae1`,`errorCauses`:[]}"
            .formatted(code, summary));
  }

  int requests() {
    return server.getRequestCount();
  }

  RecordedRequest takeRequest() throws InterruptedException {
    return server.takeRequest();
  }

  static Map<String, String> form(RecordedRequest request) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : Objects.requireNonNull(request.getBody()).utf8().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String before =
          form.put(
              URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
              URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      if (before != null) {
        throw new IllegalStateException("sent twice: " + parts[0]);
      }
    }
    return form;
  }

  @Override
  public void close() {
    server.close();
  }
}
