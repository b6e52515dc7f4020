package io.github.oktaaws.store;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose sign-in: everything that makes tokens usable for one session and useless for another.
 *
 * @param org the org's origin
 * @param authorizationServer the token endpoint
 * @param clientId the OIDC client
 * @param scopes the scopes that are asked for
 * @param flow how the person signs in, for example {@code device}
 * @param loginHint who is expected to sign in, where several persons share a store
 */
public record SignInKey(
    URI org,
    URI authorizationServer,
    String clientId,
    Set<String> scopes,
    String flow,
    Optional<String> loginHint)
    implements StoreKey {

  /**
   * Copies the scopes; their order does not matter.
   *
   * @param org the org's origin
   * @param authorizationServer the token endpoint
   * @param clientId the OIDC client
   * @param scopes the scopes that are asked for
   * @param flow how the person signs in
   * @param loginHint who is expected to sign in
   */
  public SignInKey {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public SignInKey signIn() {
    return this;
  }

  @Override
  public String id() {
    return KeyDigest.of("sign-in")
        .with(org.toString())
        .with(authorizationServer.toString())
        .with(clientId)
        .with(new TreeSet<>(scopes))
        .with(flow)
        .with(loginHint)
        .hex();
  }
}
