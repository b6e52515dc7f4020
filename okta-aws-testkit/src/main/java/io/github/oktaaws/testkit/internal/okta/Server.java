package io.github.oktaaws.testkit.internal.okta;

/**
 * An authorization server: the org's own, whose {@code id} is empty, or a custom one.
 *
 * @param issuer the {@code iss} of its tokens
 * @param audience the {@code aud} of its access tokens
 * @param endpoints what its endpoints' URLs begin with, a slash at the end
 */
record Server(String id, String issuer, String audience, String endpoints, SigningKey key) {

  boolean isOrg() {
    return id.isEmpty();
  }

  @Override
  public String toString() {
    return "Server[issuer=" + issuer + "]";
  }
}
