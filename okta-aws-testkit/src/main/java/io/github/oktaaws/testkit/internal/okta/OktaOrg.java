package io.github.oktaaws.testkit.internal.okta;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.SandboxRequest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/** The org's endpoints, and what an administrator and people do with it. */
public final class OktaOrg {

  private final OktaState state;
  private final DeviceAuthorizations devices;
  private final OAuthRoutes oauth;
  private final AppsApi apps;
  private final SingleSignOn singleSignOn;
  private final Activation activation;
  private final AuthorizationEndpoint authorizations;
  private final Discovery discovery;
  private final Phones phones;
  private final CommonHeaders headers;

  public OktaOrg(String baseUrl, OrgConfig config, Clock clock, Duration pollingInterval) {
    this.state = new OktaState(baseUrl, config, clock, pollingInterval);
    OAuthClients clients = new OAuthClients(state);
    Browsers browsers = new Browsers(state);
    AuthorizationCodes codes = new AuthorizationCodes(state);
    this.phones = new Phones(state);
    DirectSignIn direct = new DirectSignIn(state, phones);
    this.devices = new DeviceAuthorizations(state, clients);
    this.authorizations = new AuthorizationEndpoint(state, browsers, codes);
    this.discovery = new Discovery(state);
    this.oauth =
        new OAuthRoutes(
            state,
            devices,
            new Challenges(state, clients, direct),
            new TokenEndpoint(state, clients, devices, codes, direct),
            authorizations,
            discovery);
    this.apps = new AppsApi(state);
    this.singleSignOn = new SingleSignOn(state);
    this.activation = new Activation(state, devices, browsers);
    this.headers = new CommonHeaders(state);
  }

  public MockResponse answer(SandboxRequest request) {
    return state.locked(() -> headers.on(request.path(), route(request)));
  }

  private MockResponse route(SandboxRequest request) {
    return switch (request.path()) {
      case "/.well-known/okta-organization" -> Methods.get(request, discovery::organization);
      case "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server" ->
          Methods.get(request, () -> discovery.openId(state.servers.org()));
      case "/api/v1/users/me/appLinks" -> Methods.get(request, () -> apps.appLinks(request));
      case "/api/v1/apps" -> Methods.get(request, () -> apps.apps(request));
      case "/login/token/sso" -> singleSignOn(request);
      case "/activate" -> Methods.get(request, () -> activation.show(request));
      case "/activate/signin" -> Methods.post(request, () -> activation.signIn(request));
      case "/activate/decision" -> Methods.post(request, () -> activation.decide(request));
      case "/activate/signout" -> Methods.post(request, () -> activation.signOut(request));
      case "/signin" -> Methods.post(request, () -> authorizations.signIn(request));
      default -> oauth.route(request);
    };
  }

  private MockResponse singleSignOn(SandboxRequest request) {
    @Nullable String token =
        switch (request.method()) {
          case "POST" -> request.form().get("token");
          case "GET" -> request.url().queryParameter("token");
          default -> "";
        };
    return "".equals(token)
        ? Answers.wrongMethod()
        : singleSignOn.signOn(Objects.requireNonNullElse(token, ""));
  }

  public MockResponse rateLimited(Duration untilReset) {
    return state.locked(() -> headers.rateLimited(untilReset));
  }

  public void autoApprove(@Nullable String login) {
    change(() -> state.autoApprover = login == null ? null : state.user(login));
  }

  /** Approves as the person would in a browser; false when they are not assigned to the client. */
  public boolean approve(String userCode, String login) {
    return state.locked(
        () -> {
          OrgUser user = state.user(login);
          return devices.approve(undecided(userCode), state.signIn(user));
        });
  }

  public void deny(String userCode) {
    change(() -> devices.deny(undecided(userCode)));
  }

  private DeviceGrant undecided(String userCode) {
    return devices
        .undecided(userCode)
        .orElseThrow(() -> new IllegalArgumentException("no undecided request has that user code"));
  }

  /** The phones of the org's people. */
  public Phones phones() {
    return phones;
  }

  /** Whether the org has such a user; throws otherwise. */
  public void requireUser(String login) {
    state.locked(() -> state.user(login));
  }

  /** What a service app with a generated key signs in with. */
  public MachineIdentity machine(String clientId) {
    return state.locked(() -> state.machineKeys.identity(clientId));
  }

  public void rotateDpopNonce() {
    change(state.dpop::rotateNonce);
  }

  public void endSession(String login) {
    change(
        () -> {
          String known = state.user(login).login();
          state.sessions.values().stream()
              .filter(session -> session.user.login().equals(known))
              .forEach(OktaSession::end);
        });
  }

  public void revokeEverything() {
    change(
        () -> {
          state.sessions.values().forEach(OktaSession::end);
          state.refreshTokens.values().forEach(token -> token.family.revoke());
          state.accessTokens.values().forEach(token -> token.family().revoke());
          state.authorizationCodes.clear();
          state.mfaAttempts.clear();
        });
  }

  public OrgConfig config() {
    return state.locked(() -> state.config);
  }

  public void reconfigure(OrgConfig config) {
    change(
        () -> {
          state.config = state.machineKeys.registered(config);
          state.passwords.unlockEverybody();
        });
  }

  public JWKSet tokenKeys() {
    return state.tokenKey.publicKeys();
  }

  /** The issuer and the keys of a custom authorization server. */
  public String issuer(String serverId) {
    return state.servers.issuer(serverId);
  }

  public JWKSet tokenKeys(String serverId) {
    return state.locked(() -> state.servers.publicKeys(serverId));
  }

  public X509Certificate samlCertificate() {
    return state.samlKey.certificate();
  }

  /** The Issuer of an app's assertions. */
  public String entityId(String appId) {
    return state.entityId(appId);
  }

  public List<String> issuedSecrets() {
    List<String> secrets = new ArrayList<>(state.secrets.issued());
    config().users().forEach(user -> secrets.add(user.password()));
    return secrets;
  }

  private void change(Runnable work) {
    state.locked(
        () -> {
          work.run();
          return true;
        });
  }
}
