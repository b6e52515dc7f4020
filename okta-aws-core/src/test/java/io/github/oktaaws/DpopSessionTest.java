package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.DpopProofRejectedException;
import io.github.oktaaws.error.DpopRequiredException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.signin.DeviceAuthorizationService;
import io.github.oktaaws.signin.QuickSignIn;
import io.github.oktaaws.store.TokenStore;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.SandboxRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/** An org that demands DPoP; its sandbox checks every proof. */
class DpopSessionTest {

  private static final String TOKEN = "/oauth2/v1/token";
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final SessionOverSandbox over =
      new SessionOverSandbox(
          OrgConfig.acme().withOidcApp(OrgConfig.acme().oidcApps().get(0).withDpopRequired(true)));

  @AfterEach
  void stop() {
    over.close();
  }

  @Test
  void signInAndRolesComeOfTokensThatAreBound() {
    RoleCredentials credentials = builder().build().role(ANALYST).get(asking());

    assertThat(credentials.roleArn()).isEqualTo(ANALYST);
    assertThat(over.sandbox.requests(TOKEN))
        .as("a poll that is told the nonce, the poll again, the exchange")
        .hasSize(3)
        .allMatch(request -> request.header("DPoP").isPresent());
    assertThat(over.sandbox.requests("/api/v1/users/me/appLinks"))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.header("Authorization").orElseThrow()).startsWith("DPoP ");
              assertThat(request.header("DPoP")).isPresent();
            });
    assertThat(over.sandbox.requests().stream().filter(this::needsNoProof))
        .hasSizeGreaterThan(3)
        .allMatch(request -> request.header("DPoP").isEmpty());
  }

  @Test
  void nonceThatTheOrgHasReplacedCostsOneMoreRequest() {
    OktaAwsSession session = builder().federationApp(APP).build();
    session.signIn();
    over.sandbox.rotateDpopNonce();
    over.sandbox.forgetRequests();

    session.role(ANALYST).get(silent());

    assertThat(over.sandbox.requests(TOKEN)).hasSize(2);
  }

  @Test
  void refreshTokenIsUsedWithTheKeyItIsBoundTo() {
    OktaAwsSession session = builder().federationApp(APP).offlineAccess().build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.clock.advance(Duration.ofHours(2));

    RoleCredentials second = session.role(ANALYST).get(SessionOverSandbox.silentlyInPlaceOf(first));

    assertThat(second).isNotEqualTo(first);
    assertThat(over.grants("refresh_token")).hasSize(1);
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void clockThatIsHoursOffDoesNotMatter() {
    Clock wrong = Clock.offset(over.clock, Duration.ofHours(-7));

    assertThat(builder(wrong).federationApp(APP).build().role(ANALYST).get(asking()).roleArn())
        .isEqualTo(ANALYST);
  }

  @Test
  void everyRoleIsAssumedWithBoundTokensToo() {
    assertThat(builder().build().everyRole(3).credentials()).hasSize(6);
  }

  @Test
  void orgThatDemandsProofsIsToldByTheNameOfTheSwitch() {
    OktaAwsSession session = over.session();

    assertThat(Planted.thrown(catchThrowable(() -> session.role(ANALYST).get(asking()))))
        .isInstanceOf(DpopRequiredException.class)
        .hasMessageContaining("dpop()");
  }

  @Test
  void proofThatTheOrgRefusesIsAnErrorAndNotALoop() {
    over.sandbox.answerNext(
        TOKEN,
        400,
        JSON,
        "{\"error\":\"invalid_dpop_proof\",\"error_description\":\"The 'htu' claim is wrong.\"}");

    assertThat(catchThrowable(() -> builder().build().signIn()))
        .isInstanceOf(DpopProofRejectedException.class)
        .hasMessageContaining("'htu' claim");
    assertThat(over.sandbox.requests(TOKEN)).hasSize(1);
  }

  @Test
  void tokensThatAreNotBoundAreRefused() {
    over.sandbox.answerNext(
        TOKEN,
        200,
        JSON,
        "{\"access_token\":\"a\",\"id_token\":\"i\",\"token_type\":\"Bearer\",\"expires_in\":3600}");

    assertThat(catchThrowable(() -> builder().build().signIn()))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("not bound");
  }

  @Test
  void tokensOfAKeyThatDiesWithTheSessionAreNotPutIntoAStore() {
    assertThat(catchThrowable(() -> builder().store(TokenStore.inMemory()).build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("store(...) or dpop()");
  }

  @Test
  void signInThatDoesNotKnowTheKeyIsRefusedBeforeAnythingIsSent() {
    assertThat(catchThrowable(() -> over.builder().dpop().build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("signInOver(...)");
    assertThat(
            catchThrowable(
                () ->
                    over.builder()
                        .signInOver(
                            org -> {
                              throw new AssertionError("not made");
                            })
                        .build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("twice");
    assertThat(over.sandbox.requests()).isEmpty();
  }

  @Test
  void proofsGoWithTokensWhereTheOrgDoesNotDemandThem() {
    over.sandbox.reconfigure(OrgConfig.acme());

    assertThat(builder().federationApp(APP).build().role(ANALYST).get(asking()).roleArn())
        .isEqualTo(ANALYST);
  }

  @Test
  void loggingOutRevokesBoundTokens() {
    OktaAwsSession session = builder().federationApp(APP).build();
    session.signIn();

    session.logout();

    assertThat(session.signedIn()).isEqualTo(Optional.empty());
    assertThat(over.sandbox.requests("/oauth2/v1/revoke")).as("both tokens").hasSize(2);
  }

  private boolean needsNoProof(SandboxRequest request) {
    return !request.path().equals(TOKEN) && !request.path().startsWith("/api/");
  }

  private OktaAwsSessionBuilder builder() {
    return builder(over.clock);
  }

  private OktaAwsSessionBuilder builder(Clock clock) {
    String client = over.sandbox.oidcClientId();
    List<String> scopes = new ArrayList<>(DeviceAuthorizationService.DEFAULT_SCOPES);
    scopes.add("offline_access");
    return OktaAwsSession.builder(OktaEndpoints.ofOrg(over.sandbox.oktaUrl()), client)
        .signInOver(org -> QuickSignIn.over(org, client, scopes, clock, over.prompt()))
        .region(Region.US_EAST_1)
        .stsEndpoint(URI.create(over.sandbox.stsUrl()))
        .clock(clock)
        .dpop();
  }
}
