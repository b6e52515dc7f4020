package io.github.oktaaws.testkit.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.oktaaws.testkit.AuthorizationServer;
import io.github.oktaaws.testkit.ServiceApp;
import io.github.oktaaws.testkit.WebIdentityRole;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What machines sign in with, to, and for. */
final class YamlMachines {

  private YamlMachines() {}

  /** One of {@code serviceApps}. */
  record Service(
      @Nullable String clientId,
      @Nullable String label,
      @Nullable List<Key> keys,
      @Nullable List<String> scopes,
      boolean dpopRequired) {

    @JsonCreator
    Service {}

    ServiceApp config() {
      String id = Yaml.required(clientId, "clientId");
      ServiceApp app =
          ServiceApp.of(id, Objects.requireNonNullElse(label, id)).withDpopRequired(dpopRequired);
      for (Key key : keys == null ? List.<Key>of() : keys) {
        app = key.registeredWith(app);
      }
      return scopes == null ? app : app.withScopes(scopes.toArray(String[]::new));
    }
  }

  /** One of a service app's {@code keys}: a PEM with its id, or a JWK set. */
  record Key(@Nullable String keyId, @Nullable String pem, @Nullable String jwks) {

    @JsonCreator
    Key {}

    ServiceApp registeredWith(ServiceApp app) {
      return jwks == null
          ? app.withKeyPem(Yaml.required(keyId, "keyId"), Yaml.required(pem, "pem"))
          : app.withJwks(jwks);
    }

    @Override
    public String toString() {
      return "Key[keyId=" + keyId + "]";
    }
  }

  /** One of {@code authorizationServers}. */
  record Server(
      @Nullable String id,
      @Nullable String audience,
      @Nullable List<String> scopes,
      @Nullable List<String> allowedClients) {

    @JsonCreator
    Server {}

    AuthorizationServer config() {
      AuthorizationServer server = AuthorizationServer.of(Yaml.required(id, "id"));
      if (audience != null) {
        server = server.withAudience(audience);
      }
      if (scopes != null) {
        server = server.withScopes(scopes.toArray(String[]::new));
      }
      return allowedClients == null
          ? server
          : server.withAllowedClients(allowedClients.toArray(String[]::new));
    }
  }

  /** One of {@code webIdentityRoles}. */
  record Role(
      @Nullable String arn,
      @Nullable String authorizationServer,
      @Nullable Integer maxSessionDuration) {

    @JsonCreator
    Role {}

    WebIdentityRole config() {
      WebIdentityRole role = WebIdentityRole.of(Yaml.required(arn, "arn"));
      return role.withAuthorizationServer(
              Objects.requireNonNullElse(authorizationServer, role.authorizationServer()))
          .withMaxSessionDuration(Yaml.seconds(maxSessionDuration, role.maxSessionDuration()));
    }
  }
}
