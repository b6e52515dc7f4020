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
 */
public record OrgConfig(
    String name,
    boolean classic,
    List<OrgUser> users,
    List<OidcApp> oidcApps,
    List<FederationApp> federationApps) {

  /** The client id of the OIDC app of {@link #acme()}. */
  public static final String ACME_CLIENT_ID = "0oa1nativecli0000000";

  /**
   * Copies the lists and checks that the parts fit together.
   *
   * @param name the org's name, which page titles show
   * @param classic whether the org runs the Classic engine, which knows no device authorization
   * @param users the people
   * @param oidcApps the OIDC native apps; {@link OktaAwsSandbox#oidcClientId()} is the first one's
   * @param federationApps the AWS Account Federation apps
   */
  public OrgConfig {
    Checks.notBlank(name, "name");
    users = List.copyOf(users);
    oidcApps = List.copyOf(oidcApps);
    federationApps = List.copyOf(federationApps);
    if (users.isEmpty()) {
      throw new IllegalArgumentException("users must hold at least one user");
    }
    if (oidcApps.isEmpty()) {
      throw new IllegalArgumentException("oidcApps must hold at least one app");
    }
    unique(users, OrgUser::login, "users: the login");
    unique(oidcApps, OidcApp::clientId, "oidcApps: the clientId");
    unique(federationApps, FederationApp::id, "federationApps: the id");
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
   * Analyst and ReadOnly each.
   *
   * @return the org
   */
  public static OrgConfig acme() {
    return new OrgConfig(
        "Acme",
        false,
        List.of(OrgUser.named("jane"), OrgUser.named("john")),
        List.of(OidcApp.of(ACME_CLIENT_ID, "AWS command line").withAssignedTo("jane")),
        List.of(
            acmeApp("0oa1awsprod000000000", "AWS Production", "123456789012"),
            acmeApp("0oa2awsdev0000000000", "AWS Development", "210987654321")));
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
    return new OrgConfig(name, isClassic, users, oidcApps, federationApps);
  }

  /**
   * The same org with one user added, or replaced when one of that login is there.
   *
   * @param user the user
   * @return a copy
   */
  public OrgConfig withUser(OrgUser user) {
    return new OrgConfig(
        name, classic, with(users, user, OrgUser::login), oidcApps, federationApps);
  }

  /**
   * The same org with one OIDC app added, or replaced when one of that client id is there.
   *
   * @param app the app
   * @return a copy
   */
  public OrgConfig withOidcApp(OidcApp app) {
    return new OrgConfig(
        name, classic, users, with(oidcApps, app, OidcApp::clientId), federationApps);
  }

  /**
   * The same org with one federation app added, or replaced when one of that id is there.
   *
   * @param app the app
   * @return a copy
   */
  public OrgConfig withFederationApp(FederationApp app) {
    return new OrgConfig(
        name, classic, users, oidcApps, with(federationApps, app, FederationApp::id));
  }

  /**
   * The same org with exactly these federation apps.
   *
   * @param apps the apps; may be empty
   * @return a copy
   */
  public OrgConfig withFederationApps(List<FederationApp> apps) {
    return new OrgConfig(name, classic, users, oidcApps, apps);
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
