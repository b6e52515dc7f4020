package io.github.oktaaws.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.Factor;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.ServiceApp;
import org.junit.jupiter.api.Test;

class OrgYamlTest {

  private static final String APP =
      """
      federationApps:
        - id: 0oa9
          idpArn: arn:aws:iam::123456789012:saml-provider/Okta
          roles: [ "arn:aws:iam::123456789012:role/Admin" ]
      """;

  private static void refused(String yaml, String... partsOfTheMessage) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OrgYaml.parse(yaml))
        .satisfies(e -> assertThat(e.getMessage()).contains(partsOfTheMessage));
  }

  @Test
  void readsEverySetting() {
    OrgConfig org =
        OrgYaml.parse(
            """
            name: Initech
            classic: true
            users:
              - login: peter
                password: tps-report
                email: peter@initech.example
                admin: true
                factors: [ push, otp ]
                numberChallenge: true
                locked: true
            oidcApps:
              - clientId: 0oa1
                label: CLI
                grantTypes: [ device_code ]
                scopes: [ openid ]
                assignedTo: [ peter ]
                rotatesRefreshTokens: false
                redirectUris: [ "http://127.0.0.1:8400/callback" ]
                dpopRequired: true
            serviceApps:
              - clientId: 0oa3
                label: Machine
                scopes: [ deploy ]
                dpopRequired: true
                keys:
                  - jwks: '{"keys": [ {"kty": "EC", "crv": "P-256", "kid": "k1",
                      "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                      "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"} ]}'
            authorizationServers:
              - { id: aus1, audience: "api://aws", scopes: [ deploy ], allowedClients: [ 0oa3 ] }
            webIdentityRoles:
              - arn: arn:aws:iam::123456789012:role/Deployer
                authorizationServer: aus1
                maxSessionDuration: 3600
            federationApps:
              - id: 0oa2
                label: Gov
                appName: custom
                idpArn: arn:aws-us-gov:iam::123456789012:saml-provider/Okta
                allowedWebSsoClients: []
                roles: [ "arn:aws-us-gov:iam::123456789012:role/path/Admin" ]
                sessionDuration: 900
                maxSessionDuration: 7200
                assignedTo: []
                policy: asks-step-up
                padsRoleValues: true
                roleBeforeProvider: true
            """);
    assertThat(org.name()).isEqualTo("Initech");
    assertThat(org.classic()).isTrue();
    assertThat(org.user("peter@initech.example")).get().matches(user -> user.admin());
    assertThat(org.oidcApps().get(0).grantTypes()).containsExactly(GrantType.DEVICE_CODE);
    assertThat(org.oidcApps().get(0).rotatesRefreshTokens()).isFalse();
    assertThat(org.oidcApps().get(0).redirectUris())
        .containsExactly("http://127.0.0.1:8400/callback");
    assertThat(org.oidcApps().get(0).dpopRequired()).isTrue();
    OrgUser peter = org.users().get(0);
    assertThat(peter.factors()).containsExactly(Factor.PUSH, Factor.OTP);
    assertThat(peter.numberChallenge()).isTrue();
    assertThat(peter.locked()).isTrue();
    ServiceApp machine = org.serviceApps().get(0);
    assertThat(machine.keys()).containsOnlyKeys("k1");
    assertThat(machine.scopes()).containsExactly("deploy");
    assertThat(machine.dpopRequired()).isTrue();
    assertThat(org.authorizationServer("aus1"))
        .get()
        .satisfies(server -> assertThat(server.audience()).isEqualTo("api://aws"))
        .matches(server -> server.allows("0oa3") && !server.allows("0oa1"));
    assertThat(org.webIdentityRoles().get(0).maxSessionDuration()).hasHours(1);
    FederationApp app = org.federationApps().get(0);
    assertThat(app.policy()).isEqualTo(AuthenticationPolicy.ASKS_STEP_UP);
    assertThat(app.maxSessionDuration()).hasHours(2);
    assertThat(app.partition()).isEqualTo("aws-us-gov");
    assertThat(app.assignedTo()).isEmpty();
    assertThat(app.allowedWebSsoClients()).isEmpty();
  }

  @Test
  void whatIsLeftOutIsAsInTheDefaultOrgAndEverybodyIsAssigned() {
    OrgConfig org = OrgYaml.parse(APP);
    assertThat(org.users()).isEqualTo(OrgConfig.acme().users());
    assertThat(org.oidcApps()).isEqualTo(OrgConfig.acme().oidcApps());
    assertThat(org.serviceApps()).isEqualTo(OrgConfig.acme().serviceApps());
    assertThat(org.authorizationServers()).isEqualTo(OrgConfig.acme().authorizationServers());
    assertThat(org.webIdentityRoles()).isEqualTo(OrgConfig.acme().webIdentityRoles());
    assertThat(OrgYaml.parse("authorizationServers: []").webIdentityRoles()).isEmpty();
    assertThat(org.federationApps().get(0).assignedTo()).containsExactly("jane", "john");
    assertThat(org.federationApps().get(0).allowedWebSsoClients())
        .containsExactly(OrgConfig.ACME_CLIENT_ID);
  }

  @Test
  void mistakesAreNamedWithTheirKey() {
    refused(APP + "    rols: []\n", "federationApps[0].rols", "unknown key", "roles");
    refused("users: [ { password: x } ]", "users[0]", "login is missing");
    refused(APP + "    policy: lax\n", "federationApps[0]", "policy", "refuses-exchange");
    refused(APP + "    sessionDuration: 60\n", "sessionDuration must be 900 to 43200 seconds");
    refused(
        APP + "    sessionDuration: soon\n",
        "federationApps[0].sessionDuration must be a whole number");
    refused(APP + "    assignedTo: [ nobody ]\n", "nobody", "not among users");
    refused(APP + "    id: again\n", "id");
    refused("oidcApps: [ { clientId: a, grantTypes: [ magic ] } ]", "magic", "device_code");
    refused("users: [ { login: a, factors: [ pigeon ] } ]", "users[0]", "pigeon", "push, otp");
    refused("oidcApps: [ { clientId: a, redirectUris: [ here ] } ]", "redirectUris must be like");
    refused("serviceApps: [ { clientId: a, keys: [ { keyId: k } ] } ]", "pem is missing");
    refused("serviceApps: [ { clientId: a, keys: [ { jwks: x } ] } ]", "a JWK set must be like");
    refused("authorizationServers: [ { id: 'a b' } ]", "authorizationServers[0]", "a b");
    refused("webIdentityRoles: [ { arn: here } ]", "webIdentityRoles[0]", "arn must be like");
    refused(
        "webIdentityRoles: [ { arn: 'arn:aws:iam::123456789012:role/A', authorizationServer: x } ]",
        "not among authorizationServers");
    refused("name: 'open", "not valid YAML");
    refused("users: {}", "users must be a list");
    refused("classic: perhaps", "classic must be true or false");
    refused("users: [ jane ]", "users[0] must be a group of keys and values");
    refused("users: []", "at least one user");
    refused("", "the file must be a group of keys and values");
  }

  @Test
  void anArnThatIsNoneIsRefused() {
    refused(APP.replace("role/Admin", "rolle/Admin"), "federationApps[0]", "roles must be like");
    refused(APP.replace("saml-provider/", "saml/"), "federationApps[0]", "idpArn must be like");
  }

  @Test
  void theReadyLineTellsAClientAllItNeeds() throws Exception {
    try (OktaAwsSandbox sandbox = OktaAwsSandbox.start()) {
      String line = SandboxProgram.readyLine(sandbox);
      JsonNode ready = JsonMapper.builder().build().readTree(line);
      assertThat(line).doesNotContain("\n", "password");
      assertThat(ready.path("oktaUrl").asText()).isEqualTo(sandbox.oktaUrl());
      assertThat(ready.path("users").toString()).isEqualTo("[\"jane\",\"john\"]");
      assertThat(ready.path("machine").path("clientId").asText())
          .isEqualTo(OrgConfig.ACME_MACHINE_ID);
      assertThat(ready.path("machine").path("privateKey").asText())
          .isEqualTo(sandbox.machine().privateKeyPem());
      assertThat(ready.path("federationApps").get(1).path("roles")).hasSize(3);
      assertThat(ready.path("caCertificate").isNull()).isTrue();
    }
  }
}
