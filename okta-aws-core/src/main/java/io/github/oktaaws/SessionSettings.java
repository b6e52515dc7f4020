package io.github.oktaaws;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.GuardedListener;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.signin.TokenRefreshService;
import io.github.oktaaws.signin.TokenRevocationService;
import io.github.oktaaws.store.SignInKey;
import io.github.oktaaws.store.TokenStore;
import java.net.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * What can be set for a session of either kind. Not safe for use by several threads.
 *
 * @param <B> the builder itself
 */
public abstract sealed class SessionSettings<B extends SessionSettings<B>>
    permits OktaAwsSessionBuilder, WebIdentitySessionBuilder {

  private final Connecting connecting = new Connecting();
  private @Nullable Supplier<OkHttpClient> httpClient;
  private @Nullable String loginHint;
  private @Nullable TokenStore store;
  private OktaAwsListener listener = event -> {};
  private @Nullable Region region;
  private @Nullable URI stsEndpoint;
  private @Nullable Duration sessionDuration;
  private Clock clock = Clock.systemUTC();
  private @Nullable TokenRefreshService tokenRefresh;
  private @Nullable TokenRevocationService tokenRevocation;
  private @Nullable OktaOrg org;
  private boolean dpop;

  SessionSettings() {}

  /**
   * Where tokens and credentials rest; by default in memory, for this session alone. Sessions and
   * processes that share a store share one sign-in.
   *
   * @param store the store
   * @return this
   */
  public B store(TokenStore store) {
    this.store = Objects.requireNonNull(store, "store");
    return self();
  }

  /**
   * Keeps persons apart that sign in to the same org through the same store, for example the two
   * accounts of an administrator. It is a name of yours and is not sent to Okta.
   *
   * @param name for example {@code jane@acme.com}
   * @return this
   */
  public B loginHint(String name) {
    this.loginHint = Objects.requireNonNull(name, "name");
    return self();
  }

  /**
   * Hears of prompts, sign-ins and waiting.
   *
   * @param listener the listener
   * @return this
   */
  public B listener(OktaAwsListener listener) {
    this.listener = new GuardedListener(Objects.requireNonNull(listener, "listener"));
    return self();
  }

  /**
   * The region whose STS is asked; by default the system property {@code aws.region}, {@code
   * AWS_REGION}, the profile's, or the role's partition's.
   *
   * @param region the region
   * @return this
   */
  public B region(Region region) {
    this.region = Objects.requireNonNull(region, "region");
    return self();
  }

  /**
   * Another address of STS, for example a VPC endpoint.
   *
   * @param endpoint an https address, or http on loopback
   * @return this
   */
  public B stsEndpoint(URI endpoint) {
    this.stsEndpoint = Objects.requireNonNull(endpoint, "endpoint");
    return self();
  }

  /**
   * How long credentials are to live: 900 to 43,200 seconds; by default one hour.
   *
   * @param duration the duration
   * @return this
   */
  public B sessionDuration(Duration duration) {
    this.sessionDuration = Objects.requireNonNull(duration, "duration");
    return self();
  }

  /**
   * The client to reach Okta and STS with: its proxy, TLS settings, timeouts and connection pool.
   * It is never closed.
   *
   * @param httpClient the client
   * @return this
   */
  public B httpClient(OkHttpClient httpClient) {
    Objects.requireNonNull(httpClient, "httpClient");
    return httpClient(() -> httpClient);
  }

  /**
   * The client to reach Okta and STS with, made when there first is something to send: making one
   * loads the certificates that Java trusts, which takes longer than reading what is kept.
   *
   * @param making makes the client, which is never closed; asked once, unless it fails
   * @return this
   */
  public B httpClient(Supplier<OkHttpClient> making) {
    this.httpClient = Objects.requireNonNull(making, "making");
    return self();
  }

  /**
   * The proxy to reach Okta and STS through, in place of the JVM's and of the client's own. A proxy
   * that wants a password, or several for different hosts, take an {@link #httpClient}.
   *
   * @param proxy the proxy; {@link Proxy#NO_PROXY} for none
   * @return this
   */
  public B proxy(Proxy proxy) {
    connecting.through(proxy);
    return self();
  }

  /**
   * What TLS to Okta and STS is made with, for example to trust a certificate authority of one's
   * own, in place of the JVM's and of the client's own.
   *
   * @param context makes the sockets
   * @param trustManager the trust manager that the context was initialized with
   * @return this
   */
  public B sslContext(SSLContext context, X509TrustManager trustManager) {
    connecting.trusting(context, trustManager);
    return self();
  }

  /**
   * The clock that lifetimes are measured with.
   *
   * @param clock the clock
   * @return this
   */
  public B clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return self();
  }

  /**
   * Your own way to refresh a sign-in.
   *
   * @param step the step
   * @return this
   */
  public B tokenRefresh(TokenRefreshService step) {
    this.tokenRefresh = Objects.requireNonNull(step, "step");
    return self();
  }

  /**
   * Your own way to end a sign-in at Okta.
   *
   * @param step the step
   * @return this
   */
  public B tokenRevocation(TokenRevocationService step) {
    this.tokenRevocation = Objects.requireNonNull(step, "step");
    return self();
  }

  /**
   * Binds the tokens to a key (DPoP, RFC 9449), for orgs that demand it. The key pair is made for
   * this session, in memory, and nothing gives it out. So its tokens are of no use to anybody else,
   * and are kept in memory alone: together with a {@link #store store}, or a sign-in of the
   * caller's own that knows nothing of the key, it is an error.
   *
   * @return this
   */
  public B dpop() {
    this.dpop = true;
    return self();
  }

  abstract B self();

  abstract String clientId();

  /** The sign-in, which tells when it has shown a person where to approve. */
  abstract SignIn signInStep(Consumer<OktaAwsEvent.PromptShown> promptShown);

  /** How a sign-in is ended unless the application does it itself. */
  abstract TokenRevocationService usualTokenRevocation();

  abstract SignInKey signInKey();

  abstract boolean asksForOfflineAccess();

  /** How long a sign-in may take. */
  abstract Duration signInTimeout();

  /** Whether the sign-in never takes a person. */
  boolean asksNobody() {
    return false;
  }

  /** How to give a sign-in of the caller's own a key; empty if there is none that has no key. */
  abstract Optional<String> keyForOwnSignIn();

  /**
   * Settles with which client the org is reached; with DPoP one that proves, on every request for
   * tokens and with them, that it has a key of this session's (RFC 9449).
   */
  void reach(OktaEndpoints endpoints) {
    org = connecting.to(endpoints, httpClient);
    if (dpop) {
      requireNobodyElsesTokens();
      org = org().withDpop(clock);
    }
  }

  private void requireNobodyElsesTokens() {
    if (store != null) {
      throw new ConfigurationException(
          "Tokens of a session with DPoP are bound to a key that never leaves its memory, so a"
              + " store can share them with nobody.",
          "Leave out store(...) or dpop().");
    }
    keyForOwnSignIn()
        .ifPresent(
            way -> {
              throw new ConfigurationException(
                  "A sign-in of your own does not know the key of a session with DPoP.", way);
            });
  }

  OktaOrg org() {
    return Objects.requireNonNull(org, "build() sets the org");
  }

  TokenRefreshService tokenRefreshStep() {
    return tokenRefresh != null
        ? tokenRefresh
        : TokenRefreshService.create(org(), clientId(), clock);
  }

  TokenRevocationService tokenRevocationStep() {
    return tokenRevocation != null ? tokenRevocation : usualTokenRevocation();
  }

  TokenStore tokenStore() {
    return store != null ? store : TokenStore.inMemory();
  }

  Optional<String> loginHint() {
    return Optional.ofNullable(loginHint);
  }

  Optional<Region> region() {
    return Optional.ofNullable(region);
  }

  Optional<URI> stsEndpoint() {
    return Optional.ofNullable(stsEndpoint);
  }

  Optional<Duration> sessionDuration() {
    return Optional.ofNullable(sessionDuration);
  }

  Clock clock() {
    return clock;
  }

  OktaAwsListener listener() {
    return listener;
  }

  String orgHost() {
    return org().host();
  }

  String description() {
    return org().host() + ", client " + clientId();
  }
}
