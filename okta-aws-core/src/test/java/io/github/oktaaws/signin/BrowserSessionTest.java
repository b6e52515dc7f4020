package io.github.oktaaws.signin;

import static io.github.oktaaws.signin.CannedOrg.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.error.BrowserSignInTimedOutException;
import io.github.oktaaws.store.TokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BrowserSessionTest {

  private final CannedOrg okta = new CannedOrg();
  private final TokenStore store = TokenStore.inMemory();
  private final List<OktaAwsEvent> heard = new CopyOnWriteArrayList<>();
  private final ScriptedBrowser browser =
      new ScriptedBrowser(
          visit -> {
            okta.answers("/oauth2/v1/token", CannedOrg.tokens(visit.nonce()));
            visit.comesBack("code=canary-code-of-a-session&state=" + visit.state());
          });

  @AfterEach
  void stop() {
    okta.close();
  }

  @Test
  void aSessionSignsInInTheBrowserOnceAndWithItsScopes() {
    OktaAwsSession session = builder().browser(browser).offlineAccess().build();

    session.signIn();
    session.signIn();

    assertThat(session.signedIn()).isPresent();
    assertThat(browser.opened).hasSize(1);
    assertThat(new ScriptedBrowser.Visit(browser.opened.get(0)).query().get("scope"))
        .isEqualTo("openid okta.apps.sso okta.apps.read okta.users.read.self offline_access");
    assertThat(heard)
        .first()
        .isEqualTo(new OktaAwsEvent.PromptShown(okta.org().host(), Duration.ofMinutes(10)));
  }

  @Test
  void aSignInInTheBrowserIsAnotherThanOneOnAnyDevice() {
    builder().browser(browser).build().signIn();

    assertThat(builder().browser(browser).build().signedIn()).isPresent();
    assertThat(builder().build().signedIn()).isEmpty();
  }

  @Test
  void withoutABrowserASessionSignsInOnAnyDevice() {
    okta.answers(
        "/oauth2/v1/device/authorize",
        json(
            200,
            "{'device_code':'canary-device-code-of-a-session','user_code':'NNBJWNSJ',"
                + "'verification_uri':'"
                + okta.origin()
                + "/activate','expires_in':600,'interval':1}"));
    okta.answers("/oauth2/v1/token", CannedOrg.tokens("none"));

    builder().browser(address -> false).build().signIn();

    assertThat(okta.forms("/oauth2/v1/token"))
        .extracting(form -> form.get("grant_type"))
        .containsExactly("urn:ietf:params:oauth:grant-type:device_code");
  }

  @Test
  void theSessionsLimitIsThatOfTheBrowser() {
    OktaAwsSession session =
        builder().browser(address -> true).signInTimeout(Duration.ofMillis(50)).build();

    assertThatThrownBy(session::signIn).isInstanceOf(BrowserSignInTimedOutException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign-in.md", "setup-okta.md"})
  void theGuidesNameTheAddressToRegister(String guide) throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", guide)))
        .contains("http://127.0.0.1:" + BrowserSignInBuilder.DEFAULT_PORT + "/callback");
  }

  private OktaAwsSessionBuilder builder() {
    return OktaAwsSession.builder(OktaEndpoints.ofOrg(okta.origin()), CannedOrg.CLIENT)
        .redirectPorts(0)
        .store(store)
        .prompt(challenge -> {})
        .listener(heard::add);
  }
}
