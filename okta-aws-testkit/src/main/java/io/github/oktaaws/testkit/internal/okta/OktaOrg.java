package io.github.oktaaws.testkit.internal.okta;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.SandboxRequest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/** The org's endpoints. One lock guards all of it: an answer is never half of two states. */
public final class OktaOrg {

  private static final int RATE_LIMIT = 600;
  private static final Duration RATE_WINDOW = Duration.ofMinutes(1);

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private interface OAuthEndpoint {
    MockResponse answer(Map<String, String> form) throws OAuthRefusal;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final OktaState state;
  private final DeviceAuthorizations devices;
  private final TokenEndpoint tokens;
  private final AppsApi apps;
  private final SingleSignOn singleSignOn;
  private final Activation activation;
  private final Discovery discovery;
  private final Map<String, Integer> served = new HashMap<>();
  private Instant windowEnd = Instant.MIN;

  public OktaOrg(String baseUrl, OrgConfig config, Clock clock, Duration pollingInterval) {
    this.state = new OktaState(baseUrl, config, clock, pollingInterval);
    this.devices = new DeviceAuthorizations(state);
    this.tokens = new TokenEndpoint(state, devices);
    this.apps = new AppsApi(state);
    this.singleSignOn = new SingleSignOn(state);
    this.activation = new Activation(state, devices);
    this.discovery = new Discovery(state);
  }

  public MockResponse answer(SandboxRequest request) {
    return locked(() -> withCommonHeaders(request.path(), route(request)));
  }

  private MockResponse route(SandboxRequest request) {
    return switch (request.path()) {
      case "/.well-known/okta-organization" -> get(request, discovery::organization);
      case "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server" ->
          get(request, discovery::openId);
      case "/oauth2/v1/keys" -> get(request, discovery::keys);
      case "/oauth2/v1/device/authorize" -> oauth(request, devices::authorize);
      case "/oauth2/v1/token" -> oauth(request, tokens::token);
      case "/oauth2/v1/revoke" -> oauth(request, tokens::revoke);
      case "/api/v1/users/me/appLinks" -> get(request, () -> apps.appLinks(request));
      case "/api/v1/apps" -> get(request, () -> apps.apps(request));
      case "/login/token/sso" -> singleSignOn(request);
      case "/activate" -> get(request, () -> activation.show(request));
      case "/activate/signin" -> post(request, () -> activation.signIn(request));
      case "/activate/decision" -> post(request, () -> activation.decide(request));
      case "/activate/signout" -> post(request, () -> activation.signOut(request));
      default -> Answers.notFound(request.path());
    };
  }

  private static MockResponse get(SandboxRequest request, Supplier<MockResponse> endpoint) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    return reads ? endpoint.get() : Answers.wrongMethod();
  }

  private static MockResponse post(SandboxRequest request, Supplier<MockResponse> endpoint) {
    return request.method().equals("POST") ? endpoint.get() : Answers.wrongMethod();
  }

  private static MockResponse oauth(SandboxRequest request, OAuthEndpoint endpoint) {
    if (!request.method().equals("POST")) {
      return Answers.wrongMethod();
    }
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      return Answers.managementError(
          415,
          "E0000021",
          "Bad request.  Accept and/or Content-Type headers likely do not match supported values.");
    }
    try {
      List<String> repeated = request.repeatedFields();
      if (!repeated.isEmpty()) {
        throw OAuthRefusal.badRequest(
            "invalid_request", "The parameter '" + repeated.get(0) + "' occurs more than once.");
      }
      return endpoint.answer(request.form());
    } catch (OAuthRefusal refusal) {
      return refusal.answer();
    }
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

  private MockResponse withCommonHeaders(String path, MockResponse answer) {
    Instant now = state.clock.instant();
    if (!now.isBefore(windowEnd)) {
      windowEnd = now.plus(RATE_WINDOW);
      served.clear();
    }
    int count = served.merge(path, 1, Integer::sum);
    MockResponse.Builder headers =
        common(answer)
            .setHeader("X-Rate-Limit-Limit", RATE_LIMIT)
            .setHeader("X-Rate-Limit-Remaining", Math.max(0, RATE_LIMIT - count))
            .setHeader("X-Rate-Limit-Reset", windowEnd.getEpochSecond());
    return headers.build();
  }

  private MockResponse.Builder common(MockResponse answer) {
    return answer
        .newBuilder()
        .setHeader("Date", httpDate(state.clock.instant()))
        .setHeader("Server", "nginx")
        .setHeader("X-Okta-Request-Id", Ids.letters("", 27))
        .setHeader("X-Content-Type-Options", "nosniff")
        .setHeader("Cache-Control", "no-cache, no-store")
        .setHeader("Pragma", "no-cache");
  }

  private static String httpDate(Instant instant) {
    return HTTP_DATE.format(instant.atZone(ZoneOffset.UTC));
  }

  /** The answer to a request over the rate limit, which is in management shape on every path. */
  public MockResponse rateLimited(Duration untilReset) {
    return locked(
        () ->
            common(
                    Answers.managementError(
                        429, "E0000047", "API call exceeded rate limit due to too many requests."))
                .setHeader("X-Rate-Limit-Limit", RATE_LIMIT)
                .setHeader("X-Rate-Limit-Remaining", 0)
                .setHeader(
                    "X-Rate-Limit-Reset", state.clock.instant().plus(untilReset).getEpochSecond())
                .build());
  }

  public void autoApprove(@Nullable String login) {
    locked(
        () -> {
          devices.autoApprove(login == null ? null : user(login));
          return true;
        });
  }

  /** Approves as the person would in a browser; false when they are not assigned to the client. */
  public boolean approve(String userCode, String login) {
    return locked(() -> devices.approve(undecided(userCode), state.signIn(user(login))));
  }

  public void deny(String userCode) {
    locked(
        () -> {
          devices.deny(undecided(userCode));
          return true;
        });
  }

  private DeviceGrant undecided(String userCode) {
    return devices
        .undecided(userCode)
        .orElseThrow(() -> new IllegalArgumentException("no undecided request has that user code"));
  }

  private OrgUser user(String login) {
    return state
        .config
        .user(login)
        .orElseThrow(() -> new IllegalArgumentException("no user of the org is called " + login));
  }

  public void endSession(String login) {
    OrgUser user = user(login);
    locked(
        () -> {
          state.sessions.values().stream()
              .filter(session -> session.user.login().equals(user.login()))
              .forEach(OktaSession::end);
          return true;
        });
  }

  public void revokeEverything() {
    locked(
        () -> {
          state.sessions.values().forEach(OktaSession::end);
          state.refreshTokens.values().forEach(token -> token.family.revoke());
          state.accessTokens.values().forEach(token -> token.family().revoke());
          return true;
        });
  }

  public OrgConfig config() {
    return locked(() -> state.config);
  }

  public void reconfigure(OrgConfig config) {
    locked(
        () -> {
          state.config = config;
          return true;
        });
  }

  public JWKSet tokenKeys() {
    return state.tokenKey.publicKeys();
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
    locked(() -> state.config.users()).forEach(user -> secrets.add(user.password()));
    return secrets;
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
