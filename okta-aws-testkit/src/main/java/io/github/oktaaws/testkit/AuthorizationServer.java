package io.github.oktaaws.testkit;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A custom authorization server: {@code /oauth2/{id}/v1/…}, with a key, an audience and scopes of
 * its own. AWS has an OpenID Connect provider for it, with its audience as the client id, in every
 * account of a {@link WebIdentityRole} that trusts it.
 *
 * @param id what stands in the path, for example {@code default} or {@code aus1custom0000000000}
 * @param audience the {@code aud} of its access tokens
 * @param scopes the scopes it defines; {@code openid}, {@code profile}, {@code email} and {@code
 *     offline_access} are there for people without being named
 * @param allowedClients the client ids its access policy lets in, or {@link #ALL_CLIENTS}
 */
public record AuthorizationServer(
    String id, String audience, Set<String> scopes, Set<String> allowedClients) {

  /** What an access policy says that is for every client. */
  public static final String ALL_CLIENTS = "ALL_CLIENTS";

  /** The id of the server that an org has from the start. */
  public static final String DEFAULT = "default";

  /** The scope that machines ask for unless told otherwise. */
  public static final String M2M_SCOPE = "okta-m2m-access";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

  /**
   * Checks the id and copies the sets.
   *
   * @param id what stands in the path, for example {@code default}
   * @param audience the {@code aud} of its access tokens
   * @param scopes the scopes it defines
   * @param allowedClients the client ids its access policy lets in, or {@link #ALL_CLIENTS}
   */
  public AuthorizationServer {
    if (!ID.matcher(id).matches() || id.equals("v1")) {
      throw new IllegalArgumentException("id must be letters and digits, not " + id);
    }
    Checks.notBlank(audience, "audience");
    scopes = Checks.ordered(scopes);
    allowedClients = Checks.ordered(allowedClients);
  }

  /**
   * A server with the audience <code>api:// + id</code> and the scope {@value #M2M_SCOPE}, for all
   * clients.
   *
   * @param id what stands in the path
   * @return the server
   */
  public static AuthorizationServer of(String id) {
    return new AuthorizationServer(id, "api://" + id, Set.of(M2M_SCOPE), Set.of(ALL_CLIENTS));
  }

  /**
   * The same server with another audience. AWS keeps the one it was started with.
   *
   * @param newAudience the {@code aud} of its access tokens
   * @return a copy
   */
  public AuthorizationServer withAudience(String newAudience) {
    return new AuthorizationServer(id, newAudience, scopes, allowedClients);
  }

  /**
   * The same server with exactly these scopes.
   *
   * @param defined the scopes
   * @return a copy
   */
  public AuthorizationServer withScopes(String... defined) {
    return new AuthorizationServer(id, audience, Checks.ordered(List.of(defined)), allowedClients);
  }

  /**
   * The same server with an access policy for exactly these clients. Others get {@code
   * access_denied}.
   *
   * @param clientIds the client ids, or {@link #ALL_CLIENTS}; none for nobody
   * @return a copy
   */
  public AuthorizationServer withAllowedClients(String... clientIds) {
    return new AuthorizationServer(id, audience, scopes, Checks.ordered(List.of(clientIds)));
  }

  /**
   * Whether the access policy lets a client in.
   *
   * @param clientId the client id
   * @return whether it may have tokens
   */
  public boolean allows(String clientId) {
    return allowedClients.contains(ALL_CLIENTS) || allowedClients.contains(clientId);
  }
}
