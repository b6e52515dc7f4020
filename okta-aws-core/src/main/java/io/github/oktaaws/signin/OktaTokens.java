package io.github.oktaaws.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens of one Okta sign-in (RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3).
 *
 * @param accessToken the access token
 * @param idToken the ID token; empty if the server gave none, which the token exchange needs
 * @param refreshToken the refresh token, if {@code offline_access} was asked for and granted
 * @param tokenType how the access token is presented, usually {@code Bearer}
 * @param scopes the scopes that were granted
 * @param receivedAt when they were received, by this machine's clock
 * @param lifetime how long the access token lives from then ({@code expires_in})
 */
public record OktaTokens(
    String accessToken,
    String idToken,
    Optional<String> refreshToken,
    String tokenType,
    Set<String> scopes,
    Instant receivedAt,
    Duration lifetime) {

  /**
   * Copies the scopes.
   *
   * @param accessToken the access token
   * @param idToken the ID token, or empty
   * @param refreshToken the refresh token, if there is one
   * @param tokenType how the access token is presented
   * @param scopes the scopes that were granted
   * @param receivedAt when they were received
   * @param lifetime how long the access token lives from then; an hour if the server did not say,
   *     which is what Okta's org authorization server always gives
   */
  public OktaTokens {
    scopes = Set.copyOf(scopes);
  }

  /**
   * How long the access token is still good for.
   *
   * @param now the time by the clock that {@code receivedAt} was read from
   * @return the time left, negative once it has expired
   */
  public Duration remaining(Instant now) {
    return lifetime.minus(Duration.between(receivedAt, now));
  }

  /**
   * Who signed in: the ID token's {@code sub}.
   *
   * @return the subject; of an ID token that cannot be read, a name that no other token has
   */
  public String subject() {
    return IdTokenClaims.of(idToken).subjectOr(idToken);
  }

  /**
   * The name that the person signs in with: the ID token's {@code preferred_username}, which Okta
   * gives where the scope {@code profile} was asked for.
   *
   * @return the name, fit to be printed
   */
  public Optional<String> username() {
    return IdTokenClaims.of(idToken).printableUsername();
  }

  /** Prints scopes and lifetime, no token. */
  @Override
  public String toString() {
    return "OktaTokens[scopes="
        + scopes
        + ", receivedAt="
        + receivedAt
        + ", lifetime="
        + lifetime
        + ", refreshable="
        + refreshToken.isPresent()
        + "]";
  }
}
