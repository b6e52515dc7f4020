package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.ClientAssertionRejectedException;
import io.github.oktaaws.signin.ClientKey;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.sts.AssumeRoleWithWebIdentityService;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;

/** Our signed assertions at Keycloak's token endpoint, and its access token at moto's STS. */
@ExtendWith(PeerServers.class)
class KeycloakMachineIT {

  private static final String ROLE = "arn:aws:iam::123456789012:role/Nightly";

  private final KeycloakServer keycloak;
  private final KeycloakRealm realm;

  KeycloakMachineIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
    this.realm = keycloak.realm();
  }

  @Test
  void signs_in_with_an_RSA_key() {
    KeyPair pair = MachineKeys.rsa();
    keycloak.addMachine(realm, "machine-rs256", "RS256", MachineKeys.jwks("nightly", pair));

    OktaTokens tokens = signIn("machine-rs256", ClientKey.of("nightly", pair.getPrivate()));

    assertThat(claims(tokens)).contains("\"azp\":\"machine-rs256\"");
    assertThat(tokens.refreshToken()).isEmpty();
  }

  @Test
  void signs_in_with_an_EC_key_as_often_as_it_likes() {
    KeyPair pair = MachineKeys.p256();
    keycloak.addMachine(realm, "machine-es256", "ES256", MachineKeys.jwks("nightly", pair));
    ClientKey key = ClientKey.of("nightly", pair.getPrivate());

    OktaTokens first = signIn("machine-es256", key);
    OktaTokens second = signIn("machine-es256", key);

    assertThat(claims(first)).contains("\"azp\":\"machine-es256\"");
    assertThat(second.accessToken())
        .as("Keycloak takes each assertion once, so the second had one of its own")
        .isNotEqualTo(first.accessToken());
  }

  @Test
  void says_that_the_key_is_another_one() {
    keycloak.addMachine(
        realm, "machine-other", "ES256", MachineKeys.jwks("nightly", MachineKeys.p256()));
    ClientKey other = ClientKey.of("nightly", MachineKeys.p256().getPrivate());

    assertThatThrownBy(() -> signIn("machine-other", other))
        .isInstanceOf(ClientAssertionRejectedException.class);
  }

  @Test
  void moto_takes_the_access_token_for_credentials_of_the_role(MotoServer moto) {
    KeyPair pair = MachineKeys.p256();
    keycloak.addMachine(realm, "machine-aws", "ES256", MachineKeys.jwks("nightly", pair));
    OktaTokens tokens = signIn("machine-aws", ClientKey.of("nightly", pair.getPrivate()));
    AssumeRoleWithWebIdentityService sts =
        AssumeRoleWithWebIdentityService.builder()
            .region(Region.US_EAST_1)
            .endpoint(moto.endpoint())
            .roleSessionName("nightly@host-7")
            .build();

    RoleCredentials credentials = sts.assume(tokens, ROLE);

    assertThat(credentials.roleArn()).isEqualTo(ROLE);
    assertThat(credentials.assumedRoleArn())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/Nightly/nightly@host-7");
    assertThat(credentials.sessionToken()).isNotBlank();
  }

  private OktaTokens signIn(String clientId, ClientKey key) {
    OktaOrg org = OktaOrg.of(OktaEndpoints.discover(realm.issuer(), new OkHttpClient()));
    return SignIn.asMachine(org, clientId, key).scopes(List.of("profile")).build().signIn();
  }

  private static String claims(OktaTokens tokens) {
    String payload = tokens.accessToken().split("\\.", -1)[1];
    return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
  }
}
