package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.OidcApp;
import java.net.URI;
import java.util.Set;

/** What a client asks for through the browser, checked. */
record AuthorizationRequest(
    Server server,
    OidcApp client,
    Set<String> scopes,
    String redirectUri,
    String state,
    String nonce,
    String challenge) {

  /** Scheme, host and port of the redirect URI. */
  String redirectOrigin() {
    URI uri = URI.create(redirectUri);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
