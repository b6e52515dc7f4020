package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.UnknownClientException;
import io.github.oktaaws.signin.DeviceAuthorizationService;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.PendingAuthorization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our device authorization against Keycloak's RFC 8628 endpoints and its own pages. */
@ExtendWith(PeerServers.class)
class KeycloakDeviceAuthorizationIT {

  private static final List<String> SCOPES = List.of("openid", "offline_access");

  private final KeycloakRealm realm;
  private final RecordedPolls polls = new RecordedPolls();
  private final OkHttpClient client = new OkHttpClient.Builder().addInterceptor(polls).build();

  KeycloakDeviceAuthorizationIT(KeycloakServer keycloak) {
    this.realm = keycloak.realm();
  }

  @Test
  void waits_while_it_is_pending_and_gets_tokens_once_a_person_has_approved() {
    PendingAuthorization pending = authorization(realm).start();

    assertThat(pending.challenge().userCode()).matches("[A-Z]{4}-[A-Z]{4}");
    assertThat(pending.challenge().interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(pending.challenge().uriToOpen().toString())
        .startsWith(realm.issuer() + "/device?user_code=");
    polls.onFirst(
        "authorization_pending",
        () -> new KeycloakPerson("jane").approve(pending.challenge().uriToOpen()));

    OktaTokens tokens = pending.await(Duration.ofMinutes(1));

    assertThat(polls.answers()).startsWith("authorization_pending").endsWith("tokens");
    assertThat(tokens.idToken()).isNotEmpty();
    assertThat(tokens.lifetime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(tokens.scopes()).contains("openid", "offline_access");
  }

  @Test
  void slows_down_when_Keycloak_says_so_and_still_gets_the_tokens() {
    PendingAuthorization pending = authorization(realm).start();
    polls.sendFirstTwice();
    polls.onFirst(
        "slow_down", () -> new KeycloakPerson("jane").approve(pending.challenge().uriToOpen()));

    OktaTokens tokens = pending.await(Duration.ofMinutes(1));

    assertThat(tokens.accessToken()).isNotEmpty();
    assertThat(polls.answers()).containsExactly("authorization_pending", "slow_down", "tokens");
    assertThat(polls.pauseBefore("tokens"))
        .as("RFC 8628 section 3.5: five seconds more than the interval of two")
        .isGreaterThanOrEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void says_that_the_person_denied() {
    PendingAuthorization pending = authorization(realm).start();
    new KeycloakPerson("jane").deny(pending.challenge().uriToOpen());

    assertThatThrownBy(() -> pending.await(Duration.ofMinutes(1)))
        .isInstanceOf(AuthorizationDeniedException.class);
    assertThat(polls.answers()).containsExactly("access_denied");
  }

  @Test
  void says_that_the_code_expired(KeycloakServer keycloak) {
    KeycloakRealm hurried = keycloak.realm("hurried", Duration.ofSeconds(5));
    PendingAuthorization pending = authorization(hurried).start();

    assertThat(pending.challenge().expiresIn()).isEqualTo(Duration.ofSeconds(5));
    assertThatThrownBy(() -> pending.await(Duration.ofMinutes(1)))
        .isInstanceOf(AuthorizationExpiredException.class);
    assertThat(polls.answers()).startsWith("authorization_pending");
    await("Keycloak agrees")
        .pollInterval(Duration.ofSeconds(3))
        .untilAsserted(() -> assertThat(polls.sendLastAgain()).isEqualTo("expired_token"));
  }

  @Test
  void gets_a_refresh_token_that_Keycloak_accepts() {
    PendingAuthorization pending = authorization(realm).start();
    new KeycloakPerson("jane").approve(pending.challenge().uriToOpen());
    OktaTokens tokens = pending.await(Duration.ofMinutes(1));

    Map<String, Object> refreshed =
        TokenRequest.to(
            realm,
            Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                KeycloakServer.CLIENT_ID,
                "refresh_token",
                tokens.refreshToken().orElseThrow()));

    assertThat(refreshed).containsKeys("access_token", "id_token", "refresh_token");
    assertThat(refreshed.get("access_token")).isNotEqualTo(tokens.accessToken());
  }

  @Test
  void names_a_client_that_Keycloak_does_not_know() {
    DeviceAuthorizationService unknown =
        DeviceAuthorizationService.builder(org(realm), "nobody").scopes(SCOPES).build();

    assertThatThrownBy(unknown::start).isInstanceOf(UnknownClientException.class);
  }

  @Test
  void says_that_the_client_may_not_use_the_device_authorization_grant() {
    DeviceAuthorizationService notAllowed =
        DeviceAuthorizationService.builder(org(realm), "account-console").scopes(SCOPES).build();

    assertThatThrownBy(notAllowed::start).isInstanceOf(GrantTypeNotAllowedException.class);
  }

  private DeviceAuthorizationService authorization(KeycloakRealm at) {
    return DeviceAuthorizationService.builder(org(at), KeycloakServer.CLIENT_ID)
        .scopes(SCOPES)
        .build();
  }

  private OktaOrg org(KeycloakRealm at) {
    return OktaOrg.of(OktaEndpoints.discover(at.issuer(), client), client);
  }
}
