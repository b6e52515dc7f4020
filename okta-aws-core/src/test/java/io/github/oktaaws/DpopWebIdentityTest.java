package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.DpopProofRejectedException;
import io.github.oktaaws.error.DpopRequiredException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.signin.ClientKey;
import io.github.oktaaws.signin.CodeChallenge;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PushChallenge;
import io.github.oktaaws.store.TokenStore;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.Factor;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.SandboxRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/** Service apps and direct sign-ins of an org that demands DPoP; its sandbox checks every proof. */
class DpopWebIdentityTest {

  private static final String ROLE = OrgConfig.ACME_MACHINE_ROLE;
  private static final String TOKEN = "/oauth2/default/v1/token";
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder()
          .org(
              OrgConfig.acme()
                  .withServiceApp(OrgConfig.acme().serviceApps().get(0).withDpopRequired(true))
                  .withOidcApp(OrgConfig.acme().oidcApps().get(0).withDpopRequired(true))
                  .withUser(OrgUser.named("jane").withFactors(Factor.OTP)))
          .start();

  @AfterEach
  void stop() {
    Planted.secretsOf(sandbox);
    sandbox.close();
  }

  @Test
  void aMachineProvesItsKeyAndComesBackForTheNonceWithAnAssertionOfItsOwn() {
    RoleCredentials credentials = Planted.said(machine().dpop().build().role(ROLE).get(silent()));

    assertThat(credentials.roleArn()).isEqualTo(ROLE);
    List<SandboxRequest> asked = sandbox.requests(TOKEN);
    assertThat(asked).as("one that is told the nonce, and one with it").hasSize(2);
    assertThat(asked).allMatch(request -> request.header("DPoP").isPresent());
    assertThat(asked.stream().map(request -> request.header("DPoP"))).doesNotHaveDuplicates();
    assertThat(asked.stream().map(request -> request.form().get("client_assertion")))
        .doesNotHaveDuplicates();
    assertThat(sandbox.requests("/")).allMatch(request -> request.header("DPoP").isEmpty());
  }

  @Test
  void aNonceIsUsedUntilThereIsAnother() {
    WebIdentitySession session = machine().dpop().build();
    session.signIn();
    session.logout();
    sandbox.forgetRequests();

    session.signIn();
    assertThat(sandbox.requests(TOKEN)).as("the nonce is known").hasSize(1);
    session.logout();
    sandbox.rotateDpopNonce();
    session.signIn();

    assertThat(sandbox.requests(TOKEN)).hasSize(3);
  }

  @Test
  void anOrgThatDemandsProofsIsToldByTheNameOfTheSwitch() {
    assertThat(Planted.thrown(catchThrowable(() -> machine().build().signIn())))
        .isInstanceOf(DpopRequiredException.class)
        .hasMessageContaining("dpop()");
    assertThat(sandbox.requests(TOKEN)).hasSize(1);
  }

  @Test
  void aSecondNonceInARowIsAnErrorAndNotALoop() {
    for (int i = 0; i < 3; i++) {
      sandbox.answerNext(
          TOKEN,
          400,
          Map.of("Content-Type", "application/json", "DPoP-Nonce", "nonce-" + i),
          "{\"error\":\"use_dpop_nonce\",\"error_description\":\"Another nonce, please.\"}");
    }

    assertThat(catchThrowable(() -> machine().dpop().build().signIn()))
        .isInstanceOf(DpopProofRejectedException.class);
    assertThat(sandbox.requests(TOKEN)).hasSize(2);
  }

  @Test
  void tokensThatAreNotBoundAreRefused() {
    sandbox.answerNext(
        TOKEN, 200, JSON, "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":3600}");

    assertThat(catchThrowable(() -> machine().dpop().build().signIn()))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("not bound");
  }

  @Test
  void aPersonWhoSignsInDirectlyProvesTheKeyWithEveryTokenRequest() {
    RoleCredentials credentials = direct().dpop().build().role(ROLE).get(asking());

    assertThat(credentials.roleArn()).isEqualTo(ROLE);
    assertThat(sandbox.requests(TOKEN))
        .as("the password twice, for the nonce, and the code")
        .hasSize(3)
        .allMatch(request -> request.header("DPoP").isPresent());
    assertThat(catchThrowable(() -> direct().build().signIn()))
        .isInstanceOf(DpopRequiredException.class);
  }

  @Test
  void whatCannotGoWithAKeyOfTheSessionsIsRefusedBeforeAnythingIsSent() {
    assertThat(catchThrowable(() -> machine().dpop().store(TokenStore.inMemory()).build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("store(...) or dpop()");
    assertThat(
            catchThrowable(
                () ->
                    machine()
                        .dpop()
                        .signIn(
                            () -> {
                              throw new AssertionError("not asked");
                            })
                        .build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OktaOrg.withDpop(...)");
    assertThat(sandbox.requests()).isEmpty();
  }

  private WebIdentitySessionBuilder machine() {
    MachineIdentity identity = sandbox.machine();
    ClientKey key = ClientKey.pem(identity.keyId(), identity.privateKeyPem());
    return atSandbox(WebIdentitySession.machine(sandbox.oktaUrl(), identity.clientId(), key));
  }

  private WebIdentitySessionBuilder direct() {
    return atSandbox(
        WebIdentitySession.direct(
            sandbox.oktaUrl(),
            sandbox.oidcClientId(),
            "jane",
            "jane-password"::toCharArray,
            new Typing()));
  }

  private WebIdentitySessionBuilder atSandbox(WebIdentitySessionBuilder builder) {
    return builder.region(Region.US_EAST_1).stsEndpoint(URI.create(sandbox.stsUrl()));
  }

  private final class Typing implements DirectPrompt {

    @Override
    public void show(PushChallenge challenge) {
      throw new IllegalStateException("not asked for");
    }

    @Override
    public String ask(CodeChallenge challenge) {
      return sandbox.phone("jane").otp();
    }
  }
}
