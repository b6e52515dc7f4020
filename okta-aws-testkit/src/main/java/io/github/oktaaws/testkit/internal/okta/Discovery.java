package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.GrantType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;

/** What the org tells about itself to anybody. */
final class Discovery {

  private static final List<String> ALGORITHMS =
      List.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512");

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

  MockResponse openId(Server server) {
    String oauth = server.endpoints();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("issuer", server.issuer());
    body.put("authorization_endpoint", oauth + "authorize");
    body.put("token_endpoint", oauth + "token");
    body.put("jwks_uri", oauth + "keys");
    body.put("revocation_endpoint", oauth + "revoke");
    body.put("device_authorization_endpoint", oauth + "device/authorize");
    body.put("response_types_supported", List.of("code"));
    body.put(
        "grant_types_supported",
        Arrays.stream(GrantType.values()).map(GrantType::wireName).toList());
    body.put("scopes_supported", scopes(server));
    body.put("subject_types_supported", List.of("public"));
    body.put("id_token_signing_alg_values_supported", List.of("RS256"));
    body.put("token_endpoint_auth_methods_supported", List.of("none", "private_key_jwt"));
    body.put("code_challenge_methods_supported", List.of("S256"));
    body.put("dpop_signing_alg_values_supported", ALGORITHMS);
    return Answers.json(200, body);
  }

  private List<String> scopes(Server server) {
    return server.isOrg()
        ? state.config.oidcApps().stream().flatMap(app -> app.scopes().stream()).distinct().toList()
        : List.copyOf(state.servers.ofPeople(server));
  }

  static MockResponse keys(Server server) {
    return Answers.json(200, server.key().publicKeys().toJSONObject());
  }
}
