package io.github.oktaaws.testkit.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OrgUser;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One of {@code oidcApps}. */
record YamlOidcApp(
    @Nullable String clientId,
    @Nullable String label,
    @Nullable List<String> grantTypes,
    @Nullable List<String> scopes,
    @Nullable List<String> assignedTo,
    @Nullable Boolean rotatesRefreshTokens,
    @Nullable List<String> redirectUris,
    boolean dpopRequired) {

  @JsonCreator
  YamlOidcApp {}

  OidcApp config(List<OrgUser> people) {
    String id = Yaml.required(clientId, "clientId");
    OidcApp app = OidcApp.of(id, Objects.requireNonNullElse(label, id));
    if (grantTypes != null) {
      app =
          app.withGrantTypes(
              grantTypes.stream().map(YamlOidcApp::grantType).toArray(GrantType[]::new));
    }
    if (scopes != null) {
      app = app.withScopes(scopes.toArray(String[]::new));
    }
    if (rotatesRefreshTokens != null) {
      app = app.withRotatingRefreshTokens(rotatesRefreshTokens);
    }
    if (redirectUris != null) {
      app = app.withRedirectUris(redirectUris.toArray(String[]::new));
    }
    return app.withDpopRequired(dpopRequired).withAssignedTo(Yaml.assigned(assignedTo, people));
  }

  private static GrantType grantType(String name) {
    return GrantType.named(name)
        .orElseThrow(
            () ->
                Yaml.unknown(
                    "grantTypes",
                    "grant type",
                    name,
                    Arrays.stream(GrantType.values()).map(GrantType::shortName)));
  }
}
