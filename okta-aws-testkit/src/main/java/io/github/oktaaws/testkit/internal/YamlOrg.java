package io.github.oktaaws.testkit.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.oktaaws.testkit.AuthorizationServer;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.ServiceApp;
import io.github.oktaaws.testkit.WebIdentityRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The whole of a configuration file. */
record YamlOrg(
    @Nullable String name,
    boolean classic,
    @Nullable List<YamlUser> users,
    @Nullable List<YamlOidcApp> oidcApps,
    @Nullable List<YamlFederationApp> federationApps,
    @Nullable List<YamlMachines.Service> serviceApps,
    @Nullable List<YamlMachines.Server> authorizationServers,
    @Nullable List<YamlMachines.Role> webIdentityRoles) {

  @JsonCreator
  YamlOrg {}

  OrgConfig config() {
    OrgConfig acme = OrgConfig.acme();
    List<OrgUser> people = each(users, "users", YamlUser::config, acme.users());
    List<OidcApp> oidc = each(oidcApps, "oidcApps", app -> app.config(people), acme.oidcApps());
    List<FederationApp> federation =
        each(
            federationApps,
            "federationApps",
            app -> app.config(people, oidc),
            acme.federationApps());
    List<ServiceApp> services =
        each(serviceApps, "serviceApps", YamlMachines.Service::config, acme.serviceApps());
    List<AuthorizationServer> servers =
        each(
            authorizationServers,
            "authorizationServers",
            YamlMachines.Server::config,
            acme.authorizationServers());
    return new OrgConfig(
        Objects.requireNonNullElse(name, acme.name()),
        classic,
        people,
        oidc,
        federation,
        services,
        servers,
        roles(servers, acme));
  }

  /** The default role is there while the server that it trusts is. */
  private List<WebIdentityRole> roles(List<AuthorizationServer> servers, OrgConfig acme) {
    List<String> ids = servers.stream().map(AuthorizationServer::id).toList();
    return each(
        webIdentityRoles,
        "webIdentityRoles",
        YamlMachines.Role::config,
        acme.webIdentityRoles().stream()
            .filter(role -> ids.contains(role.authorizationServer()))
            .toList());
  }

  private static <F, T> List<T> each(
      @Nullable List<F> parts, String key, Function<F, T> convert, List<T> otherwise) {
    if (parts == null) {
      return otherwise;
    }
    List<T> converted = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      F part = parts.get(i);
      if (part == null) {
        throw new IllegalArgumentException(key + "[" + i + "] is empty");
      }
      try {
        converted.add(convert.apply(part));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(key + "[" + i + "]: " + e.getMessage(), e);
      }
    }
    return converted;
  }
}
