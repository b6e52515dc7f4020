package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.SessionOverSandbox.ADMIN;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.APP;
import static io.github.oktaaws.SessionOverSandbox.OTHER_APP;
import static io.github.oktaaws.SessionOverSandbox.READ_ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.oktaaws.error.AssertionExpiredException;
import io.github.oktaaws.error.AssumeRoleDeniedException;
import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NoFederationAppException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class EveryRoleTest {

  private static final String DEV = "arn:aws:iam::210987654321:role/";
  private static final List<String> PRODUCTION = List.of(ADMIN, ANALYST, READ_ONLY);
  private static final List<String> DEVELOPMENT =
      List.of(DEV + "Admin", DEV + "Analyst", DEV + "ReadOnly");

  private final SessionOverSandbox over =
      new SessionOverSandbox(
          OrgConfig.acme()
              .withUser(OrgUser.named("anna"))
              .withOidcApp(OrgConfig.acme().oidcApps().get(0).withAssignedTo("jane", "anna")));

  private final AssumeRoleWithSamlService sts =
      AssumeRoleWithSamlService.builder()
          .region(Region.US_EAST_1)
          .endpoint(URI.create(over.sandbox.stsUrl()))
          .clock(over.clock)
          .build();

  @AfterEach
  void stop() {
    over.close();
  }

  @Test
  void everyRoleOfEveryAppTakesOneSignInAndOnePageForEachApp() {
    EveryRole every = over.builder().build().everyRole(4);

    assertThat(every.failures()).isEmpty();
    assertThat(every.assumed())
        .extracting(each -> each.app().label(), each -> each.role().roleArn())
        .containsExactly(
            tuple("AWS Production", ADMIN),
            tuple("AWS Production", ANALYST),
            tuple("AWS Production", READ_ONLY),
            tuple("AWS Development", DEV + "Admin"),
            tuple("AWS Development", DEV + "Analyst"),
            tuple("AWS Development", DEV + "ReadOnly"));
    assertThat(every.credentials()).extracting(RoleCredentials::roleArn).containsExactly(all());
    assertThat(over.prompts).hasSize(1);
    assertThat(over.assertions()).isEqualTo(2);
    assertThat(exchanges()).isEqualTo(2);
    assertThat(over.assumedRoles()).isEqualTo(6);
  }

  @Test
  void appWhosePolicyRefusesIsToldAndDoesNotMatterToTheOther() {
    refuseExchangeFor(APP);

    EveryRole every = Planted.said(over.builder().build().everyRole(4));

    assertThat(every.failures()).hasSize(1);
    RoleFailure failure = every.failures().get(0);
    assertThat(failure.app().id()).isEqualTo(APP);
    assertThat(failure.role()).isEmpty();
    assertThat(failure.error()).isInstanceOf(AssuranceNotMetException.class);
    assertThat(roleArns(every)).containsExactlyElementsOf(DEVELOPMENT);
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void personIsAskedOnceWhateverTheNumberOfAppsThatRefuse() {
    OktaAwsSession session = over.builder().build();
    session.signIn();
    refuseExchangeFor(APP);
    refuseExchangeFor(OTHER_APP);

    EveryRole every = session.everyRole(4);

    assertThat(every.credentials()).isEmpty();
    assertThat(every.failures())
        .extracting(failure -> failure.app().id())
        .containsExactly(APP, OTHER_APP);
    assertThat(over.prompts).as("a newer sign-in could have helped").hasSize(2);
  }

  @Test
  void roleThatAwsDeniesIsToldAndDoesNotMatterToTheOthers() {
    over.sandbox.rejectNextAssumeRole(
        "AccessDenied", "Not authorized to perform sts:AssumeRoleWithSAML");

    EveryRole every = over.builder().build().everyRole(1);

    assertThat(every.failures()).hasSize(1);
    RoleFailure failure = every.failures().get(0);
    assertThat(failure.app().id()).isEqualTo(APP);
    assertThat(failure.role()).map(AwsRole::roleArn).contains(ADMIN);
    assertThat(failure.error()).isInstanceOf(AssumeRoleDeniedException.class);
    assertThat(roleArns(every)).hasSize(5).doesNotContain(ADMIN);
  }

  @Test
  void failuresComeInTheOrderOfAppsAndRolesHoweverTheyEnd() {
    refuseExchangeFor(APP);
    List<CountDownLatch> ended = Stream.generate(() -> new CountDownLatch(1)).limit(3).toList();
    AssumeRoleWithSamlService lastRoleFirst =
        (assertion, role) -> {
          int which = DEVELOPMENT.indexOf(role.roleArn());
          if (which < 2) {
            awaitQuietly(ended.get(which + 1));
          }
          ended.get(which).countDown();
          throw new AssumeRoleDeniedException(role.roleArn(), ErrorContext.at(Step.ASSUME_ROLE));
        };

    EveryRole every = over.builder().build().everyRole(3, lastRoleFirst);

    assertThat(every.failures()).hasSize(4);
    assertThat(every.failures().get(0).error()).isInstanceOf(AssuranceNotMetException.class);
    assertThat(every.failures().subList(1, 4))
        .extracting(failure -> failure.role().orElseThrow().roleArn())
        .containsExactlyElementsOf(DEVELOPMENT);
  }

  /** okta-aws-cli 2.6.0: one thread per role, without bound. */
  @Test
  void noMoreRolesAreAssumedAtOnceThanWanted() {
    CyclicBarrier three = new CyclicBarrier(3);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AssumeRoleWithSamlService counting =
        (assertion, role) -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          try {
            three.await(1, TimeUnit.MINUTES);
            return sts.assume(assertion, role);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          } finally {
            atOnce.decrementAndGet();
          }
        };

    EveryRole every = over.builder().build().everyRole(3, counting);

    assertThat(every.failures()).isEmpty();
    assertThat(roleArns(every)).containsExactly(all());
    assertThat(most).hasValue(3);
  }

  @Test
  void assertionThatAwsCallsTooOldIsFetchedAnewOnceForAllOfItsRoles() throws Exception {
    CyclicBarrier roles = new CyclicBarrier(3);
    AtomicInteger expired = new AtomicInteger();
    AssumeRoleWithSamlService first =
        (assertion, role) -> {
          if (expired.incrementAndGet() <= 3) {
            meet(roles);
            throw new AssertionExpiredException(ErrorContext.at(Step.ASSUME_ROLE));
          }
          return sts.assume(assertion, role);
        };

    EveryRole every = over.builder().federationApp(APP).build().everyRole(3, first);

    assertThat(every.failures()).isEmpty();
    assertThat(roleArns(every)).containsExactlyElementsOf(PRODUCTION);
    assertThat(over.assertions()).isEqualTo(2);
  }

  @Test
  void interruptEndsAllOfIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch ended = new CountDownLatch(2);
    AtomicInteger calls = new AtomicInteger();
    AssumeRoleWithSamlService hanging =
        (assertion, role) -> {
          calls.incrementAndGet();
          begun.countDown();
          return hang(ended);
        };
    AtomicBoolean flag = new AtomicBoolean();
    OktaAwsSession session = over.builder().build();
    FutureTask<EveryRole> work =
        new FutureTask<>(
            () -> {
              try {
                return session.everyRole(2, hanging);
              } finally {
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    Thread caller = new Thread(work);
    caller.start();
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

    caller.interrupt();

    assertThat(failure(work)).isInstanceOf(CancelledException.class);
    assertThat(flag).isTrue();
    assertThat(ended.await(1, TimeUnit.MINUTES)).as("the threads end").isTrue();
    assertThat(calls).hasValue(2);
  }

  @Test
  void stepThatIsCancelledEndsAllOfIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AssumeRoleWithSamlService cancelled =
        (assertion, role) -> {
          if (role.roleArn().equals(ADMIN)) {
            begun.countDown();
            return hang(ended);
          }
          awaitQuietly(begun);
          throw new CancelledException("a step", ErrorContext.at(Step.ASSUME_ROLE));
        };

    assertThat(catchThrowable(() -> over.builder().build().everyRole(2, cancelled)))
        .isInstanceOf(CancelledException.class);
    assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void faultOfACallersOwnStepIsThrownAsItIs() {
    IllegalStateException fault = new IllegalStateException("a fault");

    assertThat(
            catchThrowable(
                () ->
                    over.builder()
                        .build()
                        .everyRole(
                            2,
                            (assertion, role) -> {
                              throw fault;
                            })))
        .isSameAs(fault);
  }

  @Test
  void signInThatIsRefusedIsNotTheFaultOfAnApp() {
    OktaAwsSession session =
        over.builder()
            .federationApp(APP)
            .signIn(
                () -> {
                  throw new AuthorizationDeniedException(ErrorContext.at(Step.SIGN_IN));
                })
            .build();

    assertThat(catchThrowable(() -> session.everyRole(2)))
        .isInstanceOf(AuthorizationDeniedException.class);
    assertThat(catchThrowable(session::rolesByApp))
        .isInstanceOf(AuthorizationDeniedException.class);
  }

  @Test
  void personWithoutAnAppIsToldSo() {
    over.sandbox.reconfigure(over.sandbox.org().withFederationApps(List.of()));

    assertThat(catchThrowable(() -> over.builder().build().everyRole(2)))
        .isInstanceOf(NoFederationAppException.class);
  }

  @Test
  void rolesOfTwoPersonsAreNotMixed() {
    OktaAwsSession session = over.builder().build();
    session.signIn();
    refuseExchangeFor(OTHER_APP);
    over.person = "anna";

    assertThat(
            catchThrowableOfType(SignInRequiredException.class, () -> session.everyRole(2))
                .reason())
        .contains("somebody else");
    assertThat(over.prompts).hasSize(2);
  }

  @Test
  void onlyTheConfiguredAppIsLookedAt() {
    EveryRole every = over.builder().federationAppLabel("AWS Development").build().everyRole(2);

    assertThat(roleArns(every)).containsExactlyElementsOf(DEVELOPMENT);
    assertThat(over.assertions()).isEqualTo(1);
  }

  @Test
  void selectorIsNotAskedWhereAllAppsAreWanted() {
    OktaAwsSession session = over.builder().federationAppSelector(apps -> apps.get(1)).build();
    session.roles();

    assertThat(session.rolesByApp().apps()).hasSize(2);
    assertThat(session.roles())
        .extracting(AwsRole::roleArn)
        .as("what was chosen stays chosen")
        .containsExactlyElementsOf(DEVELOPMENT);
  }

  @Test
  void rolesAreListedByAppWithoutAskingAws() {
    over.changeApp(app -> app.withPolicy(AuthenticationPolicy.ASKS_STEP_UP));

    RolesByApp roles = Planted.said(over.builder().build().rolesByApp());

    assertThat(roles.apps()).hasSize(1);
    assertThat(roles.apps().get(0).app().label()).isEqualTo("AWS Development");
    assertThat(roles.apps().get(0).roles())
        .extracting(AwsRole::roleArn)
        .containsExactlyElementsOf(DEVELOPMENT);
    assertThat(roles.failures()).extracting(failure -> failure.app().id()).containsExactly(APP);
    assertThat(over.assumedRoles()).isZero();
  }

  @Test
  void credentialsAreNewEachTimeAndNotPutIntoTheStore() {
    OktaAwsSession session = over.builder().federationApp(APP).build();

    EveryRole first = session.everyRole(2);
    EveryRole second = session.everyRole(2);
    session.role(ANALYST).get(asking());

    assertThat(second.credentials()).doesNotContainAnyElementsOf(first.credentials());
    assertThat(over.assertions()).as("while it lasts, an assertion serves again").isEqualTo(1);
    assertThat(over.assumedRoles()).isEqualTo(7);
  }

  @Test
  void parallelismIsPositive() {
    assertThat(catchThrowable(() -> over.builder().build().everyRole(0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("1 or more");
    assertThat(over.prompts).isEmpty();
  }

  @Test
  void noRoleAtAllIsAnAnswerToo() {
    OktaAwsSession session =
        over.builder()
            .federationApps(tokens -> List.of(FederationApp.withId(APP)))
            .samlAssertions(token -> withoutRoles())
            .build();

    EveryRole every = session.everyRole(2);

    assertThat(every.credentials()).isEmpty();
    assertThat(every.failures()).isEmpty();
  }

  private static SamlAssertion withoutRoles() {
    return new SamlAssertion(
        "PHNhbWw+",
        List.of(),
        "issuer",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void refuseExchangeFor(String appId) {
    var app = over.sandbox.org().federationApp(appId).orElseThrow();
    over.sandbox.reconfigure(
        over.sandbox
            .org()
            .withFederationApp(app.withPolicy(AuthenticationPolicy.REFUSES_EXCHANGE)));
  }

  private int exchanges() {
    return over.grants("urn:ietf:params:oauth:grant-type:token-exchange").size();
  }

  private static List<String> roleArns(EveryRole every) {
    return every.credentials().stream().map(RoleCredentials::roleArn).toList();
  }

  private static String[] all() {
    return Stream.of(PRODUCTION, DEVELOPMENT).flatMap(List::stream).toArray(String[]::new);
  }

  private static RoleCredentials hang(CountDownLatch ended) {
    try {
      new CountDownLatch(1).await();
      throw new AssertionError("nothing ends this but an interrupt");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("a call", ErrorContext.at(Step.ASSUME_ROLE));
    } finally {
      ended.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Throwable failure(FutureTask<?> work) throws Exception {
    try {
      throw new AssertionError("gave " + work.get(1, TimeUnit.MINUTES));
    } catch (ExecutionException e) {
      return Planted.thrown(Objects.requireNonNull(e.getCause()));
    }
  }
}
