package io.github.oktaaws.testkit.internal.okta;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.oktaaws.testkit.AuthorizationServer;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.ServiceApp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The authorization servers there are, and what each lets a client have. */
final class Servers {

  private static final Set<String> SCOPES_OF_PEOPLE =
      new LinkedHashSet<>(List.of("openid", "profile", "email", "offline_access"));

  private final OktaState state;

  /** A server keeps its key while its settings change. */
  private final Map<String, SigningKey> keys = new HashMap<>();

  Servers(OktaState state) {
    this.state = state;
  }

  Server org() {
    return new Server(
        "", state.baseUrl, state.baseUrl, state.baseUrl + "/oauth2/v1/", state.tokenKey);
  }

  Optional<Server> custom(String id) {
    return state.config.authorizationServer(id).map(this::custom);
  }

  private Server custom(AuthorizationServer server) {
    String issuer = issuer(server.id());
    return new Server(server.id(), issuer, server.audience(), issuer + "/v1/", key(server.id()));
  }

  String issuer(String id) {
    return state.baseUrl + "/oauth2/" + id;
  }

  JWKSet publicKeys(String id) {
    return key(id).publicKeys();
  }

  private SigningKey key(String id) {
    return keys.computeIfAbsent(id, any -> SigningKey.generate("Acme OAuth " + id));
  }

  /** The scopes a person's client may have; refuses a client whom the access policy excludes. */
  Set<String> scopes(Server server, OidcApp client) throws OAuthRefusal {
    if (server.isOrg()) {
      return client.scopes();
    }
    checkPolicy(server, client.clientId());
    return ofPeople(server);
  }

  /** The scopes of a custom server. */
  Set<String> ofPeople(Server server) {
    Set<String> scopes = new LinkedHashSet<>(SCOPES_OF_PEOPLE);
    scopes.addAll(defined(server));
    return scopes;
  }

  /** The scopes a machine asks for, if it may have them. */
  Set<String> scopes(Server server, ServiceApp client, Map<String, String> form)
      throws OAuthRefusal {
    Set<String> defined = new HashSet<>(server.isOrg() ? client.scopes() : defined(server));
    defined.removeIf(scope -> server.isOrg() != scope.startsWith("okta."));
    Set<String> asked = OAuthClients.scopes(form, defined);
    checkPolicy(server, client.clientId());
    if (!client.scopes().containsAll(asked)) {
      throw notByPolicy();
    }
    return asked;
  }

  private Set<String> defined(Server server) {
    return state
        .config
        .authorizationServer(server.id())
        .map(AuthorizationServer::scopes)
        .orElse(Set.of());
  }

  private void checkPolicy(Server server, String clientId) throws OAuthRefusal {
    boolean allowed =
        server.isOrg()
            || state
                .config
                .authorizationServer(server.id())
                .filter(custom -> custom.allows(clientId))
                .isPresent();
    if (!allowed) {
      throw notByPolicy();
    }
  }

  private static OAuthRefusal notByPolicy() {
    return OAuthRefusal.badRequest(
        "access_denied",
        "Policy evaluation failed for this request, please check the policy configurations.");
  }
}
