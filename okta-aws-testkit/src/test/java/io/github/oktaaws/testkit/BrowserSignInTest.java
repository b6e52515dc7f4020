package io.github.oktaaws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jwt.JWTClaimsSet;
import io.github.oktaaws.testkit.SandboxClient.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserSignInTest {

  private static final String VERIFIER = "verifier-0123456789-0123456789-0123456789-01";
  private static final String REDIRECT = OrgConfig.ACME_REDIRECT_URI;

  private final VirtualClock clock = new VirtualClock();
  private final OktaAwsSandbox sandbox = OktaAwsSandbox.builder().clock(clock).start();
  private final SandboxClient browser = new SandboxClient(sandbox);
  private final SandboxClient client = new SandboxClient(sandbox);
  private String server = "/oauth2";

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static String challenge() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks as a client does, with some parameters changed; an empty one is left out. */
  private Answer authorize(String... changes) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", sandbox.oidcClientId());
    query.put("redirect_uri", REDIRECT);
    query.put("response_type", "code");
    query.put("scope", "openid profile");
    query.put("state", "state-1");
    query.put("nonce", "nonce-1");
    query.put("code_challenge", challenge());
    query.put("code_challenge_method", "S256");
    for (int i = 0; i < changes.length; i += 2) {
      query.put(changes[i], changes[i + 1]);
    }
    HttpUrl.Builder url = HttpUrl.get(sandbox.oktaUrl() + server + "/v1/authorize").newBuilder();
    query.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            url.addQueryParameter(name, value);
          }
        });
    return browser.get(url.toString().substring(sandbox.oktaUrl().length()));
  }

  private static String request(Answer page) {
    Matcher value = Pattern.compile("name=\"request\" value=\"([^\"]*)\"").matcher(page.body());
    return value.find() ? value.group(1) : "";
  }

  private Answer submit(Answer page, String login, String password, String decision) {
    return browser.post(
        "/signin",
        "csrf",
        SandboxClient.csrf(page),
        "request",
        request(page),
        "identifier",
        login,
        "password",
        password,
        "decision",
        decision);
  }

  private Answer signIn(String login) {
    return submit(authorize(), login, login + "-password", "signin");
  }

  private static String parameter(Answer redirect, String name) {
    assertThat(redirect.status()).isEqualTo(302);
    assertThat(redirect.header("Location")).startsWith(REDIRECT + "?");
    return Objects.requireNonNullElse(
        HttpUrl.get(redirect.header("Location")).queryParameter(name), "");
  }

  private Answer redeem(String code, String... changes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", sandbox.oidcClientId());
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", REDIRECT);
    form.put("code_verifier", VERIFIER);
    for (int i = 0; i < changes.length; i += 2) {
      form.put(changes[i], changes[i + 1]);
    }
    String[] fields =
        form.entrySet().stream()
            .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
            .toArray(String[]::new);
    return client.post(server + "/v1/token", fields);
  }

  @Test
  void aPersonSignsInAndTheBrowserTakesACodeToTheClient() throws Exception {
    Answer page = authorize();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("Sign in to go on to AWS command line");
    Answer redirect = submit(page, "jane", "jane-password", "signin");
    assertThat(parameter(redirect, "state")).isEqualTo("state-1");
    String code = parameter(redirect, "code");
    assertThat(sandbox.issuedSecrets()).contains(code);
    Answer tokens = redeem(code);
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.text("scope")).isEqualTo("openid profile");
    JWTClaimsSet id = SignedToken.claims(tokens.text("id_token"));
    assertThat(id.getStringClaim("nonce")).isEqualTo("nonce-1");
    assertThat(id.getAudience()).containsExactly(sandbox.oidcClientId());
    assertThat(SignedToken.claims(tokens.text("access_token")).getIssuer())
        .isEqualTo(sandbox.oktaUrl());
  }

  @Test
  void theTokensAreGoodForTheExchange() {
    Answer page = authorize("scope", SandboxClient.SCOPES);
    String code = parameter(submit(page, "jane", "jane-password", "signin"), "code");
    Answer exchanged = client.exchange(redeem(code), sandbox.federationApps().get(0).id());
    assertThat(exchanged.text("token_type")).isEqualTo("N_A");
  }

  @Test
  void aCustomServerSignsInToo() {
    server = "/oauth2/default";
    JWTClaimsSet claims =
        SignedToken.claims(redeem(parameter(signIn("jane"), "code")).text("access_token"));
    assertThat(claims.getIssuer()).isEqualTo(sandbox.oktaUrl() + "/oauth2/default");
    assertThat(claims.getAudience()).containsExactly("api://default");
    AuthorizationServer custom = sandbox.org().authorizationServers().get(0);
    sandbox.reconfigure(sandbox.org().withAuthorizationServer(custom.withAllowedClients()));
    assertThat(parameter(authorize(), "error")).isEqualTo("access_denied");
  }

  @Test
  void whoIsSignedInAlreadyIsNotAskedAgain() {
    signIn("jane");
    assertThat(parameter(authorize(), "code")).isNotEmpty();
    assertThat(parameter(authorize("prompt", "none"), "code")).isNotEmpty();
    assertThat(authorize("prompt", "login").body()).contains("<label for=\"password\">");
    sandbox.endSession("jane");
    assertThat(parameter(authorize("prompt", "none"), "error")).isEqualTo("login_required");
  }

  @Test
  void autoApprovalAnswersAtOnce() {
    sandbox.autoApprove("jane");
    assertThat(redeem(parameter(authorize(), "code")).status()).isEqualTo(200);
    sandbox.autoApprove("john");
    assertThat(parameter(authorize(), "error")).isEqualTo("access_denied");
  }

  @Test
  void anUnknownClientOrRedirectUriIsShownAPageAndNeverRedirected() {
    Answer unknown = authorize("client_id", "0oaother");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body()).contains("Invalid value for &#39;client_id&#39; parameter.");
    for (String uri :
        new String[] {
          "http://127.0.0.1:28472/callback", "http://localhost:28471/callback", REDIRECT + "/", ""
        }) {
      Answer page = authorize("redirect_uri", uri);
      assertThat(page.status()).as(uri).isEqualTo(400);
      assertThat(page.header("Location")).isEmpty();
      assertThat(page.body()).contains("parameter must be a Login redirect URI");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "response_type, '', invalid_request",
    "response_mode, form_post, invalid_request",
    "code_challenge, '', invalid_request",
    "code_challenge, short, invalid_request",
    "code_challenge_method, plain, invalid_request",
    "code_challenge_method, '', invalid_request",
    "scope, unheard.of, invalid_scope",
    "scope, '', invalid_scope",
    "prompt, none, login_required"
  })
  void otherMistakesAreToldToTheClient(String name, String value, String error) {
    Answer redirect = authorize(name, value);
    assertThat(parameter(redirect, "error")).isEqualTo(error);
    assertThat(parameter(redirect, "state")).isEqualTo("state-1");
    assertThat(parameter(redirect, "error_description")).isNotEmpty();
    assertThat(parameter(redirect, "code")).isEmpty();
  }

  @Test
  void aRequestWithoutAStateIsRefused() {
    Answer redirect = authorize("state", "");
    assertThat(parameter(redirect, "error")).isEqualTo("invalid_request");
    assertThat(parameter(redirect, "state")).isEmpty();
  }

  @Test
  void theGrantMustBeTicked() {
    OidcApp app = sandbox.org().oidcApps().get(0);
    String code = parameter(signIn("jane"), "code");
    sandbox.reconfigure(sandbox.org().withOidcApp(app.withGrantTypes(GrantType.DEVICE_CODE)));
    assertThat(parameter(authorize(), "error")).isEqualTo("unauthorized_client");
    assertThat(redeem(code).text("error")).isEqualTo("unauthorized_client");
  }

  @Test
  void cancellingAndMissingAssignmentAreDenials() {
    assertThat(parameter(submit(authorize(), "", "", "cancel"), "error"))
        .isEqualTo("access_denied");
    Answer john = signIn("john");
    assertThat(parameter(john, "error")).isEqualTo("access_denied");
    assertThat(parameter(john, "error_description"))
        .isEqualTo("User is not assigned to the client application.");
  }

  @Test
  void aCodeIsGoodOnceAndASecondUseRevokesTheTokens() {
    Answer page = authorize("scope", SandboxClient.SCOPES);
    String code = parameter(submit(page, "jane", "jane-password", "signin"), "code");
    String token = redeem(code).text("access_token");
    assertThat(client.getWithToken("/api/v1/users/me/appLinks", token).status()).isEqualTo(200);
    assertThat(redeem(code).text("error")).isEqualTo("invalid_grant");
    assertThat(client.getWithToken("/api/v1/users/me/appLinks", token).status()).isEqualTo(401);
  }

  @Test
  void aCodeLivesAMinute() {
    String code = parameter(signIn("jane"), "code");
    clock.advance(Duration.ofSeconds(60));
    Answer late = redeem(code);
    assertThat(late.text("error")).isEqualTo("invalid_grant");
    assertThat(late.text("error_description"))
        .isEqualTo("The authorization code is invalid or has expired.");
  }

  @Test
  void aCodeIsBoundToItsVerifierRedirectUriAndServer() {
    Answer wrong =
        redeem(parameter(signIn("jane"), "code"), "code_verifier", VERIFIER.replace('v', 'w'));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text("error_description")).isEqualTo("PKCE verification failed.");
    assertThat(redeem(parameter(authorize(), "code"), "code_verifier", "").text("error"))
        .isEqualTo("invalid_request");
    assertThat(
            redeem(parameter(authorize(), "code"), "redirect_uri", "http://127.0.0.1:1/callback")
                .text("error"))
        .isEqualTo("invalid_grant");
    String code = parameter(authorize(), "code");
    server = "/oauth2/default";
    assertThat(redeem(code).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void aFormFromElsewhereIsRefusedAndAWrongPasswordIsNotEchoed() {
    Answer page = authorize();
    Answer forged =
        new SandboxClient(sandbox)
            .post(
                "/signin",
                "csrf",
                SandboxClient.csrf(page),
                "request",
                request(page),
                "identifier",
                "jane",
                "password",
                "jane-password");
    assertThat(forged.status()).isEqualTo(403);
    Answer wrong = submit(page, "jane", "guess-in-vain", "signin");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.body())
        .contains("role=\"alert\"", "Unable to sign in")
        .doesNotContain("guess-in-vain");
    assertThat(parameter(submit(wrong, "jane", "jane-password", "signin"), "code")).isNotEmpty();
  }

  @Test
  void thePageNeedsNoScriptAndLetsItsFormLeadToTheClientOnly() {
    Answer page = authorize("login_hint", "jane\"><script>");
    assertThat(page.body())
        .contains("<title>Acme - Sign In</title>", "<label for=\"identifier\">", "formnovalidate")
        .contains("value=\"jane&quot;&gt;&lt;script&gt;\"")
        .doesNotContain("<script");
    assertThat(page.header("Content-Security-Policy"))
        .contains("form-action 'self' http://127.0.0.1:28471;");
  }

  @Test
  void aRedirectUriMustBeOne() {
    OidcApp app = sandbox.org().oidcApps().get(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> app.withRedirectUris("http://127.0.0.1:8400/callback#here"));
    assertThat(app.withRedirectUris("http://[::1]:8400/callback").redirectUris()).hasSize(1);
  }
}
