package io.github.oktaaws.signin;

import io.github.oktaaws.internal.http.OktaUrls;
import java.net.URI;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect Core
 * section 3.1.2.1), and what tells its answer from every other.
 */
record AuthorizationRequest(String state, String nonce, Pkce pkce, URI redirectUri) {

  static AuthorizationRequest to(URI redirectUri) {
    SecureRandom random = new SecureRandom();
    return new AuthorizationRequest(
        Pkce.unguessable(random), Pkce.unguessable(random), Pkce.random(random), redirectUri);
  }

  URI address(TokenClient client) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", client.id());
    query.put("response_type", "code");
    query.put("scope", client.scope());
    query.put("redirect_uri", redirectUri.toString());
    query.put("state", state);
    query.put("nonce", nonce);
    query.put("code_challenge", pkce.challenge());
    query.put("code_challenge_method", "S256");
    return OktaUrls.withQuery(client.org().endpoints().authorization(), query);
  }

  /** The access token request (RFC 6749 section 4.1.3, RFC 7636 section 4.5). */
  Map<String, String> exchange(TokenClient client, String code) {
    return Map.of(
        "client_id", client.id(),
        "grant_type", "authorization_code",
        "code", code,
        "redirect_uri", redirectUri.toString(),
        "code_verifier", pkce.verifier());
  }

  /** Prints neither state nor nonce. */
  @Override
  public String toString() {
    return "AuthorizationRequest[" + redirectUri + "]";
  }
}
