package io.github.oktaaws;

import io.github.oktaaws.internal.http.OktaHttp;
import java.time.Clock;
import java.util.Objects;
import okhttp3.OkHttpClient;

/**
 * One Okta org: its endpoints, and the HTTP client that reaches them. The steps are created over
 * it. Immutable and safe for use by several threads; creating one sends nothing.
 */
public final class OktaOrg {

  private final OktaEndpoints endpoints;
  private final OkHttpClient httpClient;

  private OktaOrg(OktaEndpoints endpoints, OkHttpClient httpClient) {
    this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
    this.httpClient = httpClient;
  }

  /**
   * An org, reached with an HTTP client of its own.
   *
   * @param org a host name such as {@code acme.okta.com}; see {@link OktaEndpoints#ofOrg}
   * @return the org
   * @throws io.github.oktaaws.error.ConfigurationException if it is not the address of an org
   */
  public static OktaOrg of(String org) {
    return of(OktaEndpoints.ofOrg(org));
  }

  /**
   * An org with given endpoints, reached with an HTTP client of its own.
   *
   * @param endpoints the endpoints
   * @return the org
   */
  public static OktaOrg of(OktaEndpoints endpoints) {
    return new OktaOrg(endpoints, OktaHttp.newClient());
  }

  /**
   * An org reached with the caller's HTTP client. Its proxy, TLS settings, timeouts, interceptors
   * and connection pool are used; that no redirect is followed off the origin and that no body is
   * sent twice are ours. The client is never closed.
   *
   * @param endpoints the endpoints
   * @param httpClient the caller's client
   * @return the org
   */
  public static OktaOrg of(OktaEndpoints endpoints, OkHttpClient httpClient) {
    return new OktaOrg(endpoints, OktaHttp.derive(httpClient));
  }

  /**
   * This org, reached with proof of possession (DPoP, RFC 9449): token requests, and requests with
   * a token that is bound, carry a proof by a key pair that is made now, in memory, and that
   * nothing gives out. All steps of a sign-in must be created over the one org that this returns.
   * Nothing is sent.
   *
   * @param clock what proofs are dated by, corrected by the server's own time
   * @return an org with a key of its own
   * @throws io.github.oktaaws.error.ConfigurationException if the Java runtime has no ES256
   */
  public OktaOrg withDpop(Clock clock) {
    return new OktaOrg(endpoints, OktaHttp.proving(httpClient, endpoints.token(), clock));
  }

  /**
   * Returns the org's endpoints.
   *
   * @return the endpoints
   */
  public OktaEndpoints endpoints() {
    return endpoints;
  }

  /**
   * Returns the client that reaches the org; it follows no redirect by itself.
   *
   * @return the client
   */
  public OkHttpClient httpClient() {
    return httpClient;
  }

  /**
   * Returns the org's host, and its port if it is not the scheme's own.
   *
   * @return for example {@code acme.okta.com}
   */
  public String host() {
    return endpoints.origin().getRawAuthority();
  }

  @Override
  public String toString() {
    return "OktaOrg[" + endpoints.origin() + "]";
  }
}
