package io.github.oktaaws.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
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
              - { login: peter, password: tps-report, email: peter@initech.example, admin: true }
            oidcApps:
              - clientId: 0oa1
                label: CLI
                grantTypes: [ device_code ]
                scopes: [ openid ]
                assignedTo: [ peter ]
                rotatesRefreshTokens: false
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
      assertThat(ready.path("federationApps").get(1).path("roles")).hasSize(3);
      assertThat(ready.path("caCertificate").isNull()).isTrue();
    }
  }
}
