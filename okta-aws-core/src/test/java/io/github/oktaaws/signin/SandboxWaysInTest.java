package io.github.oktaaws.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.BrowserSignInTimedOutException;
import io.github.oktaaws.error.CodeRejectedException;
import io.github.oktaaws.error.FactorNotAvailableException;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.PasswordRejectedException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.Factor;
import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/** Direct sign-in and sign-in in a browser, all the way over the sandbox. */
@Timeout(60)
class SandboxWaysInTest {

  private final OktaAwsSandbox sandbox = OktaAwsSandbox.start();
  private final OkHttpClient http = new OkHttpClient();
  private UnaryOperator<String> typed = UnaryOperator.identity();

  private final DirectPrompt prompt =
      new DirectPrompt() {
        @Override
        public void show(PushChallenge challenge) {
          challenge
              .number()
              .ifPresentOrElse(
                  number -> sandbox.phone("jane").approvePush(number),
                  () -> sandbox.phone("jane").approvePush());
        }

        @Override
        public String ask(CodeChallenge challenge) {
          return typed.apply(
              challenge.factor() == DirectFactor.OTP
                  ? sandbox.phone("jane").otp()
                  : sandbox.phone("jane").code().orElseThrow());
        }
      };

  @AfterEach
  void stop() {
    Planted.secretsOf(sandbox);
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPushIsApprovedWithTheNumberThatIsShown(boolean number) {
    change(jane -> jane.withNumberChallenge(number));

    OktaTokens tokens = direct("default").build().signIn();

    assertThat(tokens.subject()).isNotBlank();
    assertThat(tokens.scopes()).containsExactlyInAnyOrder("openid", "profile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUSH", "SMS", "VOICE", "OTP"})
  void thePersonsOnlyFactorIsFound(String factor) {
    change(jane -> jane.withFactors(Factor.valueOf(factor)));

    assertThat(direct("default").build().signIn().username()).isPresent();
  }

  @Test
  void withoutAnyFactorThePasswordIsEnough() {
    change(OrgUser::withFactors);

    assertThat(direct("default").build().signIn().accessToken()).isNotBlank();
  }

  @Test
  void theOrgsOwnAuthorizationServerServesADirectSignInToo() {
    OktaOrg org = OktaOrg.of(sandbox.oktaUrl());

    SignIn signIn =
        SignIn.directBuilder(org, sandbox.oidcClientId(), "jane", this::password, prompt)
            .time(new VirtualTime())
            .build();

    assertThat(signIn.signIn().accessToken()).isNotBlank();
  }

  @Test
  void whatCanGoWrongInADirectSignInSaysSo() {
    assertThatThrownBy(() -> direct("default", () -> "wrong".toCharArray()).build().signIn())
        .isInstanceOf(PasswordRejectedException.class);
    typed = right -> "000000".equals(right) ? "111111" : "000000";
    assertThatThrownBy(() -> direct("default").factors(DirectFactor.OTP).build().signIn())
        .isInstanceOf(CodeRejectedException.class);
    change(jane -> jane.withFactors(Factor.OTP));
    assertThatThrownBy(() -> direct("default").factors(DirectFactor.PUSH).build().signIn())
        .isInstanceOf(FactorNotAvailableException.class);
    changeApp(app -> app.withAssignedTo());
    assertThatThrownBy(() -> direct("default").build().signIn())
        .isInstanceOf(UserNotAssignedException.class);
    changeApp(app -> app.withGrantTypes(GrantType.DEVICE_CODE));
    assertThatThrownBy(() -> direct("default").build().signIn())
        .isInstanceOf(GrantTypeNotAllowedException.class)
        .hasMessageContaining("Resource Owner Password");
  }

  @Test
  void aPushThatIsDeniedOnThePhoneIsDenied() {
    DirectPrompt denies =
        new DirectPrompt() {
          @Override
          public void show(PushChallenge challenge) {
            sandbox.phone("jane").denyPush();
          }

          @Override
          public String ask(CodeChallenge challenge) {
            throw new IllegalStateException("not asked for");
          }
        };
    SignIn signIn =
        SignIn.directBuilder(
                org("default"), sandbox.oidcClientId(), "jane", this::password, denies)
            .time(new VirtualTime())
            .build();

    assertThatThrownBy(signIn::signIn).isInstanceOf(AuthorizationDeniedException.class);
  }

  @Test
  void aBrowserThatComesBackBecomesCredentials() {
    sandbox.autoApprove("jane");
    OktaAwsSession session = browserSession(freePort(), address -> visits(address) == 200).build();

    assertThat(
            session
                .role("arn:aws:iam::123456789012:role/Analyst")
                .get(RoleCredentialsSource.Request.asking())
                .secretAccessKey())
        .isNotBlank();
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).isEmpty();
  }

  @Test
  void aRedirectUriThatIsNotRegisteredNeverComesBack() {
    sandbox.autoApprove("jane");
    int other = freePort();
    OktaAwsSession session =
        browserSession(freePort(), address -> visits(address) == 400)
            .redirectPorts(other)
            .signInTimeout(Duration.ofMillis(500))
            .build();

    assertThatThrownBy(session::signIn)
        .isInstanceOf(BrowserSignInTimedOutException.class)
        .hasMessageContaining("register http://127.0.0.1:" + other + "/callback");
  }

  private OktaAwsSessionBuilder browserSession(int port, BrowserLauncher launcher) {
    changeApp(app -> app.withRedirectUris("http://127.0.0.1:" + port + "/callback"));
    return OktaAwsSession.builder(sandbox.oktaUrl(), sandbox.oidcClientId())
        .browser(launcher)
        .redirectPorts(port)
        .prompt(challenge -> {})
        .region(Region.US_EAST_1)
        .stsEndpoint(URI.create(sandbox.stsUrl()))
        .federationApp("0oa1awsprod000000000");
  }

  /** Opens it as a browser does, which waits for the closing page on a thread of its own. */
  private int visits(URI address) {
    try (Response first = noRedirects().newCall(request(address)).execute()) {
      String location = first.header("Location");
      if (location != null) {
        Thread browser = new Thread(() -> follow(URI.create(location)), "browser");
        browser.setDaemon(true);
        browser.start();
        return 200;
      }
      return first.code();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void follow(URI location) {
    try (Response page = http.newCall(request(location)).execute()) {
      assertThat(page.code()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OkHttpClient noRedirects() {
    return http.newBuilder().followRedirects(false).build();
  }

  private static Request request(URI address) {
    return new Request.Builder().url(address.toString()).build();
  }

  private DirectSignInBuilder direct(String server) {
    return direct(server, this::password);
  }

  private DirectSignInBuilder direct(String server, PasswordSource password) {
    return SignIn.directBuilder(org(server), sandbox.oidcClientId(), "jane", password, prompt)
        .time(new VirtualTime());
  }

  private OktaOrg org(String server) {
    return OktaOrg.of(OktaEndpoints.ofAuthorizationServer(sandbox.oktaUrl(), server));
  }

  private char[] password() {
    return sandbox.org().user("jane").orElseThrow().password().toCharArray();
  }

  private void change(UnaryOperator<OrgUser> change) {
    OrgConfig org = sandbox.org();
    sandbox.reconfigure(org.withUser(change.apply(org.user("jane").orElseThrow())));
  }

  private void changeApp(UnaryOperator<OidcApp> change) {
    OrgConfig org = sandbox.org();
    OidcApp app = org.oidcApp(sandbox.oidcClientId()).orElseThrow();
    sandbox.reconfigure(org.withOidcApp(change.apply(app)));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, ScriptedBrowser.loopback())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
