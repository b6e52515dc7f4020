package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What every OAuth endpoint checks first. */
final class OAuthClients {

  private final OktaState state;
  private final ClientAssertions assertions;

  OAuthClients(OktaState state) {
    this.state = state;
    this.assertions = new ClientAssertions(state);
  }

  /** Whoever asks for tokens or revokes them, authenticated if it is a machine. */
  Client authenticated(OAuthRequest request) throws OAuthRefusal {
    Map<String, String> form = request.form();
    if (form.containsKey("client_assertion") || form.containsKey("client_assertion_type")) {
      return new Client.Machine(assertions.verify(request));
    }
    if (state.config.serviceApp(form.getOrDefault("client_id", "")).isPresent()) {
      throw new OAuthRefusal(
          401,
          "invalid_client",
          "Client authentication failed. Either the client or the client credentials are"
              + " invalid.");
    }
    return new Client.Native(client(form));
  }

  OidcApp client(Map<String, String> form) throws OAuthRefusal {
    return state
        .config
        .oidcApp(form.getOrDefault("client_id", ""))
        .orElseThrow(
            () ->
                new OAuthRefusal(
                    401, "invalid_client", "Invalid value for 'client_id' parameter."));
  }

  static void requireGrant(Set<GrantType> ticked, GrantType grant) throws OAuthRefusal {
    if (!ticked.contains(grant)) {
      throw OAuthRefusal.badRequest(
          "unauthorized_client",
          "The client is not authorized to use the provided grant type. Configured grant types: "
              + ticked.stream()
                  .map(GrantType::wireName)
                  .sorted()
                  .collect(Collectors.joining(", ", "[", "].")));
    }
  }

  static String required(Map<String, String> form, String name) throws OAuthRefusal {
    String value = form.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw OAuthRefusal.badRequest(
          "invalid_request", "The request is missing the required parameter '" + name + "'.");
    }
    return value;
  }

  static Set<String> scopes(Map<String, String> form, Set<String> granted) throws OAuthRefusal {
    Set<String> asked =
        new LinkedHashSet<>(List.of(form.getOrDefault("scope", "").trim().split("\\s+")));
    asked.remove("");
    if (asked.isEmpty()) {
      throw OAuthRefusal.badRequest("invalid_scope", "The 'scope' parameter must be specified.");
    }
    if (!granted.containsAll(asked)) {
      throw OAuthRefusal.badRequest(
          "invalid_scope",
          "One or more scopes are not configured for the authorization server resource.");
    }
    return asked;
  }
}
