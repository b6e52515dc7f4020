package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.SignIn;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our authorization code with PKCE, which Keycloak demands here, and its way back to loopback. */
@ExtendWith(PeerServers.class)
class KeycloakBrowserSignInIT {

  private final KeycloakRealm realm;
  private final ExecutorService desk = Executors.newSingleThreadExecutor();
  private final CompletableFuture<Document> lastPage = new CompletableFuture<>();

  KeycloakBrowserSignInIT(KeycloakServer keycloak) {
    this.realm = keycloak.realm();
  }

  @AfterEach
  void end() {
    desk.shutdownNow();
  }

  @Test
  void who_signs_in_and_consents_comes_back_and_the_program_has_tokens() throws Exception {
    OktaTokens tokens = signIn(new KeycloakPerson("jane")::approve);

    assertThat(tokens.accessToken()).isNotEmpty();
    assertThat(tokens.idToken()).isNotEmpty();
    assertThat(tokens.scopes()).contains("openid", "offline_access");
    assertThat(heading()).isEqualTo("You are signed in");
    assertThat(
            TokenRequest.to(
                realm,
                Map.of(
                    "grant_type",
                    "refresh_token",
                    "client_id",
                    KeycloakServer.BROWSER_CLIENT_ID,
                    "refresh_token",
                    tokens.refreshToken().orElseThrow())))
        .containsKey("access_token");
  }

  @Test
  void who_does_not_consent_comes_back_and_the_program_says_so() throws Exception {
    KeycloakPerson joe = new KeycloakPerson("joe");

    assertThatThrownBy(() -> signIn(joe::deny)).isInstanceOf(AuthorizationDeniedException.class);
    assertThat(heading()).isEqualTo("You are not signed in");
  }

  private OktaTokens signIn(Function<URI, Document> person) {
    OktaOrg org = OktaOrg.of(OktaEndpoints.discover(realm.issuer(), new OkHttpClient()));
    return SignIn.browserBuilder(
            org,
            KeycloakServer.BROWSER_CLIENT_ID,
            address -> opens(person, address),
            challenge -> {
              throw new AssertionError("no device is asked for");
            })
        .ports(0)
        .scopes(List.of("openid", "offline_access"))
        .atMost(Duration.ofMinutes(1))
        .build()
        .signIn();
  }

  private boolean opens(Function<URI, Document> person, URI address) {
    desk.execute(
        () -> {
          try {
            lastPage.complete(person.apply(address));
          } catch (RuntimeException | AssertionError e) {
            lastPage.completeExceptionally(e);
          }
        });
    return true;
  }

  private String heading() throws Exception {
    Document page = lastPage.get(1, TimeUnit.MINUTES);
    assertThat(page.location()).startsWith("http://127.0.0.1:").contains("/callback?");
    return page.select("h1").text();
  }
}
