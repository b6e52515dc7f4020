package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.AccessPolicyException;
import io.github.oktaaws.error.CodeRejectedException;
import io.github.oktaaws.error.PasswordRejectedException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.WebIdentityRejectedException;
import io.github.oktaaws.signin.ClientKey;
import io.github.oktaaws.signin.CodeChallenge;
import io.github.oktaaws.signin.DirectFactor;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PushChallenge;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.Factor;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.regions.Region;

/** Who is refused on the way of an access token, and what a person on that way is shown. */
@Timeout(60)
class AccessTokenRejectionsTest {

  private static final String DEPLOYER = OrgConfig.ACME_MACHINE_ROLE;

  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start();
  private final List<OktaAwsEvent> events = new CopyOnWriteArrayList<>();
  private String password = "jane-password";
  private UnaryOperator<String> typed = UnaryOperator.identity();

  /** Approves what the sandbox shows, and types what the phone has. */
  private final DirectPrompt prompt =
      new DirectPrompt() {
        @Override
        public void show(PushChallenge challenge) {
          sandbox.phone("jane").approvePush(challenge.number().orElseThrow());
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

  @Test
  void aMachineThatNoAccessPolicyLetsInIsRefused() {
    OrgConfig org = sandbox.org();
    sandbox.reconfigure(
        org.withAuthorizationServer(
            org.authorizationServer("default").orElseThrow().withAllowedClients()));

    assertThatThrownBy(() -> machine(sandbox.machine()).build().role(DEPLOYER).get(silent()))
        .isInstanceOf(AccessPolicyException.class);
  }

  @Test
  void aTokenForAnotherAudienceIsRefusedByAws() {
    OrgConfig org = sandbox.org();
    sandbox.reconfigure(
        org.withAuthorizationServer(
            org.authorizationServer("default").orElseThrow().withAudience("api://other")));

    assertThatThrownBy(() -> machine(sandbox.machine()).build().role(DEPLOYER).get(silent()))
        .isInstanceOf(WebIdentityRejectedException.class);
  }

  @Test
  void aPersonApprovesTheNumberOnThePhoneAndIsAskedOnce() {
    change(jane -> jane.withNumberChallenge(true));
    RoleCredentialsSource deployer = direct("jane").build().role(DEPLOYER);

    assertThatThrownBy(() -> deployer.get(silent())).isInstanceOf(SignInRequiredException.class);
    RoleCredentials credentials = Planted.said(deployer.get(asking()));
    assertThat(deployer.get(silent())).isEqualTo(credentials);

    assertThat(credentials.subject()).contains("jane@example.com");
    assertThat(sandbox.requests("/oauth2/default/v1/challenge")).hasSize(1);
    assertThat(events.get(0)).isInstanceOf(OktaAwsEvent.PromptShown.class);
    assertThat(events.get(1)).isInstanceOf(OktaAwsEvent.SignedIn.class);
  }

  @Test
  void aPersonsWrongPasswordIsRefusedAndNotTriedAgain() {
    password = "not-janes-password";
    Planted.secrets(password);

    assertThatThrownBy(() -> direct("jane").build().role(DEPLOYER).get(asking()))
        .isInstanceOf(PasswordRejectedException.class);
    assertThat(sandbox.requests("/oauth2/default/v1/token")).hasSize(1);
  }

  @Test
  void aPersonsWrongCodesAreRefused() {
    change(jane -> jane.withFactors(Factor.SMS));
    typed = right -> right.equals("000000") ? "111111" : "000000";

    assertThatThrownBy(() -> direct("jane").build().role(DEPLOYER).get(asking()))
        .isInstanceOf(CodeRejectedException.class);
  }

  private WebIdentitySessionBuilder machine(MachineIdentity machine) {
    ClientKey key = ClientKey.pem(machine.keyId(), machine.privateKeyPem());
    return toSandbox(WebIdentitySession.machine(sandbox.oktaUrl(), machine.clientId(), key));
  }

  private WebIdentitySessionBuilder direct(String username) {
    return toSandbox(
        WebIdentitySession.direct(
            sandbox.oktaUrl(),
            sandbox.oidcClientId(),
            username,
            () -> password.toCharArray(),
            prompt));
  }

  private WebIdentitySessionBuilder toSandbox(WebIdentitySessionBuilder builder) {
    return builder
        .region(Region.US_EAST_1)
        .stsEndpoint(URI.create(sandbox.stsUrl()))
        .listener(events::add);
  }

  private void change(UnaryOperator<OrgUser> change) {
    OrgConfig org = sandbox.org();
    sandbox.reconfigure(org.withUser(change.apply(org.user("jane").orElseThrow())));
  }
}
