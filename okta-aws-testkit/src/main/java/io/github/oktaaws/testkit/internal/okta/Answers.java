package io.github.oktaaws.testkit.internal.okta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;

/** Okta's two error shapes, and the other bodies it answers with. */
final class Answers {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Answers() {}

  static MockResponse json(int status, Object body) {
    try {
      return new MockResponse.Builder()
          .code(status)
          .setHeader("Content-Type", "application/json")
          .body(JSON.writeValueAsString(body))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static MockResponse html(int status, String page) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "text/html;charset=utf-8")
        .setHeader("X-Frame-Options", "SAMEORIGIN")
        .setHeader("Referrer-Policy", "no-referrer")
        .body(page)
        .build();
  }

  /** Where the browser shall go on, by GET. */
  static MockResponse found(String location) {
    return new MockResponse.Builder().code(302).setHeader("Location", location).build();
  }

  static MockResponse seeOther(String location) {
    return new MockResponse.Builder().code(303).setHeader("Location", location).build();
  }

  /** The shape of the management endpoints, and of every endpoint when the rate limit is hit. */
  static MockResponse managementError(int status, String code, String summary) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("errorCode", code);
    body.put("errorSummary", summary);
    body.put("errorLink", code);
    body.put("errorId", Ids.letters("oae", 20));
    body.put("errorCauses", List.of());
    return json(status, body);
  }

  static MockResponse notFound(String path) {
    return managementError(404, "E0000007", "Not found: Resource not found: " + path);
  }

  static MockResponse wrongMethod() {
    return managementError(
        405, "E0000022", "The endpoint does not support the provided HTTP method");
  }
}
