package io.github.oktaaws.testkit;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
 * @param redirectUris the sign-in redirect URIs; one is compared whole, port included
 * @param dpopRequired whether its token requests need a DPoP proof
 */
public record OidcApp(
    String clientId,
    String label,
    Set<GrantType> grantTypes,
    Set<String> scopes,
    Set<String> assignedTo,
    boolean rotatesRefreshTokens,
    Set<String> redirectUris,
    boolean dpopRequired) {

  private static final Pattern REDIRECT_URI =
      Pattern.compile("https?://[\\w.\\[\\]:-]+(/[^#?\\s]*)?");

  /**
   * Checks the redirect URIs, and copies the sets.
   *
   * @param clientId the client id, for example {@code 0oa1nativecli0000000}
   * @param label the name people see on the activation page
   * @param grantTypes the grant types that are ticked
   * @param scopes the scopes granted to the app
   * @param assignedTo logins of the people assigned to it
   * @param rotatesRefreshTokens whether each use of a refresh token replaces it; the one before
   *     stays good for 30 seconds, and a later use of it revokes the whole family
   * @param redirectUris the sign-in redirect URIs; one is compared whole, port included
   * @param dpopRequired whether its token requests need a DPoP proof
   */
  public OidcApp {
    Checks.notBlank(clientId, "clientId");
    Checks.notBlank(label, "label");
    grantTypes = Checks.ordered(grantTypes);
    scopes = Checks.ordered(scopes);
    assignedTo = Checks.ordered(assignedTo);
    redirectUris = Checks.ordered(redirectUris);
    for (String uri : redirectUris) {
      if (!REDIRECT_URI.matcher(uri).matches()) {
        throw new IllegalArgumentException(
            "redirectUris must be like http://127.0.0.1:8400/callback, not " + uri);
      }
    }
  }

  /**
   * A correctly configured native app: all grant types a native app can have, the scopes the AWS
   * sign-in needs, rotating refresh tokens, assigned to nobody, without redirect URIs.
   *
   * @param clientId the client id
   * @param label the name people see
   * @return the app
   */
  public static OidcApp of(String clientId, String label) {
    return new OidcApp(
        clientId,
        label,
        Checks.ordered(
            List.of(
                GrantType.DEVICE_CODE,
                GrantType.REFRESH_TOKEN,
                GrantType.TOKEN_EXCHANGE,
                GrantType.AUTHORIZATION_CODE,
                GrantType.PASSWORD,
                GrantType.MFA_OOB,
                GrantType.MFA_OTP)),
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
        true,
        Set.of(),
        false);
  }

  /**
   * The same app with exactly these grant types ticked.
   *
   * @param ticked the grant types
   * @return a copy
   */
  public OidcApp withGrantTypes(GrantType... ticked) {
    return new OidcApp(
        clientId,
        label,
        Checks.ordered(List.of(ticked)),
        scopes,
        assignedTo,
        rotatesRefreshTokens,
        redirectUris,
        dpopRequired);
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
        rotatesRefreshTokens,
        redirectUris,
        dpopRequired);
  }

  /**
   * The same app assigned to exactly these people.
   *
   * @param logins their logins
   * @return a copy
   */
  public OidcApp withAssignedTo(String... logins) {
    return new OidcApp(
        clientId,
        label,
        grantTypes,
        scopes,
        Checks.ordered(List.of(logins)),
        rotatesRefreshTokens,
        redirectUris,
        dpopRequired);
  }

  /**
   * The same app with persistent or rotating refresh tokens.
   *
   * @param rotates whether each use replaces the token
   * @return a copy
   */
  public OidcApp withRotatingRefreshTokens(boolean rotates) {
    return new OidcApp(
        clientId, label, grantTypes, scopes, assignedTo, rotates, redirectUris, dpopRequired);
  }

  /**
   * The same app with exactly these sign-in redirect URIs.
   *
   * @param uris the URIs, for example {@code http://127.0.0.1:8400/callback}
   * @return a copy
   */
  public OidcApp withRedirectUris(String... uris) {
    return new OidcApp(
        clientId,
        label,
        grantTypes,
        scopes,
        assignedTo,
        rotatesRefreshTokens,
        Checks.ordered(List.of(uris)),
        dpopRequired);
  }

  /**
   * The same app with or without "Require Demonstrating Proof of Possession (DPoP) header in token
   * requests".
   *
   * @param required whether it is ticked
   * @return a copy
   */
  public OidcApp withDpopRequired(boolean required) {
    return new OidcApp(
        clientId,
        label,
        grantTypes,
        scopes,
        assignedTo,
        rotatesRefreshTokens,
        redirectUris,
        required);
  }
}
