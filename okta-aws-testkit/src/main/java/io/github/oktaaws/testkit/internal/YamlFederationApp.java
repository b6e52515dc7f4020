package io.github.oktaaws.testkit.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OrgUser;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One of {@code federationApps}. */
record YamlFederationApp(
    @Nullable String id,
    @Nullable String label,
    @Nullable String appName,
    @Nullable String idpArn,
    @Nullable List<String> allowedWebSsoClients,
    @Nullable List<String> roles,
    @Nullable Integer sessionDuration,
    @Nullable Integer maxSessionDuration,
    @Nullable List<String> assignedTo,
    @Nullable String policy,
    boolean padsRoleValues,
    boolean roleBeforeProvider) {

  @JsonCreator
  YamlFederationApp {}

  FederationApp config(List<OrgUser> people, List<OidcApp> oidc) {
    String appId = Yaml.required(id, "id");
    FederationApp plain =
        FederationApp.of(
            appId,
            Objects.requireNonNullElse(label, appId),
            Yaml.required(idpArn, "idpArn"),
            Yaml.required(roles, "roles"));
    String[] everyClient = oidc.stream().map(OidcApp::clientId).toArray(String[]::new);
    return plain
        .withAppName(Objects.requireNonNullElse(appName, plain.appName()))
        .withAllowedWebSsoClients(
            allowedWebSsoClients == null
                ? everyClient
                : allowedWebSsoClients.toArray(String[]::new))
        .withSessionDuration(Yaml.seconds(sessionDuration, plain.sessionDuration()))
        .withMaxSessionDuration(Yaml.seconds(maxSessionDuration, plain.maxSessionDuration()))
        .withAssignedTo(Yaml.assigned(assignedTo, people))
        .withPolicy(policy == null ? plain.policy() : policy(policy))
        .withRoleValues(padsRoleValues, roleBeforeProvider);
  }

  private static AuthenticationPolicy policy(String name) {
    return Arrays.stream(AuthenticationPolicy.values())
        .filter(policy -> policy.shortName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Yaml.unknown(
                    "policy",
                    "policy",
                    name,
                    Arrays.stream(AuthenticationPolicy.values())
                        .map(AuthenticationPolicy::shortName)));
  }
}
