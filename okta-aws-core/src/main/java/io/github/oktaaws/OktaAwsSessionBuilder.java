package io.github.oktaaws;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.federation.FederationAppSelector;
import io.github.oktaaws.federation.FederationAppService;
import io.github.oktaaws.federation.TokenExchangeService;
import io.github.oktaaws.saml.SamlAssertionService;
import io.github.oktaaws.signin.BrowserLauncher;
import io.github.oktaaws.signin.BrowserSignInBuilder;
import io.github.oktaaws.signin.DeviceAuthorizationService;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.signin.SignInPrompt;
import io.github.oktaaws.signin.TokenRevocationService;
import io.github.oktaaws.store.SignInKey;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.net.URI;
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
import org.jspecify.annotations.Nullable;

/**
 * What a session is made of. Every option has a default; each step can be replaced by the caller's
 * own. Not safe for use by several threads.
 */
public final class OktaAwsSessionBuilder extends SessionSettings<OktaAwsSessionBuilder> {

  private static final Duration LONGEST_SIGN_IN = Duration.ofMinutes(30);
  private static final Duration LONGEST_IN_BROWSER = Duration.ofMinutes(10);

  private final OktaEndpoints endpoints;
  private final String clientId;
  private final List<URI> verificationOrigins = new ArrayList<>();
  private Collection<String> scopes = DeviceAuthorizationService.DEFAULT_SCOPES;
  private boolean offlineAccess;
  private SignInPrompt prompt = SignInPrompt.console();
  private Duration signInTimeout = LONGEST_SIGN_IN;
  private @Nullable BrowserLauncher browser;
  private int[] redirectPorts = {BrowserSignInBuilder.DEFAULT_PORT};
  private @Nullable String federationApp;
  private @Nullable AppName federationAppName;
  private @Nullable String identityProvider;
  private @Nullable FederationAppSelector federationAppSelector;
  private @Nullable SignIn signIn;
  private @Nullable Function<OktaOrg, SignIn> signInOver;
  private @Nullable FederationAppService federationApps;
  private @Nullable TokenExchangeService tokenExchange;
  private @Nullable SamlAssertionService samlAssertions;
  private @Nullable AssumeRoleWithSamlService assumeRole;

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
   * Signs the person in in a browser on this machine, which comes back by itself: nothing to
   * compare or to type, and no code that somebody else could have sent. The OIDC app must allow the
   * grant Authorization Code and have {@code http://127.0.0.1:28471/callback} among its Sign-in
   * redirect URIs. Where there is no browser, the person signs in on any device, as without this.
   *
   * @param launcher opens the browser, for example {@link BrowserLauncher#desktop()}
   * @return this
   */
  public OktaAwsSessionBuilder browser(BrowserLauncher launcher) {
    this.browser = Objects.requireNonNull(launcher, "launcher");
    return this;
  }

  /**
   * The ports on 127.0.0.1 that the browser may come back to, instead of {@value
   * BrowserSignInBuilder#DEFAULT_PORT}; see {@link BrowserSignInBuilder#ports}.
   *
   * @param ports the ports, each registered in the OIDC app
   * @return this
   */
  public OktaAwsSessionBuilder redirectPorts(int... ports) {
    this.redirectPorts = ports.clone();
    return this;
  }

  /**
   * How long to wait for the person; by default as long as Okta's code lives, 30 minutes at most;
   * in a {@linkplain #browser browser on this machine} ten minutes at most.
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
    this.federationAppName = AppName.label(label);
    return this;
  }

  /**
   * The AWS Account Federation app, as people write it who may know its id or its label. What looks
   * like an id of Okta's ({@code 0oa} and 17 letters and digits) is one, as for {@link
   * #federationApp}, and is not looked for. Anything else is the id of an app that Okta shows the
   * person, or else a label, as for {@link #federationAppLabel}.
   *
   * @param idOrLabel the app's instance id, or its whole label
   * @return this
   */
  public OktaAwsSessionBuilder federationAppNamed(String idOrLabel) {
    AppName name = AppName.idOrLabel(idOrLabel);
    if (name.isId()) {
      return federationApp(name.text());
    }
    this.federationAppName = name;
    return this;
  }

  /**
   * Chooses the federation app by the IAM identity provider that it is for. A role that is named by
   * its ARN is then assumed through this one and no other. Together with an app's label, the app
   * must be for this provider.
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
   * Makes the session. Nothing is sent.
   *
   * @return the session
   * @throws io.github.oktaaws.error.ConfigurationException if options contradict each other
   */
  public OktaAwsSession build() {
    requireOneNameOfTheApp();
    requireOneSignIn();
    reach(endpoints);
    return new OktaAwsSession(this);
  }

  private void requireOneNameOfTheApp() {
    if (federationApp != null && federationAppName != null) {
      throw new ConfigurationException(
          "The federation app is named twice, by its id and by its label.",
          "Leave out federationApp(...) or federationAppLabel(...).");
    }
    if (federationAppName != null && federationAppName.text().isBlank()) {
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

  @Override
  Optional<String> keyForOwnSignIn() {
    return signIn == null
        ? Optional.empty()
        : Optional.of("Make it over the session's org, with signInOver(...), or leave out dpop().");
  }

  /** One of the caller's own does not tell when its prompt has been shown. */
  @Override
  SignIn signInStep(Consumer<OktaAwsEvent.PromptShown> promptShown) {
    if (signIn != null) {
      return signIn;
    }
    return signInOver != null
        ? signInOver.apply(org())
        : usualSignIn(new ToldPrompt(prompt, promptShown));
  }

  private SignIn usualSignIn(SignInPrompt told) {
    var authorization =
        DeviceAuthorizationService.builder(org(), clientId).clock(clock()).scopes(allScopes());
    verificationOrigins.forEach(authorization::verificationOrigin);
    SignIn onAnyDevice = SignIn.onAnyDevice(authorization.build(), told, signInTimeout);
    if (browser == null) {
      return onAnyDevice;
    }
    boolean isShort = signInTimeout.compareTo(LONGEST_IN_BROWSER) < 0;
    return SignIn.browserBuilder(org(), clientId, browser, told)
        .ports(redirectPorts)
        .scopes(allScopes())
        .clock(clock())
        .atMost(isShort ? signInTimeout : LONGEST_IN_BROWSER)
        .fallback(onAnyDevice)
        .build();
  }

  @Override
  TokenRevocationService usualTokenRevocation() {
    return TokenRevocationService.create(org(), clientId);
  }

  @Override
  SignInKey signInKey() {
    return new SignInKey(
        endpoints.origin(),
        endpoints.token(),
        clientId,
        Set.copyOf(allScopes()),
        flow(),
        loginHint());
  }

  private String flow() {
    if (signIn != null || signInOver != null) {
      return "custom";
    }
    return browser == null ? "device" : "browser";
  }

  @Override
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
        apps, clientId, federationApp, federationAppName, identityProvider, federationAppSelector);
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
    var builder = AssumeRoleWithSamlService.builder().httpClient(org()::httpClient).clock(clock());
    region().ifPresent(builder::region);
    stsEndpoint().ifPresent(builder::endpoint);
    sessionDuration().ifPresent(builder::sessionDuration);
    return builder.build();
  }

  @Override
  Duration signInTimeout() {
    return signInTimeout;
  }

  @Override
  String clientId() {
    return clientId;
  }

  @Override
  OktaAwsSessionBuilder self() {
    return this;
  }
}
