package io.github.oktaaws.testkit;

import java.util.List;
import java.util.Set;

/**
 * An OIDC native app, as an administrator sets one up for a command-line program.
 *
 * @param clientId the client id, for example {@code 0oa1nativecli0000000}
 * @param label the name people see on the activation page
 * @param grantTypes the grant types that are ticked
 * @param scopes the scopes granted to the app
 * @param assignedTo logins of the people assigned to it
 * @param rotatesRefreshTokens whether each use of a refresh token replaces it; the one before stays
 *     good for 30 seconds, and a later use of it revokes the whole family
 */
public record OidcApp(
    String clientId,
    String label,
    Set<GrantType> grantTypes,
    Set<String> scopes,
    Set<String> assignedTo,
    boolean rotatesRefreshTokens) {

  /**
   * Copies the sets.
   *
   * @param clientId the client id, for example {@code 0oa1nativecli0000000}
   * @param label the name people see on the activation page
   * @param grantTypes the grant types that are ticked
   * @param scopes the scopes granted to the app
   * @param assignedTo logins of the people assigned to it
   * @param rotatesRefreshTokens whether each use of a refresh token replaces it; the one before
   *     stays good for 30 seconds, and a later use of it revokes the whole family
   */
  public OidcApp {
    Checks.notBlank(clientId, "clientId");
    Checks.notBlank(label, "label");
    grantTypes = Checks.ordered(grantTypes);
    scopes = Checks.ordered(scopes);
    assignedTo = Checks.ordered(assignedTo);
  }

  /**
   * A correctly configured native app: all grant types, the scopes the AWS sign-in needs, rotating
   * refresh tokens, assigned to nobody.
   *
   * @param clientId the client id
   * @param label the name people see
   * @return the app
   */
  public static OidcApp of(String clientId, String label) {
    return new OidcApp(
        clientId,
        label,
        Set.of(GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN, GrantType.TOKEN_EXCHANGE),
        Checks.ordered(
            List.of(
                "openid",
                "profile",
                "email",
                "offline_access",
                "okta.apps.sso",
                "okta.apps.read",
                "okta.users.read.self")),
        Set.of(),
        true);
  }

  /**
   * The same app with exactly these grant types ticked.
   *
   * @param ticked the grant types
   * @return a copy
   */
  public OidcApp withGrantTypes(GrantType... ticked) {
    return new OidcApp(
        clientId, label, Checks.ordered(List.of(ticked)), scopes, assignedTo, rotatesRefreshTokens);
  }

  /**
   * The same app with exactly these scopes granted.
   *
   * @param granted the scopes
   * @return a copy
   */
  public OidcApp withScopes(String... granted) {
    return new OidcApp(
        clientId,
        label,
        grantTypes,
        Checks.ordered(List.of(granted)),
        assignedTo,
        rotatesRefreshTokens);
  }

  /**
   * The same app assigned to exactly these people.
   *
   * @param logins their logins
   * @return a copy
   */
  public OidcApp withAssignedTo(String... logins) {
    return new OidcApp(
        clientId, label, grantTypes, scopes, Checks.ordered(List.of(logins)), rotatesRefreshTokens);
  }

  /**
   * The same app with persistent or rotating refresh tokens.
   *
   * @param rotates whether each use replaces the token
   * @return a copy
   */
  public OidcApp withRotatingRefreshTokens(boolean rotates) {
    return new OidcApp(clientId, label, grantTypes, scopes, assignedTo, rotates);
  }
}
