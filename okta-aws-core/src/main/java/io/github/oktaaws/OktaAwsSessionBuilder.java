package io.github.oktaaws;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.federation.FederationAppSelector;
import io.github.oktaaws.federation.FederationAppService;
import io.github.oktaaws.federation.TokenExchangeService;
import io.github.oktaaws.internal.GuardedListener;
import io.github.oktaaws.saml.SamlAssertionService;
import io.github.oktaaws.signin.DeviceAuthorizationService;
import io.github.oktaaws.signin.DeviceChallenge;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.signin.SignInPrompt;
import io.github.oktaaws.signin.TokenRefreshService;
import io.github.oktaaws.signin.TokenRevocationService;
import io.github.oktaaws.store.SignInKey;
import io.github.oktaaws.store.TokenStore;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * What a session is made of. Every option has a default; each step can be replaced by the caller's
 * own. Not safe for use by several threads.
 */
public final class OktaAwsSessionBuilder {

  private static final Duration LONGEST_SIGN_IN = Duration.ofMinutes(30);

  private final OktaEndpoints endpoints;
  private final String clientId;
  private final List<URI> verificationOrigins = new ArrayList<>();
  private @Nullable OkHttpClient httpClient;
  private Collection<String> scopes = DeviceAuthorizationService.DEFAULT_SCOPES;
  private boolean offlineAccess;
  private @Nullable String loginHint;
  private @Nullable TokenStore store;
  private OktaAwsListener listener = event -> {};
  private SignInPrompt prompt = SignInPrompt.console();
  private Duration signInTimeout = LONGEST_SIGN_IN;
  private @Nullable String federationApp;
  private @Nullable String federationAppLabel;
  private @Nullable String identityProvider;
  private @Nullable FederationAppSelector federationAppSelector;
  private @Nullable Region region;
  private @Nullable URI stsEndpoint;
  private @Nullable Duration sessionDuration;
  private Clock clock = Clock.systemUTC();
  private @Nullable SignIn signIn;
  private @Nullable Function<OktaOrg, SignIn> signInOver;
  private boolean dpop;
  private @Nullable TokenRefreshService tokenRefresh;
  private @Nullable TokenRevocationService tokenRevocation;
  private @Nullable FederationAppService federationApps;
  private @Nullable TokenExchangeService tokenExchange;
  private @Nullable SamlAssertionService samlAssertions;
  private @Nullable AssumeRoleWithSamlService assumeRole;
  private @Nullable OktaOrg org;

  OktaAwsSessionBuilder(OktaEndpoints endpoints, String clientId) {
    this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
    this.clientId = Objects.requireNonNull(clientId, "clientId");
  }

  /**
   * Shows the person where to sign in; by default on {@code System.err}.
   *
   * @param prompt the prompt
   * @return this
   */
  public OktaAwsSessionBuilder prompt(SignInPrompt prompt) {
    this.prompt = Objects.requireNonNull(prompt, "prompt");
    return this;
  }

  /**
   * How long to wait for the person; by default as long as Okta's code lives, 30 minutes at most.
   *
   * @param signInTimeout the longest wait
   * @return this
   */
  public OktaAwsSessionBuilder signInTimeout(Duration signInTimeout) {
    this.signInTimeout = Objects.requireNonNull(signInTimeout, "signInTimeout");
    return this;
  }

  /**
   * The scopes to ask for; by default {@code openid okta.apps.sso okta.apps.read
   * okta.users.read.self}.
   *
   * @param scopes the scopes
   * @return this
   */
  public OktaAwsSessionBuilder scopes(Collection<String> scopes) {
    this.scopes = List.copyOf(scopes);
    return this;
  }

  /**
   * Asks for {@code offline_access} besides the scopes, so that a sign-in can be refreshed without
   * asking the person; the OIDC app must allow the Refresh Token grant. Where Okta does not accept
   * what a refresh gave, the person is asked as without it.
   *
   * @return this
   */
  public OktaAwsSessionBuilder offlineAccess() {
    this.offlineAccess = true;
    return this;
  }

