package io.github.oktaaws.signin;

import static io.github.oktaaws.signin.CannedOrg.error;
import static io.github.oktaaws.signin.CannedOrg.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.BrowserSignInTimedOutException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ClassicOrgException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.InteractionRequiredException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.signin.ScriptedBrowser.Visit;
import io.github.oktaaws.testing.Planted;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BrowserSignInTest {

  private static final String TOKEN = "/oauth2/v1/token";
  private static final String DEVICE = "/oauth2/v1/device/authorize";
  private static final String CODE = "canary-authorization-code";

  private final CannedOrg okta = new CannedOrg();
  private final List<BrowserChallenge> shown = new CopyOnWriteArrayList<>();
  private final SignInPrompt prompt =
      new SignInPrompt() {
        @Override
        public void show(DeviceChallenge challenge) {
          throw new IllegalStateException("asked to sign in on any device");
        }

        @Override
        public void showBrowser(BrowserChallenge challenge) {
          shown.add(challenge);
        }
      };

  BrowserSignInTest() {
    Planted.secrets(CODE);
    okta.answers("/.well-known/okta-organization", json(200, "{'pipeline':'idx'}"));
  }

  @AfterEach
  void nothingIsLeftOpen() {
    okta.close();
    until(() -> listenerThreads().isEmpty());
  }

  @Test
  void theBrowserComesBackWithACodeThatBecomesTokens() throws Exception {
    List<String> pages = new CopyOnWriteArrayList<>();
    ScriptedBrowser browser =
        new ScriptedBrowser(
            visit -> {
              okta.answers(TOKEN, CannedOrg.tokens(visit.nonce()));
              pages.add(visit.comesBack("code=" + CODE + "&state=" + visit.state()));
            });

    OktaTokens tokens = builder(browser).build().signIn();

    browser.done();
    assertThat(tokens.accessToken()).isEqualTo(CannedOrg.ACCESS_TOKEN);
    Map<String, String> asked = new Visit(browser.opened.get(0)).query();
    String redirectUri = asked.getOrDefault("redirect_uri", "");
    assertThat(browser.opened.get(0).toString())
        .startsWith(okta.origin() + "/oauth2/v1/authorize?");
    assertThat(asked)
        .containsEntry("client_id", CannedOrg.CLIENT)
        .containsEntry("response_type", "code")
        .containsEntry("scope", "openid okta.apps.sso okta.apps.read okta.users.read.self")
        .containsEntry("code_challenge_method", "S256")
        .containsOnlyKeys(
            "client_id",
            "response_type",
            "scope",
            "redirect_uri",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method");
    assertThat(redirectUri).matches("http://127\\.0\\.0\\.1:\\d+/callback");
    Map<String, String> exchanged = okta.forms(TOKEN).get(0);
    assertThat(exchanged)
        .containsEntry("client_id", CannedOrg.CLIENT)
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", CODE)
        .containsEntry("redirect_uri", redirectUri)
        .hasSize(5);
    assertThat(sha256(exchanged.getOrDefault("code_verifier", "")))
        .isEqualTo(asked.get("code_challenge"));
    assertThat(pages.get(0))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Cache-Control: no-store\r\n")
        .contains("Content-Security-Policy: default-src 'none'")
        .contains("You are signed in")
        .doesNotContain("<script", CODE, asked.get("state"));
    assertThat(shown)
        .singleElement()
        .satisfies(
            challenge -> {
              assertThat(challenge.uriToOpen()).isEqualTo(browser.opened.get(0));
              assertThat(Planted.said(challenge).toString()).doesNotContain(asked.get("state"));
            });
  }

  @Test
  void theChallengeIsThatOfTheStandardsExample() {
    // RFC 7636 appendix B
    assertThat(new Pkce("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge())
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void stateNonceAndVerifierAreOtherOnesEachTime() throws Exception {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 3; i++) {
      ScriptedBrowser browser =
          new ScriptedBrowser(
              visit -> {
                okta.answers(TOKEN, CannedOrg.tokens(visit.nonce()));
                visit.comesBack("code=" + CODE + "&state=" + visit.state());
              });
      builder(browser).build().signIn();
      Visit visit = new Visit(browser.opened.get(0));
      seen.addAll(List.of(visit.state(), visit.nonce(), visit.query().get("code_challenge")));
    }
    assertThat(seen).hasSize(9);
  }

  /** amazon-redshift-jdbc-driver 2.3.0 takes whatever is posted to its port. */
  @Test
  void whatBelongsToNoSignInOfOursIsRefusedAndTheWaitGoesOn() throws Exception {
    List<String> refused = new CopyOnWriteArrayList<>();
    ScriptedBrowser browser =
        new ScriptedBrowser(
            visit -> {
              String host = visit.redirectUri().getRawAuthority();
              String right = "code=" + CODE + "&state=" + visit.state();
              refused.add(visit.comesBack("code=stolen"));
              refused.add(visit.comesBack("code=stolen&state="));
              refused.add(visit.comesBack("code=stolen&state=" + visit.state() + "x"));
              refused.add(visit.comesBack("error=access_denied&state=guess"));
              refused.add(visit.comesBack(right + "&state=" + visit.state()));
              refused.add(visit.comesBack("state=" + visit.state()));
              refused.add(visit.comesBack(right + "&error=access_denied"));
              refused.add(visit.get("/?" + right));
              refused.add(visit.get("//callback?" + right));
              refused.add(visit.get("/favicon.ico"));
              refused.add(
                  visit.send(
                      "GET http://" + host + "/callback?" + right + " HTTP/1.1\r\nHost: " + host));
              refused.add(visit.send("GET /callback?" + right + " HTTP/1.1\r\nHost: evil.example"));
              refused.add(visit.send("GET /callback?" + right + " HTTP/1.1"));
              refused.add(
                  visit.send(
                      "GET /callback?" + right + " HTTP/1.1\r\nHost: " + host + "\r\nHost: a"));
              refused.add(visit.send("HEAD /callback?" + right + " HTTP/1.1\r\nHost: " + host));
              refused.add(
                  visit.send(
                      "POST /callback HTTP/1.1\r\nHost: "
                          + host
                          + "\r\nContent-Length: 0\r\nX: SAMLResponse=PHNhbWw+"));
              refused.add(visit.send("\u0016\u0003\u0001"));
              okta.answers(TOKEN, CannedOrg.tokens(visit.nonce()));
              visit.comesBack(right);
            });

    OktaTokens tokens = builder(browser).build().signIn();

    browser.done();
    assertThat(tokens.accessToken()).isEqualTo(CannedOrg.ACCESS_TOKEN);
    assertThat(okta.forms(TOKEN))
        .singleElement()
        .satisfies(form -> assertThat(form).containsEntry("code", CODE));
    assertThat(refused)
        .allSatisfy(
            page -> assertThat(page).startsWith("HTTP/1.1 4").doesNotContain("stolen", CODE));
  }

  @Test
  void aCodeIsTakenOnce() throws Exception {
    List<String> second = new CopyOnWriteArrayList<>();
    ScriptedBrowser browser =
        new ScriptedBrowser(
            visit -> {
              okta.answers(
                  TOKEN,
                  CannedOrg.tokens(visit.nonce())
                      .newBuilder()
                      .headersDelay(500, TimeUnit.MILLISECONDS)
                      .build());
              String right = "code=" + CODE + "&state=" + visit.state();
              Thread first = new Thread(() -> visit.comesBack(right));
              first.setDaemon(true);
              first.start();
              until(() -> !okta.forms(TOKEN).isEmpty());
              second.add(visit.comesBack(right));
            });

    builder(browser).build().signIn();

    browser.done();
    assertThat(second.get(0)).startsWith("HTTP/1.1 410 ");
    assertThat(okta.forms(TOKEN)).hasSize(1);
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of("error=access_denied", AuthorizationDeniedException.class),
        Arguments.of(
            "error=access_denied&error_description=User+is+not+assigned+to+the+client+application.",
            UserNotAssignedException.class),
        Arguments.of(
            "error=access_denied&error_description=Policy%20evaluation%20failed",
            SignInPolicyException.class),
        Arguments.of("error=unauthorized_client", GrantTypeNotAllowedException.class),
        Arguments.of("error=invalid_scope", ScopeNotAllowedException.class),
        Arguments.of("error=login_required", InteractionRequiredException.class),
        Arguments.of("error=consent_required", InteractionRequiredException.class),
        Arguments.of("error=server_error&error_description=%1b%5b2J", OAuthErrorException.class));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorThatComesBackSaysWhyHereAndInTheBrowser(
      String error, Class<? extends OktaAwsException> type) throws Exception {
    List<String> pages = new CopyOnWriteArrayList<>();
    ScriptedBrowser browser =
        new ScriptedBrowser(visit -> pages.add(visit.comesBack(error + "&state=" + visit.state())));

    OktaAwsException thrown = catchThrowableOfType(type, () -> builder(browser).build().signIn());

    browser.done();
    assertThat(thrown.getMessage()).doesNotContain("\u001b");
    assertThat(pages.get(0)).contains("You are not signed in");
    assertThat(okta.forms(TOKEN)).isEmpty();
  }

  static Stream<Arguments> exchanges() {
    return Stream.of(
        Arguments.of(
            error(400, "invalid_grant", "The code " + CODE + " is spent."),
            OAuthErrorException.class),
        Arguments.of(error(400, "unauthorized_client", "x"), GrantTypeNotAllowedException.class),
        Arguments.of(CannedOrg.tokens("of another sign-in"), UnexpectedAnswerException.class),
        Arguments.of(
            json(200, "{'access_token':'canary-1','token_type':'Bearer','id_token':'canary-2'}"),
            UnexpectedAnswerException.class),
        Arguments.of(
            new MockResponse.Builder().code(307).addHeader("Location", "/x").build(),
            UnexpectedAnswerException.class),
        Arguments.of(
            new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build(),
            NetworkException.class));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void aCodeThatBecomesNoTokensOfThisSignInSaysWhyHereAndInTheBrowser(
      MockResponse answer, Class<? extends OktaAwsException> type) throws Exception {
    okta.answers(TOKEN, answer);
    List<String> pages = new CopyOnWriteArrayList<>();
    ScriptedBrowser browser =
        new ScriptedBrowser(
            visit -> pages.add(visit.comesBack("code=" + CODE + "&state=" + visit.state())));

    OktaAwsException thrown = catchThrowableOfType(type, () -> builder(browser).build().signIn());

    browser.done();
    assertThat(Planted.thrown(thrown).getMessage()).doesNotContain("canary");
    assertThat(pages.get(0)).contains("You are not signed in");
  }

  // RFC 9207
  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "", "http://127.0.0.1", "ORIGIN/oauth2/default"})
  void anAnswerOfAnotherAuthorizationServerIsRefused(String issuer) {
    ScriptedBrowser browser =
        new ScriptedBrowser(
            visit ->
                visit.comesBack(
                    "code="
                        + CODE
                        + "&state="
                        + visit.state()
                        + "&iss="
                        + issuer.replace("ORIGIN", okta.origin())));

    assertThatThrownBy(() -> builder(browser).build().signIn())
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("iss");
    assertThat(okta.forms(TOKEN)).isEmpty();
  }

  @Test
  void anAnswerThatNamesTheRightAuthorizationServerIsTaken() {
    ScriptedBrowser browser =
        new ScriptedBrowser(
            visit -> {
              okta.answers(TOKEN, CannedOrg.tokens(visit.nonce()));
              visit.comesBack("code=" + CODE + "&state=" + visit.state() + "&iss=" + okta.origin());
            });

    assertThat(builder(browser).build().signIn().accessToken()).isEqualTo(CannedOrg.ACCESS_TOKEN);
  }

  @Test
  void nobodyComingBackIsAnErrorThatSaysWhatToRegister() throws Exception {
    ScriptedBrowser browser = new ScriptedBrowser(visit -> {});

    BrowserSignInTimedOutException thrown =
        catchThrowableOfType(
            BrowserSignInTimedOutException.class,
            () -> builder(browser).atMost(Duration.ofMillis(50)).build().signIn());

    Visit visit = new Visit(browser.opened.get(0));
    assertThat(thrown.redirectUri()).isEqualTo(visit.redirectUri().toString());
    assertThat(thrown.remedy())
        .contains(visit.redirectUri().toString(), "Sign-in redirect URIs", "Authorization Code");
    awaitFree(visit.redirectUri().getPort());
  }

  @Test
  void anInterruptEndsTheWaitWithin200MsAndFreesThePort() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    ScriptedBrowser browser = new ScriptedBrowser(visit -> open.countDown());
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread waiter =
        new Thread(
            () -> {
              Throwable t = catchThrowable(() -> builder(browser).build().signIn());
              flag.complete(Thread.currentThread().isInterrupted());
              thrown.complete(t);
            });
    waiter.setDaemon(true);
    waiter.start();
    assertThat(open.await(10, TimeUnit.SECONDS)).isTrue();
    until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
    Visit visit = new Visit(browser.opened.get(0));
    try (Socket idle = visit.connect()) {
      long start = System.nanoTime();
      waiter.interrupt();

      assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
      assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(isEnded(idle)).as("an open connection ends").isTrue();
    }
    awaitFree(visit.redirectUri().getPort());
  }

  /** One that was accepted is closed; one that nobody had accepted yet is reset. */
  private static boolean isEnded(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void connectionsThatSayNothingOrTooMuchKeepNobodyWaiting() throws Exception {
    List<Socket> idle = new ArrayList<>();
    List<String> tooMuch = new CopyOnWriteArrayList<>();
    ScriptedBrowser browser =
        new ScriptedBrowser(
            visit -> {
              try {
                for (int i = 0; i < 10; i++) {
                  idle.add(visit.connect());
                }
                tooMuch.add(visit.send("GET /callback HTTP/1.1\r\nX: " + "x".repeat(16 * 1024)));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
              okta.answers(TOKEN, CannedOrg.tokens(visit.nonce()));
              visit.comesBack("code=" + CODE + "&state=" + visit.state());
            });

    OktaTokens tokens = builder(browser).build().signIn();

    browser.done();
    assertThat(tokens.accessToken()).isEqualTo(CannedOrg.ACCESS_TOKEN);
    assertThat(tooMuch.get(0)).doesNotContain(" 200 ");
    for (Socket socket : idle) {
      socket.close();
    }
  }

  /** amazon-redshift-jdbc-driver 2.3.0 has one port. */
  @Test
  void aPortThatIsBusyIsFollowedByTheNext() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, ScriptedBrowser.loopback())) {
      int free = freePort();
      ScriptedBrowser browser =
          new ScriptedBrowser(
              visit -> {
                okta.answers(TOKEN, CannedOrg.tokens(visit.nonce()));
                visit.comesBack("code=" + CODE + "&state=" + visit.state());
              });

      builder(browser).ports(busy.getLocalPort(), free).build().signIn();

      assertThat(new Visit(browser.opened.get(0)).redirectUri().getPort()).isEqualTo(free);
    }
  }

  @Test
  void whereNoPortIsFreeThePersonSignsInOnAnyDevice() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, ScriptedBrowser.loopback())) {
      ScriptedBrowser browser = new ScriptedBrowser(visit -> {});

      assertThatThrownBy(() -> onAnyDevice(browser).ports(busy.getLocalPort()).build().signIn())
          .hasMessage("asked to sign in on any device");
      assertThat(browser.opened).isEmpty();
    }
  }

  static Stream<BrowserLauncher> noBrowsers() {
    return Stream.of(
        address -> false,
        address -> {
          throw new IllegalStateException("cannot open " + address);
        },
        BrowserLauncher.command(List.of("/no/such/browser")),
        // the tests run headless
        BrowserLauncher.desktop());
  }

  /** amazon-redshift-jdbc-driver 2.3.0 fails there. */
  @ParameterizedTest
  @MethodSource("noBrowsers")
  void whereThereIsNoBrowserThePersonSignsInOnAnyDevice(BrowserLauncher none) {
    assertThatThrownBy(() -> onAnyDevice(none).build().signIn())
        .hasMessage("asked to sign in on any device");
    assertThat(shown).isEmpty();
    assertThat(okta.forms(DEVICE))
        .singleElement()
        .satisfies(form -> assertThat(form).containsEntry("scope", "openid okta.apps.sso"));
  }

  /** okta-aws-cli 2.6.0 waits for the command to end before it begins to poll. */
  @Test
  void aCommandThatDoesNotReturnDoesNotBlock(@TempDir Path directory) throws Exception {
    Path seen = directory.resolve("address");
    BrowserLauncher command =
        BrowserLauncher.command(
            List.of(
                "sh",
                "-c",
                "echo \"$1\" > '"
                    + seen
                    + ".tmp'; mv '"
                    + seen
                    + ".tmp' '"
                    + seen
                    + "'; exec sleep 20",
                "browser"));
    ScriptedBrowser person =
        new ScriptedBrowser(
            visit -> {
              until(() -> Files.exists(seen));
              okta.answers(TOKEN, CannedOrg.tokens(visit.nonce()));
              visit.comesBack("code=" + CODE + "&state=" + visit.state());
            });
    long start = System.nanoTime();
    try {
      builder(address -> command.open(address) && person.open(address)).build().signIn();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
      assertThat(Files.readString(seen).strip()).isEqualTo(person.opened.get(0).toASCIIString());
    } finally {
      ProcessHandle.current()
          .children()
          .filter(child -> child.info().command().orElse("").endsWith("sleep"))
          .forEach(ProcessHandle::destroy);
    }
  }

  @Test
  void aClassicOrgIsToldBeforeABrowserOpens() {
    try (CannedOrg classic = new CannedOrg()) {
      classic.answers("/.well-known/okta-organization", json(200, "{'pipeline':'v1'}"));
      ScriptedBrowser browser = new ScriptedBrowser(visit -> {});

      assertThatThrownBy(
              () -> SignIn.inBrowser(classic.org(), CannedOrg.CLIENT, browser, prompt).signIn())
          .isInstanceOf(ClassicOrgException.class);
      assertThat(browser.opened).isEmpty();
    }
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    BrowserLauncher none = address -> false;
    assertThatThrownBy(() -> builder(none).ports().build())
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> builder(none).ports(65_536).build())
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> builder(none).scopes(List.of()).build())
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> BrowserLauncher.command(List.of()))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> SignIn.inBrowser(okta.org(), "", none, prompt))
        .isInstanceOf(ConfigurationException.class);
  }

  private BrowserSignInBuilder builder(BrowserLauncher launcher) {
    return SignIn.browserBuilder(okta.org(), CannedOrg.CLIENT, launcher, prompt).ports(0);
  }

  private BrowserSignInBuilder onAnyDevice(BrowserLauncher launcher) {
    okta.answers(
        DEVICE,
        json(
            200,
            "{'device_code':'canary-device-code-of-a-person','user_code':'NNBJWNSJ',"
                + "'verification_uri':'"
                + okta.origin()
                + "/activate','expires_in':600}"));
    return builder(launcher).scopes(List.of("openid", "okta.apps.sso"));
  }

  private static String sha256(String verifier) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256")
                .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, ScriptedBrowser.loopback())) {
      return socket.getLocalPort();
    }
  }

  /** Some other program's connection may have the port for a moment, once it is free. */
  private static void awaitFree(int port) {
    await().atMost(Duration.ofSeconds(10)).until(() -> isFree(port));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, ScriptedBrowser.loopback())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> listenerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("okta-aws-redirect"))
        .toList();
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(end - System.nanoTime()).as("time left").isPositive();
      Thread.onSpinWait();
    }
  }
}
