package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListRolesCommandTest {

  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start();

  ListRolesCommandTest() {
    sandbox.autoApprove("jane");
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void everyRoleOfEveryAppIsListedAfterOneSignIn() {
    Outcome outcome = Program.withNobody().at(sandbox, "list-roles");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("ACCOUNT +ROLE +APP +ARN\n")
        .containsPattern("123456789012 +ReadOnly +AWS Production +arn:aws:iam::1234\\d+:role/Read")
        .containsPattern("210987654321 +Analyst +AWS Development +arn:aws:iam::2109\\d+:role/Ana");
    assertThat(outcome.out().lines()).hasSize(7);
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
    assertThat(sandbox.requests("/")).isEmpty();
  }

  @Test
  void programsGetJson() throws Exception {
    Outcome outcome = Program.withNobody().at(sandbox, "list-roles", "--json");

    JsonNode roles = new ObjectMapper().readTree(outcome.out());
    assertThat(roles).hasSize(6);
    assertThat(roles.get(0).fieldNames())
        .toIterable()
        .containsExactly("account", "role", "label", "app", "arn", "identityProvider", "appId");
    assertThat(roles.get(5).path("arn").asText())
        .isEqualTo("arn:aws:iam::210987654321:role/ReadOnly");
  }

  @Test
  void anAppThatIsClosedIsToldAndTheOthersAreListed() {
    sandbox.reconfigure(
        sandbox
            .org()
            .withFederationApp(
                sandbox.federationApps().get(0).withPolicy(AuthenticationPolicy.REFUSES_EXCHANGE)));

    Outcome outcome = Program.withNobody().at(sandbox, "list-roles");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains("AWS Development").doesNotContain("AWS Production");
    assertThat(outcome.err()).contains("AWS Production: ");
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
  }

  @Test
  void oneAppAloneIsListedWhereItIsNamed() {
    Outcome outcome = Program.withNobody().at(sandbox, "list-roles", "-a", "0oa2awsdev0000000000");

    assertThat(outcome.out()).contains("210987654321").doesNotContain("123456789012");
  }

  @Test
  void whereNobodyCanChooseTheErrorListsWhatThereIs() {
    Outcome outcome = Program.withNobody().at(sandbox, "web");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains(
            "no terminal to choose an IdP",
            "--aws-iam-idp or --aws-acct-fed-app-id",
            "\n  AWS Production\n",
            "\n  AWS Development\n");
  }
}
