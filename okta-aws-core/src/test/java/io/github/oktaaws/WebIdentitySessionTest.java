package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static io.github.oktaaws.signin.MachineOrg.HOURLY;
import static io.github.oktaaws.signin.MachineOrg.NIGHTLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.error.AssumeRoleDeniedException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.UnknownAuthorizationServerException;
import io.github.oktaaws.error.WebIdentityExpiredException;
import io.github.oktaaws.signin.MachineOrg;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.store.TokenStore;
import io.github.oktaaws.sts.AssumeRoleWithWebIdentityService;
import io.github.oktaaws.testing.Planted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/** The whole way of a machine, over an authorization server and an AWS STS on loopback. */
class WebIdentitySessionTest {

  private static final int THREADS = 16;

  private final MachineOrg okta = new MachineOrg();
  private final TokenStore store = TokenStore.inMemory();
  private final List<OktaAwsEvent> events = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    okta.close();
  }

  @Test
  void aKeyGivesCredentialsOfTheRoleAndAsksNobody() {
    RoleCredentials credentials = Planted.said(session().role(NIGHTLY).get(silent()));

    assertThat(credentials.roleArn()).isEqualTo(NIGHTLY);
    assertThat(credentials.assumedRoleArn())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/Nightly/okta-aws");
    assertThat(credentials.accountId()).isEqualTo("123456789012");
    assertThat(credentials.subject()).contains(MachineOrg.CLIENT);
    assertThat(credentials.remaining(okta.clock.instant())).isEqualTo(Duration.ofHours(1));
    assertThat(events)
        .containsExactly(
            new OktaAwsEvent.SignedIn(
                okta.endpoints().origin().getAuthority(),
                MachineOrg.CLIENT,
                okta.clock.instant().plus(Duration.ofHours(1)),
                false));
  }

  @Test
  void makingASessionAndSourcesSendsNothing() {
    session().role(NIGHTLY);

    assertThat(okta.requests).isEmpty();
    assertThat(catchThrowableOfType(ConfigurationException.class, () -> session().role("Nightly")))
        .hasMessageContaining("not the ARN of an IAM role");
  }

  @Test
  void oneTokenServesSeveralRoles() {
    WebIdentitySession session = session();
    session.signIn();
    session.signIn();

    session.role(NIGHTLY).get(silent());
    session.role(HOURLY).get(silent());

    assertThat(okta.signIns()).isEqualTo(1);
    assertThat(okta.assumedRoles())
        .extracting(form -> form.get("RoleArn"))
        .containsExactly(NIGHTLY, HOURLY);
  }

  @Test
  void aTokenNearItsEndIsReplacedWithoutAskingAnybody() {
    WebIdentitySession session = session();
    RoleCredentials first = session.role(NIGHTLY).get(silent());
    okta.clock.advance(Duration.ofMinutes(59));

    RoleCredentials second = session.role(NIGHTLY).get(inPlaceOf(first));

    assertThat(second).isNotEqualTo(first);
    assertThat(okta.signIns()).isEqualTo(2);
  }

  @Test
  void aTokenThatAwsCallsExpiredIsReplacedOnce() {
    WebIdentitySession session = session();
    session.signIn();
    okta.stsRefusesNext("ExpiredTokenException", "Token expired");

    assertThat(session.role(NIGHTLY).get(silent()).roleArn()).isEqualTo(NIGHTLY);
    assertThat(okta.signIns()).isEqualTo(2);

    okta.stsRefusesNext("ExpiredTokenException", "Token expired");
    okta.stsRefusesNext("ExpiredTokenException", "Token expired");
    fails(WebIdentityExpiredException.class, () -> session.role(HOURLY).get(silent()));
    assertThat(okta.signIns()).as("once for each call").isEqualTo(3);
    assertThat(session.role(HOURLY).get(silent()).roleArn()).isEqualTo(HOURLY);
  }

  @Test
  void credentialsThatAreReplacedOrEndTooSoonAreNeverGiven() {
    RoleCredentialsSource nightly = session().role(NIGHTLY);
    RoleCredentials first = nightly.get(silent());
    assertThat(nightly.get(silent())).as("there is no need of others").isEqualTo(first);

    RoleCredentials second = nightly.get(inPlaceOf(first));
    assertThat(second).isNotEqualTo(first);

    okta.clock.advance(Duration.ofMinutes(30));
    RoleCredentials third =
        nightly.get(
            new RoleCredentialsSource.Request(false, Duration.ofMinutes(45), Optional.empty()));
    assertThat(third.remaining(okta.clock.instant())).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aStepThatHandsOutReplacedCredentialsAgainIsRefused() {
    RoleCredentials same = session().role(NIGHTLY).get(silent());
    RoleCredentialsSource stuck = session().role(NIGHTLY, (tokens, role) -> same);

    assertThat(stuck.get(silent())).isEqualTo(same);
    fails(ConfigurationException.class, () -> stuck.get(inPlaceOf(same)));
  }

  @Test
  void sessionsOnOneStoreShareTokensAndCredentials() {
    RoleCredentials first = builder().store(store).build().role(NIGHTLY).get(silent());
    okta.requests.clear();

    assertThat(builder().store(store).build().role(NIGHTLY).get(silent())).isEqualTo(first);
    assertThat(okta.requests).isEmpty();

    builder().store(store).build().role(HOURLY).get(silent());
    assertThat(okta.signIns()).isEqualTo(1);
  }

  @Test
  void twoSessionNamesNeverShareCredentials() {
    RoleCredentials first =
        builder().store(store).roleSessionName("job-1").build().role(NIGHTLY).get(silent());
    RoleCredentials second =
        builder().store(store).roleSessionName("job-2").build().role(NIGHTLY).get(silent());

    assertThat(first.assumedRoleArn()).endsWith("/job-1");
    assertThat(second.assumedRoleArn()).endsWith("/job-2");
    assertThat(okta.signIns()).as("the token they may share").isEqualTo(1);
  }

  @Test
  void aRoleMayHaveANameOfItsOwn() {
    AssumeRoleWithWebIdentityService named =
        AssumeRoleWithWebIdentityService.builder()
            .region(Region.US_EAST_1)
            .endpoint(okta.stsEndpoint())
            .clock(okta.clock)
            .roleSessionName("backup")
            .sessionDuration(Duration.ofHours(2))
            .build();

    RoleCredentials credentials = session().role(NIGHTLY, named).get(silent());

    assertThat(credentials.assumedRoleArn()).endsWith("/backup");
    assertThat(credentials.lifetime()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void sixteenThreadsShareOneTokenAndOneCallForEachRole() throws Exception {
    WebIdentitySession session = session();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<RoleCredentials>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String role = i % 2 == 0 ? NIGHTLY : HOURLY;
      all.add(
          pool.submit(
              () -> {
                start.await();
                return session.role(role).get(silent());
              }));
    }
    start.countDown();

    for (int i = 0; i < THREADS; i++) {
      assertThat(all.get(i).get(1, TimeUnit.MINUTES).roleArn())
          .isEqualTo(i % 2 == 0 ? NIGHTLY : HOURLY);
    }
    pool.shutdownNow();
    assertThat(okta.signIns()).isEqualTo(1);
    assertThat(okta.assumedRoles()).hasSize(2);
  }

  @Test
  void rolesAreAssumedInParallel() throws Exception {
    CyclicBarrier bothInside = new CyclicBarrier(2);
    RoleCredentials given = session().role(NIGHTLY).get(silent());
    WebIdentitySession session =
        builder()
            .assumeRole(
                (tokens, role) -> {
                  try {
                    bothInside.await(1, TimeUnit.MINUTES);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                  return given;
                })
            .build();
    ExecutorService pool = Executors.newFixedThreadPool(2);

    Future<RoleCredentials> one = pool.submit(() -> session.role(NIGHTLY).get(silent()));
    Future<RoleCredentials> other = pool.submit(() -> session.role(HOURLY).get(silent()));

    assertThat(one.get(2, TimeUnit.MINUTES)).isEqualTo(other.get(2, TimeUnit.MINUTES));
    pool.shutdownNow();
  }

  @Test
  void aSignInThatMayAskIsUsedOnlyWhereThatIsAllowed() {
    AtomicInteger asked = new AtomicInteger();
    SignIn machine =
        SignIn.asMachine(OktaOrg.of(okta.endpoints()), MachineOrg.CLIENT, MachineOrg.key())
            .clock(okta.clock)
            .build();
    SignIn person =
        () -> {
          asked.incrementAndGet();
          return machine.signIn();
        };
    WebIdentitySession session =
        configured(WebIdentitySession.builder(okta.endpoints(), MachineOrg.CLIENT, person)).build();

    fails(SignInRequiredException.class, () -> session.role(NIGHTLY).get(silent()));
    assertThat(asked).hasValue(0);
    RoleCredentials first = session.role(NIGHTLY).get(asking());
    assertThat(session.role(NIGHTLY).get(inPlaceOf(first)).roleArn()).isEqualTo(NIGHTLY);
    assertThat(asked).hasValue(1);
  }

  @Test
  void credentialsFromTokensThatDoNotSayWhoseTheyAreAreNotKept() {
    OktaTokens tokens =
        SignIn.asMachine(OktaOrg.of(okta.endpoints()), MachineOrg.CLIENT, MachineOrg.key())
            .clock(okta.clock)
            .build()
            .signIn();
    WebIdentitySession session =
        configured(WebIdentitySession.builder(okta.endpoints(), MachineOrg.CLIENT, () -> tokens))
            .build();

    assertThat(session.role(NIGHTLY).get(asking()))
        .isNotEqualTo(session.role(NIGHTLY).get(asking()));
  }

  @Test
  void whoIsSignedInIsTheClient() {
    WebIdentitySession session = session();
    assertThat(session.signedIn()).isEmpty();

    session.signIn();

    assertThat(session.signedIn())
        .contains(
            new SignedInPerson(
                MachineOrg.CLIENT,
                Optional.empty(),
                okta.clock.instant().plus(Duration.ofHours(1)),
                true));
  }

  @Test
  void loggingOutForgetsEverythingAndRevokesTheTokenAsAClientWithAKeyMust() {
    WebIdentitySession session = builder().store(store).build();
    RoleCredentials first = session.role(NIGHTLY).get(silent());

    session.logout();

    assertThat(okta.requests)
        .filteredOn(request -> request.getTarget().equals("/oauth2/default/v1/revoke"))
        .hasSize(1);
    assertThat(okta.forms.get(okta.forms.size() - 1))
        .containsEntry("token_type_hint", "access_token")
        .containsKey("client_assertion");
    assertThat(session.signedIn()).isEmpty();
    assertThat(session.role(NIGHTLY).get(silent())).isNotEqualTo(first);
    assertThat(okta.signIns()).isEqualTo(2);
  }

  @Test
  void anotherAuthorizationServerIsAsked() {
    WebIdentitySession session = builder().authorizationServer("aus1other").build();

    fails(UnknownAuthorizationServerException.class, session::signIn);
    assertThat(okta.requests)
        .extracting(request -> request.getTarget())
        .contains("/oauth2/aus1other/v1/token");
  }

  @Test
  void aRoleThatDoesNotTrustTheServerIsDenied() {
    assertThat(
            fails(
                AssumeRoleDeniedException.class,
                () -> session().role(MachineOrg.UNTRUSTING).get(silent())))
        .hasMessageContaining("sts:AssumeRoleWithWebIdentity");
  }

  @Test
  void whileOktaIsDownWhatIsKeptServesAndTheRestFailsTyped() {
    WebIdentitySession session = session();
    RoleCredentials first = session.role(NIGHTLY).get(silent());
    okta.clock.advance(Duration.ofMinutes(59));
    for (int i = 0; i < 3; i++) {
      okta.answersNext(MachineOrg.json(503, "{}"));
    }

    assertThat(session.role(NIGHTLY).get(silent())).isEqualTo(first);
    fails(ServerErrorException.class, () -> session.role(NIGHTLY).get(inPlaceOf(first)));
    assertThat(session.role(NIGHTLY).get(inPlaceOf(first))).isNotEqualTo(first);
  }

  @Test
  void aMalformedNameIsToldWhenTheSessionIsMade() {
    assertThat(
            fails(
                ConfigurationException.class, () -> builder().roleSessionName("two words").build()))
        .hasMessageContaining("two words");
    assertThat(
            fails(
                ConfigurationException.class,
                () -> WebIdentitySession.machine("acme okta", "0oa1", MachineOrg.key())))
        .hasMessageContaining("not an Okta org");
  }

  @Test
  void theSessionPrintsOrgAndClient() {
    assertThat(Planted.said(session().role(NIGHTLY)).toString())
        .isEqualTo(
            "WebIdentitySession["
                + okta.endpoints().origin().getAuthority()
                + ", client "
                + MachineOrg.CLIENT
                + "] as "
                + NIGHTLY);
  }

  private WebIdentitySession session() {
    return builder().build();
  }

  private WebIdentitySessionBuilder builder() {
    return configured(
        WebIdentitySession.machine(okta.origin(), MachineOrg.CLIENT, MachineOrg.key()));
  }

  private WebIdentitySessionBuilder configured(WebIdentitySessionBuilder builder) {
    return builder
        .region(Region.US_EAST_1)
        .stsEndpoint(okta.stsEndpoint())
        .listener(events::add)
        .clock(okta.clock);
  }

  private static RoleCredentialsSource.Request inPlaceOf(RoleCredentials last) {
    return new RoleCredentialsSource.Request(false, Duration.ofMinutes(1), Optional.of(last));
  }

  private static <T extends OktaAwsException> T fails(Class<T> type, ThrowingCallable call) {
    return Planted.thrown(catchThrowableOfType(type, call));
  }
}
