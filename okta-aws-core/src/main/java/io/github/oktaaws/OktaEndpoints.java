package io.github.oktaaws;

import io.github.oktaaws.internal.http.EndpointDiscovery;
import io.github.oktaaws.internal.http.OktaUrls;
import java.net.URI;
import okhttp3.OkHttpClient;

/**
 * The addresses of one authorization server. All are {@code https}, except that a server on the
 * loopback interface may use {@code http}.
 *
 * @param origin scheme, host and port of the org; every other address is on it
 * @param organization tells Identity Engine orgs from Classic ones ({@code
 *     /.well-known/okta-organization})
 * @param authorization the authorization endpoint (RFC 6749 section 3.1)
 * @param deviceAuthorization the device authorization endpoint (RFC 8628 section 3.1)
 * @param token the token endpoint (RFC 6749 section 3.2)
 * @param challenge where a second factor is asked for (Okta Direct Authentication, {@code
 *     /v1/challenge})
 * @param revocation the revocation endpoint (RFC 7009)
 * @param appLinks the apps that the person sees (Okta Users API, {@code /api/v1/users/me/appLinks})
 * @param apps the org's apps (Okta Apps API, {@code /api/v1/apps})
 * @param webSso where a web SSO token becomes a SAML response ({@code /login/token/sso})
 */
public record OktaEndpoints(
    URI origin,
    URI organization,
    URI authorization,
    URI deviceAuthorization,
    URI token,
    URI challenge,
    URI revocation,
    URI appLinks,
    URI apps,
    URI webSso) {

  /**
   * Okta's fixed paths on an org. Nothing is sent.
   *
   * @param org a host name such as {@code acme.okta.com}, with or without {@code https://} and a
   *     port; the Admin Console's host ({@code acme-admin.okta.com}) is corrected
   * @return the endpoints
   * @throws io.github.oktaaws.error.ConfigurationException if it is not the address of an org
   */
  public static OktaEndpoints ofOrg(String org) {
    return OktaUrls.ofOrg(org);
  }

  /**
   * Okta's fixed paths on one of the org's custom authorization servers, which machine and direct
   * sign-in use. Nothing is sent.
   *
   * @param org the org, as in {@link #ofOrg}
   * @param authorizationServer the server's id, for example {@code default}
   * @return the endpoints
   * @throws io.github.oktaaws.error.ConfigurationException if it is not the address of an org, or
   *     not an id
   */
  public static OktaEndpoints ofAuthorizationServer(String org, String authorizationServer) {
    return OktaUrls.ofAuthorizationServer(org, authorizationServer);
  }

  /**
   * Asks an authorization server for its endpoints (OpenID Connect Discovery 1.0, with the {@code
   * device_authorization_endpoint} of RFC 8628 section 4), so that any server can serve the
   * sign-in. Okta's own paths are taken on the issuer's origin.
   *
   * @param issuer the issuer, for example {@code https://acme.okta.com}
   * @param httpClient the client to ask with
   * @return the endpoints
   * @throws io.github.oktaaws.error.ConfigurationException if the issuer is not an acceptable
   *     address
   * @throws io.github.oktaaws.error.UnexpectedAnswerException if the answer is not a discovery
   *     document of this issuer, or names an endpoint elsewhere
   * @throws io.github.oktaaws.error.NetworkException if the server cannot be reached
   */
  public static OktaEndpoints discover(URI issuer, OkHttpClient httpClient) {
    return EndpointDiscovery.discover(issuer, httpClient);
  }
}
