package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.SandboxRequest;
import io.github.oktaaws.testkit.internal.okta.Browsers.Browser;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.Family;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;

/**
 * {@code /v1/authorize}: a person signs in, and the browser takes a code to the client (RFC 6749
 * §4.1, RFC 7636). Whoever cannot be told by redirect is told by page.
 */
final class AuthorizationEndpoint {

  private final OktaState state;
  private final Browsers browsers;
  private final AuthorizationCodes codes;
  private final SignInPages pages;
  private final Map<String, AuthorizationRequest> waiting = new Bounded<>();

  AuthorizationEndpoint(OktaState state, Browsers browsers, AuthorizationCodes codes) {
    this.state = state;
    this.browsers = browsers;
    this.codes = codes;
    this.pages = new SignInPages(state);
  }

  MockResponse authorize(Server server, SandboxRequest request) {
    Map<String, String> query = query(request.url());
    Optional<OidcApp> client = state.config.oidcApp(query.getOrDefault("client_id", ""));
    if (client.isEmpty()) {
      return Answers.html(400, pages.error("Invalid value for 'client_id' parameter."));
    }
    String redirectUri = query.getOrDefault("redirect_uri", "");
    if (!client.get().redirectUris().contains(redirectUri)) {
      return Answers.html(
          400,
          pages.error(
              "The 'redirect_uri' parameter must be a Login redirect URI in the client app"
                  + " settings."));
    }
    try {
      return answer(checked(server, client.get(), query, request.url()), query, request);
    } catch (OAuthRefusal refusal) {
      return refused(redirectUri, query.getOrDefault("state", ""), refusal);
    }
  }

  private AuthorizationRequest checked(
      Server server, OidcApp client, Map<String, String> query, HttpUrl url) throws OAuthRefusal {
    OAuthClients.requireGrant(client.grantTypes(), GrantType.AUTHORIZATION_CODE);
    for (String name : query.keySet()) {
      if (url.queryParameterValues(name).size() > 1) {
        throw invalid("The parameter '" + name + "' occurs more than once.");
      }
    }
    if (!OAuthClients.required(query, "response_type").equals("code")) {
      throw OAuthRefusal.badRequest(
          "unsupported_response_type",
          "The response type is not supported by the authorization server. Configured response"
              + " types: [code].");
    }
    if (!query.getOrDefault("response_mode", "query").equals("query")) {
      throw invalid("The 'response_mode' is not supported by this authorization server.");
    }
    String challenge = query.getOrDefault("code_challenge", "");
    if (challenge.isEmpty()) {
      throw invalid(
          "PKCE code challenge is required when the token endpoint authentication method is"
              + " 'NONE'.");
    }
    if (!query.getOrDefault("code_challenge_method", "plain").equals("S256")
        || !challenge.matches("[A-Za-z0-9_-]{43}")) {
      throw invalid("The 'code_challenge' must be made with the method 'S256'.");
    }
    Set<String> scopes = OAuthClients.scopes(query, state.servers.scopes(server, client));
    return new AuthorizationRequest(
        server,
        client,
        scopes,
        query.getOrDefault("redirect_uri", ""),
        OAuthClients.required(query, "state"),
        query.getOrDefault("nonce", ""),
        challenge);
  }

  private static OAuthRefusal invalid(String description) {
    return OAuthRefusal.badRequest("invalid_request", description);
  }

  private MockResponse answer(
      AuthorizationRequest asked, Map<String, String> query, SandboxRequest request)
      throws OAuthRefusal {
    String prompt = query.getOrDefault("prompt", "");
    Browser browser = browsers.of(request);
    Optional<OktaSession> session =
        Optional.ofNullable(state.autoApprover)
            .map(state::signIn)
            .or(() -> prompt.equals("login") ? Optional.empty() : browser.signedIn());
    if (session.isPresent()) {
      return finish(asked, session.get());
    }
    if (prompt.equals("none")) {
      throw OAuthRefusal.badRequest(
          "login_required", "The client specified not to prompt, but the user is not logged in.");
    }
    String id = Ids.secret(24);
    waiting.put(id, asked);
    return signInPage(200, id, asked, browser, query.getOrDefault("login_hint", ""), "");
  }

  /** What a person sends from the sign-in page. */
  MockResponse signIn(SandboxRequest request) {
    Map<String, String> form = request.form();
    Optional<Browser> browser = browsers.genuine(request, form);
    String id = form.getOrDefault("request", "");
    AuthorizationRequest asked = waiting.get(id);
    if (browser.isEmpty() || asked == null) {
      return Answers.html(403, pages.forged());
    }
    if ("cancel".equals(form.get("decision"))) {
      waiting.remove(id);
      return refused(
          asked.redirectUri(),
          asked.state(),
          OAuthRefusal.badRequest(
              "access_denied", "The resource owner or authorization server denied the request."));
    }
    String login = form.getOrDefault("identifier", "").trim();
    Optional<OrgUser> user = state.passwords.check(login, form.getOrDefault("password", ""));
    if (user.isEmpty()) {
      return signInPage(401, id, asked, browser.get(), login, Pages.WRONG_PASSWORD);
    }
    waiting.remove(id);
    Browser signedIn = browsers.signIn(browser.get(), user.get());
    OktaSession session = signedIn.signedIn().orElseThrow();
    return browsers.withCookie(finish(asked, session), signedIn);
  }

  private MockResponse signInPage(
      int status,
      String id,
      AuthorizationRequest asked,
      Browser browser,
      String login,
      String problem) {
    String page = pages.signIn(id, asked.client().label(), browser.csrf, login, problem);
    return browsers.page(status, page, browser, asked.redirectOrigin());
  }

  private MockResponse finish(AuthorizationRequest asked, OktaSession session) {
    if (!asked.client().assignedTo().contains(session.user.login())) {
      return refused(
          asked.redirectUri(),
          asked.state(),
          OAuthRefusal.badRequest(
              "access_denied", "User is not assigned to the client application."));
    }
    Family family =
        new Family(
            asked.client().clientId(), asked.server(), session, asked.scopes(), asked.nonce());
    String code = codes.issue(family, asked.redirectUri(), asked.challenge());
    return Answers.found(
        HttpUrl.get(asked.redirectUri())
            .newBuilder()
            .addQueryParameter("code", code)
            .addQueryParameter("state", asked.state())
            .toString());
  }

  private static MockResponse refused(String redirectUri, String state, OAuthRefusal refusal) {
    HttpUrl.Builder location = HttpUrl.get(redirectUri).newBuilder();
    if (!state.isEmpty()) {
      location.addQueryParameter("state", state);
    }
    return Answers.found(
        location
            .addQueryParameter("error", refusal.error())
            .addQueryParameter("error_description", refusal.description())
            .toString());
  }

  private static Map<String, String> query(HttpUrl url) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String name : url.queryParameterNames()) {
      query.put(name, Objects.requireNonNullElse(url.queryParameter(name), ""));
    }
    return query;
  }
}
