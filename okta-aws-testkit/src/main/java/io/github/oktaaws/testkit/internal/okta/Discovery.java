package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.GrantType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;

/** What the org tells about itself to anybody. */
final class Discovery {

  private final OktaState state;

  Discovery(OktaState state) {
    this.state = state;
  }

  MockResponse organization() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", state.orgId);
    body.put("cell", "ok0");
    body.put("_links", Map.of("organization", Map.of("href", state.baseUrl)));
    body.put("pipeline", state.config.classic() ? "v1" : "idx");
    body.put("settings", Map.of("analyticsCollectionEnabled", false, "bugReportingEnabled", true));
    return Answers.json(200, body);
  }

  MockResponse openId() {
    String oauth = state.baseUrl + "/oauth2/v1/";
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("issuer", state.baseUrl);
    body.put("token_endpoint", oauth + "token");
    body.put("jwks_uri", oauth + "keys");
    body.put("revocation_endpoint", oauth + "revoke");
    body.put("device_authorization_endpoint", oauth + "device/authorize");
    body.put(
        "grant_types_supported",
        Arrays.stream(GrantType.values()).map(GrantType::wireName).toList());
    body.put(
        "scopes_supported",
        state.config.oidcApps().stream().flatMap(app -> app.scopes().stream()).distinct().toList());
    body.put("subject_types_supported", List.of("public"));
    body.put("id_token_signing_alg_values_supported", List.of("RS256"));
    body.put("token_endpoint_auth_methods_supported", List.of("none"));
    return Answers.json(200, body);
  }

  MockResponse keys() {
    return Answers.json(200, state.tokenKey.publicKeys().toJSONObject());
  }
}
