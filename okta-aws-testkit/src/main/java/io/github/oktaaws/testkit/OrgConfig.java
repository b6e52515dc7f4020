package io.github.oktaaws.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an administrator has set up: the org, its people, its OIDC apps and its AWS apps. Immutable.
 *
 * @param name the org's name, which page titles show
 * @param classic whether the org runs the Classic engine, which knows no device authorization
 * @param users the people
 * @param oidcApps the OIDC native apps; {@link OktaAwsSandbox#oidcClientId()} is the first one's
 * @param federationApps the AWS Account Federation apps
 * @param serviceApps the machines; {@link OktaAwsSandbox#machine()} is the first one
 * @param authorizationServers the custom authorization servers
 * @param webIdentityRoles the IAM roles that trust those servers
 */
public record OrgConfig(
    String name,
    boolean classic,
    List<OrgUser> users,
    List<OidcApp> oidcApps,
    List<FederationApp> federationApps,
    List<ServiceApp> serviceApps,
    List<AuthorizationServer> authorizationServers,
    List<WebIdentityRole> webIdentityRoles) {

  /** The client id of the OIDC app of {@link #acme()}. */
  public static final String ACME_CLIENT_ID = "0oa1nativecli0000000";

  /** The redirect URI of the OIDC app of {@link #acme()}. */
  public static final String ACME_REDIRECT_URI = "http://127.0.0.1:28471/callback";

  /** The client id of the service app of {@link #acme()}. */
  public static final String ACME_MACHINE_ID = "0oa4machine000000000";

  /** The role of {@link #acme()} that trusts the authorization server {@code default}. */
  public static final String ACME_MACHINE_ROLE = "arn:aws:iam::123456789012:role/Deployer";

  /**
   * Copies the lists and checks that the parts fit together.
   *
   * @param name the org's name, which page titles show
   * @param classic whether the org runs the Classic engine, which knows no device authorization
   * @param users the people
   * @param oidcApps the OIDC native apps; {@link OktaAwsSandbox#oidcClientId()} is the first one's
   * @param federationApps the AWS Account Federation apps
   * @param serviceApps the machines; {@link OktaAwsSandbox#machine()} is the first one
   * @param authorizationServers the custom authorization servers
   * @param webIdentityRoles the IAM roles that trust those servers
   */
  public OrgConfig {
    Checks.notBlank(name, "name");
    users = List.copyOf(users);
    oidcApps = List.copyOf(oidcApps);
    federationApps = List.copyOf(federationApps);
    serviceApps = List.copyOf(serviceApps);
    authorizationServers = List.copyOf(authorizationServers);
    webIdentityRoles = List.copyOf(webIdentityRoles);
    if (users.isEmpty()) {
      throw new IllegalArgumentException("users must hold at least one user");
    }
    if (oidcApps.isEmpty()) {
      throw new IllegalArgumentException("oidcApps must hold at least one app");
    }
    unique(users, OrgUser::login, "users: the login");
    unique(oidcApps, OidcApp::clientId, "oidcApps: the clientId");
    unique(federationApps, FederationApp::id, "federationApps: the id");
    unique(serviceApps, ServiceApp::clientId, "serviceApps: the clientId");
    unique(authorizationServers, AuthorizationServer::id, "authorizationServers: the id");
    unique(webIdentityRoles, WebIdentityRole::arn, "webIdentityRoles: the arn");
    for (ServiceApp app : serviceApps) {
      if (oidcApps.stream().anyMatch(other -> other.clientId().equals(app.clientId()))) {
        throw new IllegalArgumentException(
            "serviceApps: the clientId " + app.clientId() + " is that of an OIDC app");
      }
    }
    Set<String> servers =
        new HashSet<>(authorizationServers.stream().map(AuthorizationServer::id).toList());
    for (WebIdentityRole role : webIdentityRoles) {
      if (!servers.contains(role.authorizationServer())) {
        throw new IllegalArgumentException(
            "webIdentityRoles: "
                + role.arn()
                + " trusts "
                + role.authorizationServer()
                + ", which is not among authorizationServers");
      }
    }
    Set<String> logins = new HashSet<>(users.stream().map(OrgUser::login).toList());
    for (OidcApp app : oidcApps) {
      known(logins, app.assignedTo(), "oidcApps: " + app.clientId());
    }
    for (FederationApp app : federationApps) {
      known(logins, app.assignedTo(), "federationApps: " + app.id());
    }
  }

  private static <T> void unique(List<T> parts, Function<T, String> key, String what) {
    Set<String> seen = new HashSet<>();
    for (T part : parts) {
      if (!seen.add(key.apply(part))) {
        throw new IllegalArgumentException(what + " " + key.apply(part) + " occurs twice");
      }
    }
  }

  private static void known(Set<String> logins, Set<String> assigned, String where) {
    for (String login : assigned) {
      if (!logins.contains(login)) {
        throw new IllegalArgumentException(
            where + ".assignedTo names " + login + ", who is not among users");
      }
    }
  }

  /**
   * The org a sandbox has unless told otherwise: {@code jane} (password {@code jane-password}),
   * assigned to everything, and {@code john} ({@code john-password}), to nothing; one OIDC native
   * app; "AWS Production" (123456789012) and "AWS Development" (210987654321) with the roles Admin,
   * Analyst and ReadOnly each; one service app; the authorization server {@code default}, which
   * {@value #ACME_MACHINE_ROLE} trusts.
   *
   * @return the org
   */
  public static OrgConfig acme() {
    return new OrgConfig(
        "Acme",
        false,
        List.of(OrgUser.named("jane"), OrgUser.named("john")),
        List.of(
            OidcApp.of(ACME_CLIENT_ID, "AWS command line")
                .withAssignedTo("jane")
                .withRedirectUris(ACME_REDIRECT_URI)),
        List.of(
            acmeApp("0oa1awsprod000000000", "AWS Production", "123456789012"),
            acmeApp("0oa2awsdev0000000000", "AWS Development", "210987654321")),
        List.of(ServiceApp.of(ACME_MACHINE_ID, "Build machine")),
        List.of(AuthorizationServer.of(AuthorizationServer.DEFAULT)),
        List.of(WebIdentityRole.of(ACME_MACHINE_ROLE)));
  }

  private static FederationApp acmeApp(String id, String label, String account) {
    String iam = "arn:aws:iam::" + account + ":";
    return FederationApp.of(
            id,
            label,
            iam + "saml-provider/Okta",
            List.of(iam + "role/Admin", iam + "role/Analyst", iam + "role/ReadOnly"))
        .withAllowedWebSsoClients(ACME_CLIENT_ID)
        .withAssignedTo("jane");
  }

  /**
   * The same org on the Classic or the Identity Engine.
   *
   * @param isClassic whether it is a Classic org
   * @return a copy
   */
  public OrgConfig withClassic(boolean isClassic) {
    return new OrgConfig(
        name,
        isClassic,
        users,
        oidcApps,
        federationApps,
        serviceApps,
        authorizationServers,
        webIdentityRoles);
  }

  /**
   * The same org with one user added, or replaced when one of that login is there.
   *
   * @param user the user
   * @return a copy
   */
  public OrgConfig withUser(OrgUser user) {
    return new OrgConfig(
        name,
        classic,
        with(users, user, OrgUser::login),
        oidcApps,
        federationApps,
        serviceApps,
        authorizationServers,
        webIdentityRoles);
  }

  /**
   * The same org with one OIDC app added, or replaced when one of that client id is there.
   *
   * @param app the app
   * @return a copy
   */
  public OrgConfig withOidcApp(OidcApp app) {
    return new OrgConfig(
        name,
        classic,
        users,
        with(oidcApps, app, OidcApp::clientId),
        federationApps,
        serviceApps,
        authorizationServers,
        webIdentityRoles);
  }

  /**
   * The same org with one federation app added, or replaced when one of that id is there.
   *
   * @param app the app
   * @return a copy
   */
  public OrgConfig withFederationApp(FederationApp app) {
    return new OrgConfig(
        name,
        classic,
        users,
        oidcApps,
        with(federationApps, app, FederationApp::id),
        serviceApps,
        authorizationServers,
        webIdentityRoles);
  }

  /**
   * The same org with exactly these federation apps.
   *
   * @param apps the apps; may be empty
   * @return a copy
   */
  public OrgConfig withFederationApps(List<FederationApp> apps) {
    return new OrgConfig(
        name, classic, users, oidcApps, apps, serviceApps, authorizationServers, webIdentityRoles);
  }

  /**
   * The same org with one service app added, or replaced when one of that client id is there.
   *
   * @param app the app
   * @return a copy
   */
  public OrgConfig withServiceApp(ServiceApp app) {
    return new OrgConfig(
        name,
        classic,
        users,
        oidcApps,
        federationApps,
        with(serviceApps, app, ServiceApp::clientId),
        authorizationServers,
        webIdentityRoles);
  }

  /**
   * The same org with one authorization server added, or replaced when one of that id is there.
   *
   * @param server the server
   * @return a copy
   */
  public OrgConfig withAuthorizationServer(AuthorizationServer server) {
    return new OrgConfig(
        name,
        classic,
        users,
        oidcApps,
        federationApps,
        serviceApps,
        with(authorizationServers, server, AuthorizationServer::id),
        webIdentityRoles);
  }

  /**
   * The same org with one IAM role added, or replaced when one of that ARN is there.
   *
   * @param role the role
   * @return a copy
   */
  public OrgConfig withWebIdentityRole(WebIdentityRole role) {
    return new OrgConfig(
        name,
        classic,
        users,
        oidcApps,
        federationApps,
        serviceApps,
        authorizationServers,
        with(webIdentityRoles, role, WebIdentityRole::arn));
  }

  /**
   * Finds a person.
   *
   * @param loginOrEmail their login or e-mail address
   * @return the person, empty when there is none
   */
  public Optional<OrgUser> user(String loginOrEmail) {
    return users.stream()
        .filter(user -> user.login().equals(loginOrEmail) || user.email().equals(loginOrEmail))
        .findFirst();
  }

  /**
   * Finds an OIDC app.
   *
   * @param clientId its client id
   * @return the app, empty when there is none
   */
  public Optional<OidcApp> oidcApp(String clientId) {
    return oidcApps.stream().filter(app -> app.clientId().equals(clientId)).findFirst();
  }

  /**
   * Finds a federation app.
   *
   * @param idOrLabel its id or label
   * @return the app, empty when there is none
   */
  public Optional<FederationApp> federationApp(String idOrLabel) {
    return federationApps.stream()
        .filter(app -> app.id().equals(idOrLabel) || app.label().equals(idOrLabel))
        .findFirst();
  }

  /**
   * Finds a service app.
   *
   * @param clientId its client id
   * @return the app, empty when there is none
   */
  public Optional<ServiceApp> serviceApp(String clientId) {
    return serviceApps.stream().filter(app -> app.clientId().equals(clientId)).findFirst();
  }

  /**
   * Finds a custom authorization server.
   *
   * @param id its id
   * @return the server, empty when there is none
   */
  public Optional<AuthorizationServer> authorizationServer(String id) {
    return authorizationServers.stream().filter(server -> server.id().equals(id)).findFirst();
  }

  private static <T> List<T> with(List<T> parts, T part, Function<T, String> key) {
    List<T> copy = new ArrayList<>(parts);
    for (int i = 0; i < copy.size(); i++) {
      if (key.apply(copy.get(i)).equals(key.apply(part))) {
        copy.set(i, part);
        return copy;
      }
    }
    copy.add(part);
    return copy;
  }
}