  /**
   * Where tokens and credentials rest; by default in memory, for this session alone. Sessions and
   * processes that share a store share one sign-in.
   *
   * @param store the store
   * @return this
   */
  public OktaAwsSessionBuilder store(TokenStore store) {
    this.store = Objects.requireNonNull(store, "store");
    return this;
  }

  /**
   * Keeps persons apart that sign in to the same org through the same store, for example the two
   * accounts of an administrator. It is a name of yours and is not sent to Okta.
   *
   * @param name for example {@code jane@acme.com}
   * @return this
   */
  public OktaAwsSessionBuilder loginHint(String name) {
    this.loginHint = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * Hears of prompts, sign-ins and waiting.
   *
   * @param listener the listener
   * @return this
   */
  public OktaAwsSessionBuilder listener(OktaAwsListener listener) {
    this.listener = new GuardedListener(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Another origin, beside the org's own, at which the person may be asked to sign in.
   *
   * @param origin scheme, host and port, for example {@code https://login.acme.com}
   * @return this
   */
  public OktaAwsSessionBuilder verificationOrigin(URI origin) {
    verificationOrigins.add(Objects.requireNonNull(origin, "origin"));
    return this;
  }

  /**
   * The AWS Account Federation app; needed for a custom SAML app, and where the person has several.
   *
   * @param id the app's instance id ({@code 0oa…})
   * @return this
   */
  public OktaAwsSessionBuilder federationApp(String id) {
    this.federationApp = Objects.requireNonNull(id, "id");
    return this;
  }

  /**
   * The AWS Account Federation app, by the label that people see; needs no id, but a request to
   * Okta. Where no app or several apps have the label, it is an error that lists what there is.
   *
   * @param label the whole label, for example {@code AWS Production}; blanks around it do not
   *     matter
   * @return this
   */
  public OktaAwsSessionBuilder federationAppLabel(String label) {
    this.federationAppLabel = label.strip();
    return this;
  }

  /**
   * Chooses the federation app by the IAM identity provider that it is for. Together with an app's
   * label, the app must be for this provider.
   *
   * @param arn the identity provider's ARN
   * @return this
   */
  public OktaAwsSessionBuilder identityProvider(String arn) {
    this.identityProvider = Objects.requireNonNull(arn, "arn");
    return this;
  }

  /**
   * Chooses where there are several federation apps; without it, several are an error.
   *
   * @param selector the selector
   * @return this
   */
  public OktaAwsSessionBuilder federationAppSelector(FederationAppSelector selector) {
    this.federationAppSelector = Objects.requireNonNull(selector, "selector");
    return this;
  }

  /**
   * The region whose STS is asked; by default the system property {@code aws.region}, {@code
   * AWS_REGION}, the profile's, or the role's partition's.
   *
   * @param region the region
   * @return this
   */
  public OktaAwsSessionBuilder region(Region region) {
    this.region = Objects.requireNonNull(region, "region");
    return this;
  }

  /**
   * Another address of STS, for example a VPC endpoint.
   *
   * @param endpoint an https address, or http on loopback
   * @return this
   */
  public OktaAwsSessionBuilder stsEndpoint(URI endpoint) {
    this.stsEndpoint = Objects.requireNonNull(endpoint, "endpoint");
    return this;
  }

  /**
   * How long credentials are to live: 900 to 43,200 seconds; by default one hour.
   *
   * @param duration the duration
   * @return this
   */
  public OktaAwsSessionBuilder sessionDuration(Duration duration) {
    this.sessionDuration = Objects.requireNonNull(duration, "duration");
    return this;
  }

  /**
   * The client to reach Okta and STS with: its proxy, TLS settings, timeouts and connection pool.
   * It is never closed.
   *
   * @param httpClient the client
   * @return this
   */
  public OktaAwsSessionBuilder httpClient(OkHttpClient httpClient) {
    this.httpClient = Objects.requireNonNull(httpClient, "httpClient");
    return this;
  }

  /**
   * The clock that lifetimes are measured with.
   *
   * @param clock the clock
   * @return this
   */
  public OktaAwsSessionBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Replaces step 1: how the person signs in.
   *
   * @param step the step
   * @return this
   */
  public OktaAwsSessionBuilder signIn(SignIn step) {
    this.signIn = Objects.requireNonNull(step, "step");
    return this;
  }

  /**
   * Replaces step 1 by a step that is made over the session's own org: its HTTP client, and its key
   * where there is {@link #dpop()}.
   *
   * @param step makes the step; called once, by {@link #build()}
   * @return this
   */
  public OktaAwsSessionBuilder signInOver(Function<OktaOrg, SignIn> step) {
    this.signInOver = Objects.requireNonNull(step, "step");
    return this;
  }

  /**
   * Binds the tokens to a key (DPoP, RFC 9449), for orgs that demand it. The key pair is made for
   * this session, in memory, and nothing gives it out. So its tokens are of no use to anybody else,
   * and are kept in memory alone: together with a {@link #store store}, or a {@link #signIn
   * sign-in} of the caller's own that knows nothing of the key, it is an error.
   *
   * @return this
   */
  public OktaAwsSessionBuilder dpop() {
    this.dpop = true;
    return this;
  }

  /**
   * Replaces step 2: where the federation apps are listed.
   *
   * @param step the step
   * @return this
   */
  public OktaAwsSessionBuilder federationApps(FederationAppService step) {
    this.federationApps = Objects.requireNonNull(step, "step");
    return this;
  }

  /**
   * Replaces step 3: how the tokens become a web SSO token.
   *
   * @param step the step
   * @return this
   */
  public OktaAwsSessionBuilder tokenExchange(TokenExchangeService step) {
    this.tokenExchange = Objects.requireNonNull(step, "step");
    return this;
  }

  /**
   * Replaces step 4: how the SAML assertion is fetched.
   *
   * @param step the step
   * @return this
   */
  public OktaAwsSessionBuilder samlAssertions(SamlAssertionService step) {
    this.samlAssertions = Objects.requireNonNull(step, "step");
    return this;
  }

  /**
   * Replaces step 6: how a role is assumed. Region, endpoint and session duration of this builder
   * are then not used.
   *
   * @param step the step
   * @return this
   */
  public OktaAwsSessionBuilder assumeRole(AssumeRoleWithSamlService step) {
    this.assumeRole = Objects.requireNonNull(step, "step");
    return this;
  }

  /**
   * Your own way to refresh a sign-in.
   *
   * @param step the step
   * @return this
   */
  public OktaAwsSessionBuilder tokenRefresh(TokenRefreshService step) {
    this.tokenRefresh = Objects.requireNonNull(step, "step");
    return this;
  }

  /**
   * Your own way to end a sign-in at Okta.
   *
   * @param step the step
   * @return this
   */
  public OktaAwsSessionBuilder tokenRevocation(TokenRevocationService step) {
    this.tokenRevocation = Objects.requireNonNull(step, "step");
    return this;
  }

  /**
   * Makes the session. Nothing is sent.
   *
   * @return the session
   * @throws io.github.oktaaws.error.ConfigurationException if options contradict each other
   */
  public OktaAwsSession build() {
    requireOneNameOfTheApp();
    requireOneSignIn();
    org = httpClient == null ? OktaOrg.of(endpoints) : OktaOrg.of(endpoints, httpClient);
    if (dpop) {
      requireNobodyElsesTokens();
      org = org.withDpop(clock);
    }
    return new OktaAwsSession(this);
  }

  private void requireOneNameOfTheApp() {
    if (federationApp != null && federationAppLabel != null) {
      throw new ConfigurationException(
          "The federation app is named twice, by its id and by its label.",
          "Leave out federationApp(...) or federationAppLabel(...).");
    }
    if (federationAppLabel != null && federationAppLabel.isBlank()) {
      throw new ConfigurationException(
          "The federation app's label is blank.", "Give it as people see it in Okta.");
    }
  }

  private void requireOneSignIn() {
    if (signIn != null && signInOver != null) {
      throw new ConfigurationException(
          "The sign-in is replaced twice.", "Leave out signIn(...) or signInOver(...).");
    }
  }

  private void requireNobodyElsesTokens() {
    if (store != null) {
      throw new ConfigurationException(
          "Tokens of a session with DPoP are bound to a key that never leaves its memory, so a"
              + " store can share them with nobody.",
          "Leave out store(...) or dpop().");
    }
    if (signIn != null) {
      throw new ConfigurationException(
          "A sign-in of your own does not know the key of a session with DPoP.",
          "Make it over the session's org, with signInOver(...), or leave out dpop().");
    }
  }

  /** The sign-in, which tells when its prompt has been shown; one of the caller's own does not. */
  SignIn signInStep(Consumer<DeviceChallenge> promptShown) {
    if (signIn != null) {
      return signIn;
    }
    SignIn made = signInOver != null ? signInOver.apply(org()) : onAnyDevice(promptShown);
    return dpop ? () -> requireBound(made.signIn()) : made;
  }

  /** Whoever asks for tokens that are bound to a key is not content with others. */
  private OktaTokens requireBound(OktaTokens tokens) {
    if (!tokens.tokenType().equalsIgnoreCase("DPoP")) {
      throw new UnexpectedAnswerException(
          orgHost()
              + " gave tokens that are not bound to the session's key. If it does not know DPoP,"
              + " leave out dpop().",
          ErrorContext.at(Step.SIGN_IN));
    }
    return tokens;
  }

  private SignIn onAnyDevice(Consumer<DeviceChallenge> promptShown) {
    var authorization =
        DeviceAuthorizationService.builder(org(), clientId).clock(clock).scopes(allScopes());
    verificationOrigins.forEach(authorization::verificationOrigin);
    SignInPrompt shown =
        challenge -> {
          prompt.show(challenge);
          promptShown.accept(challenge);
        };
    return SignIn.onAnyDevice(authorization.build(), shown, signInTimeout);
  }

  TokenRefreshService tokenRefreshStep() {
    return tokenRefresh != null ? tokenRefresh : TokenRefreshService.create(org(), clientId, clock);
  }

  TokenRevocationService tokenRevocationStep() {
    return tokenRevocation != null
        ? tokenRevocation
        : TokenRevocationService.create(org(), clientId);
  }

  TokenStore tokenStore() {
    return store != null ? store : TokenStore.inMemory();
  }

  SignInKey signInKey() {
    return new SignInKey(
        endpoints.origin(),
        endpoints.token(),
        clientId,
        Set.copyOf(allScopes()),
        signIn == null && signInOver == null ? "device" : "custom",
        Optional.ofNullable(loginHint));
  }

  boolean asksForOfflineAccess() {
    return allScopes().contains("offline_access");
  }

  private Set<String> allScopes() {
    Set<String> all = new LinkedHashSet<>(scopes);
    if (offlineAccess) {
      all.add("offline_access");
    }
    return all;
  }

  FederationAppChoice federationAppChoice() {
    FederationAppService apps =
        federationApps != null ? federationApps : FederationAppService.create(org(), clientId);
    return new FederationAppChoice(
        apps, clientId, federationApp, federationAppLabel, identityProvider, federationAppSelector);
  }

  TokenExchangeService tokenExchangeStep() {
    return tokenExchange != null ? tokenExchange : TokenExchangeService.create(org(), clientId);
  }

  SamlAssertionService samlAssertionStep() {
    return samlAssertions != null ? samlAssertions : SamlAssertionService.create(org());
  }

  AssumeRoleWithSamlService assumeRoleStep() {
    if (assumeRole != null) {
      return assumeRole;
    }
    var builder = AssumeRoleWithSamlService.builder().httpClient(org().httpClient()).clock(clock);
    if (region != null) {
      builder.region(region);
    }
    if (stsEndpoint != null) {
      builder.endpoint(stsEndpoint);
    }
    if (sessionDuration != null) {
      builder.sessionDuration(sessionDuration);
    }
    return builder.build();
  }

  Clock clock() {
    return clock;
  }

  OktaAwsListener listener() {
    return listener;
  }

  Duration signInTimeout() {
    return signInTimeout;
  }

  String orgHost() {
    return org().host();
  }

  String description() {
    return org().host() + ", client " + clientId;
  }

  private OktaOrg org() {
    return Objects.requireNonNull(org, "build() sets the org");
  }
}
