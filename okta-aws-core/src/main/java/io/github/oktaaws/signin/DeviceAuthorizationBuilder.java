package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.OktaUrls;
import io.github.oktaaws.internal.http.Words;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Builds a {@link DeviceAuthorizationService}. Not safe for use by several threads; what it builds
 * is.
 */
public final class DeviceAuthorizationBuilder {

  private final OktaOrg org;
  private final String clientId;
  private final Set<URI> verificationOrigins = new LinkedHashSet<>();
  private Set<String> scopes = new LinkedHashSet<>(DeviceAuthorizationService.DEFAULT_SCOPES);
  private Clock clock = Clock.systemUTC();
  private MonotonicTime time = MonotonicTime.SYSTEM;

  DeviceAuthorizationBuilder(OktaOrg org, String clientId) {
    this.org = Objects.requireNonNull(org, "org");
    this.clientId = Objects.requireNonNull(clientId, "clientId");
    verificationOrigins.add(org.endpoints().origin());
  }

  /**
   * Which scopes to ask for, instead of {@code openid okta.apps.sso okta.apps.read
   * okta.users.read.self}. With {@code offline_access} the tokens can be refreshed; without {@code
   * openid} there is no ID token, which the token exchange needs.
   *
   * @param scopes the scopes, in the order in which they are sent
   * @return this builder
   */
  public DeviceAuthorizationBuilder scopes(Collection<String> scopes) {
    this.scopes = new LinkedHashSet<>(scopes);
    return this;
  }

  /**
   * Names another origin, beside the org's own, at which the person may be asked to sign in, such
   * as the org's custom domain. Can be called more than once.
   *
   * @param origin for example {@code https://login.acme.com}: https (http only on loopback),
   *     without path, query or user name
   * @return this builder
   * @throws ConfigurationException if it is not such an address
   */
  public DeviceAuthorizationBuilder verificationOrigin(URI origin) {
    if (!OktaUrls.isSafe(origin) || !OktaUrls.isOrigin(origin)) {
      throw new ConfigurationException(
          "The verification origin \""
              + Words.printable(origin.toString())
              + "\" is not an https origin (http only on loopback).",
          "Give scheme, host and, if need be, port alone, for example https://login.acme.com.");
    }
    verificationOrigins.add(origin);
    return this;
  }

  /**
   * The clock that {@link OktaTokens#receivedAt()} is read from; the system's unless set. Polling
   * does not depend on it.
   *
   * @param clock the clock
   * @return this builder
   */
  public DeviceAuthorizationBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  DeviceAuthorizationBuilder time(MonotonicTime time) {
    this.time = time;
    return this;
  }

  /**
   * Builds the service. Nothing is sent.
   *
   * @return the service
   * @throws ConfigurationException if the client ID is blank, or the scopes are empty or malformed
   */
  public DeviceAuthorizationService build() {
    TokenClient client = TokenClient.of(org, clientId, scopes, clock);
    return new OktaDeviceAuthorization(
        client, new VerificationOrigins(Set.copyOf(verificationOrigins)), time);
  }
}
