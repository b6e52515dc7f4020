package io.github.oktaaws;

import io.github.oktaaws.internal.MadeOnce;
import io.github.oktaaws.internal.http.OktaHttp;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/**
 * One Okta org: its endpoints, and the HTTP client that reaches them. The steps are created over
 * it. Immutable and safe for use by several threads; creating one sends nothing.
 */
public final class OktaOrg {

  private final OktaEndpoints endpoints;
  private final Supplier<OkHttpClient> httpClient;

  private OktaOrg(OktaEndpoints endpoints, Supplier<OkHttpClient> httpClient) {
    this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
    this.httpClient = new MadeOnce<>(httpClient);
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
    return new OktaOrg(endpoints, OktaHttp::newClient);
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
    Objects.requireNonNull(httpClient, "httpClient");
    return of(endpoints, () -> httpClient);
  }

  /**
   * An org reached with a client that is made when it is first needed. Making one loads the
   * certificates that Java trusts, which takes longer than reading what is kept.
   *
   * @param endpoints the endpoints
   * @param making makes the client, which is used as {@link #of(OktaEndpoints, OkHttpClient)} says;
   *     asked once, unless it fails
   * @return the org
   */
  public static OktaOrg of(OktaEndpoints endpoints, Supplier<OkHttpClient> making) {
    Objects.requireNonNull(making, "making");
    return new OktaOrg(endpoints, () -> OktaHttp.derive(making.get()));
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
    UnaryOperator<OkHttpClient> proving = OktaHttp.proofs(endpoints.token(), clock);
    return new OktaOrg(endpoints, () -> proving.apply(httpClient()));
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
    return httpClient.get();
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
