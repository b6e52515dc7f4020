package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static io.github.oktaaws.SessionOverSandbox.ADMIN;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.APP;
import static io.github.oktaaws.SessionOverSandbox.READ_ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.federation.WebSsoToken;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import io.github.oktaaws.sts.RoleSessionTerms;
import io.github.oktaaws.testing.Planted;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class SessionThreadsTest {

  private static final int THREADS = 16;

  private final SessionOverSandbox over = new SessionOverSandbox();
  private final List<Thread> threads = new ArrayList<>();
  private final ExecutorService pool =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            Thread thread = new Thread(work);
            threads.add(thread);
            return thread;
          });
  private final CountDownLatch prompted = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger signIns = new AtomicInteger();

  @AfterEach
  void stop() throws InterruptedException {
    pool.shutdownNow();
    assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    over.close();
  }

  /** amazon-redshift-jdbc-driver 2.3.0: every thread that waited signs in once more. */
  @Test
  void sixteenThreadsShareOneSignInOneAssertionAndOneCallForEachRole() throws Exception {
    OktaAwsSession session = over.session();
    List<String> roles = List.of(ADMIN, ANALYST, READ_ONLY);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<RoleCredentials>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String role = roles.get(i % roles.size());
      all.add(
          pool.submit(
              () -> {
                start.await();
                return session.role(role).get(asking());
              }));
    }
    start.countDown();

    for (int i = 0; i < THREADS; i++) {
      assertThat(all.get(i).get(1, TimeUnit.MINUTES).roleArn())
          .isEqualTo(roles.get(i % roles.size()));
    }
    assertThat(over.prompts).hasSize(1);
    assertThat(over.assertions()).isEqualTo(1);
    assertThat(over.assumedRoles()).isEqualTo(roles.size());
  }

  @Test
  void rolesAreAssumedInParallel() throws Exception {
    CyclicBarrier bothInside = new CyclicBarrier(2);
    AssumeRoleWithSamlService real =
        AssumeRoleWithSamlService.builder()
            .region(Region.US_EAST_1)
            .endpoint(URI.create(over.sandbox.stsUrl()))
            .clock(over.clock)
            .build();
    AssumeRoleWithSamlService meeting =
        new AssumeRoleWithSamlService() {
          @Override
          public RoleCredentials assume(SamlAssertion assertion, AwsRole role) {
            try {
              bothInside.await(1, TimeUnit.MINUTES);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            return real.assume(assertion, role);
          }

          @Override
          public Optional<RoleSessionTerms> terms() {
            return real.terms();
          }
        };
    OktaAwsSession session = over.builder().federationApp(APP).assumeRole(meeting).build();

    Future<RoleCredentials> admin = pool.submit(() -> session.role(ADMIN).get(asking()));
    Future<RoleCredentials> analyst = pool.submit(() -> session.role(ANALYST).get(asking()));

    assertThat(admin.get(1, TimeUnit.MINUTES).roleArn()).isEqualTo(ADMIN);
    assertThat(analyst.get(1, TimeUnit.MINUTES).roleArn()).isEqualTo(ANALYST);
  }

  @Test
  void personWhoSaysNoIsNotAskedAgainForEveryThreadThatWaited() throws Exception {
    OktaAwsSession session = over.builder().federationApp(APP).signIn(this::refusedSignIn).build();
    List<Future<RoleCredentials>> all = allWaitingFor(() -> session.role(ANALYST).get(asking()));

    answer.countDown();

    for (Future<RoleCredentials> each : all) {
      assertThat(failure(each)).isInstanceOf(AuthorizationDeniedException.class);
    }
    assertThat(signIns).hasValue(1);
    assertThat(catchThrowable(() -> session.role(ANALYST).get(asking())))
        .isInstanceOf(AuthorizationDeniedException.class);
    assertThat(signIns).as("a later call asks anew").hasValue(2);
  }

  @Test
  void signInThatIsRefusedAfterwardsIsNotRepeatedForEveryThreadThatWaited() throws Exception {
    OktaAwsSession session =
        over.builder()
            .federationApp(APP)
            .signIn(this::slowSignIn)
            .tokenExchange(
                (tokens, app) -> {
                  throw new OktaSessionEndedException(ErrorContext.at(Step.TOKEN_EXCHANGE));
                })
            .build();
    List<Future<RoleCredentials>> all = allWaitingFor(() -> session.role(ANALYST).get(asking()));

    answer.countDown();

    for (Future<RoleCredentials> each : all) {
      assertThat(failure(each)).isInstanceOf(OktaSessionEndedException.class);
    }
    assertThat(signIns).hasValue(1);
  }

  @Test
  void threadThatMayNotAskGoesOnByItselfAfterASignInFailed() throws Exception {
    OktaAwsSession session = over.builder().federationApp(APP).signIn(this::refusedSignIn).build();
    Future<RoleCredentials> asker = pool.submit(() -> session.role(ANALYST).get(asking()));
    assertThat(prompted.await(30, TimeUnit.SECONDS)).isTrue();
    Future<RoleCredentials> silent = pool.submit(() -> session.role(ANALYST).get(silent()));
    awaitWaiting(1);

    answer.countDown();

    assertThat(failure(asker)).isInstanceOf(AuthorizationDeniedException.class);
    assertThat(failure(silent)).isInstanceOf(SignInRequiredException.class);
  }

  @Test
  void whoWaitsCanBeInterruptedAndKeepsTheFlagWhileTheSignInGoesOn() throws Exception {
    OktaAwsSession session = over.builder().federationApp(APP).signIn(this::slowSignIn).build();
    Future<?> asker = pool.submit(session::signIn);
    assertThat(prompted.await(30, TimeUnit.SECONDS)).isTrue();
    AtomicBoolean flag = new AtomicBoolean();
    Future<RoleCredentials> waiter =
        pool.submit(
            () -> {
              try {
                return session.role(ANALYST).get(asking());
              } finally {
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    awaitWaiting(1);

    threads.get(1).interrupt();

    assertThat(failure(waiter)).isInstanceOf(CancelledException.class);
    assertThat(flag).isTrue();
    answer.countDown();
    asker.get(30, TimeUnit.SECONDS);
    assertThat(signIns).hasValue(1);
  }

  @Test
  void theListenerHearsOfWhoWaitsForAnotherThread() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    OktaAwsSession session =
        over.builder()
            .federationApp(APP)
            .signIn(this::slowSignIn)
            .listener(
                event -> {
                  if (event instanceof OktaAwsEvent.Waiting) {
                    told.countDown();
                  }
                })
            .build();
    Future<?> asker = pool.submit(session::signIn);
    assertThat(prompted.await(30, TimeUnit.SECONDS)).isTrue();
    Future<?> waiter = pool.submit(session::signIn);

    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();

    answer.countDown();
    asker.get(30, TimeUnit.SECONDS);
    waiter.get(30, TimeUnit.SECONDS);
    assertThat(signIns).hasValue(1);
  }

  @Test
  void theListenerHearsOfASignInWhenOtherThreadsCanAlreadyUseIt() throws Exception {
    List<List<AwsRole>> meanwhile = new ArrayList<>();
    OktaAwsSession[] session = new OktaAwsSession[1];
    session[0] =
        over.builder()
            .federationApp(APP)
            .listener(
                event -> {
                  if (event instanceof OktaAwsEvent.SignedIn) {
                    meanwhile.add(rolesOf(session[0]));
                  }
                })
            .build();

    session[0].signIn();

    assertThat(meanwhile).hasSize(1);
  }

  private List<AwsRole> rolesOf(OktaAwsSession session) {
    try {
      return pool.submit(session::roles).get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anotherThreadTakesOverWhenTheOneThatAskedIsInterrupted() throws Exception {
    OktaAwsSession session =
        over.builder()
            .federationApp(APP)
            .signIn(
                () -> {
                  if (signIns.incrementAndGet() > 1) {
                    return OktaAwsSessionTest.aSignIn();
                  }
                  prompted.countDown();
                  return interruptible();
                })
            .tokenExchange(
                (tokens, app) ->
                    new WebSsoToken("canary-lambda-web-sso-token", app, Duration.ofMinutes(5)))
            .samlAssertions(token -> OktaAwsSessionTest.anAssertion())
            .build();
    Future<?> asker = pool.submit(session::signIn);
    assertThat(prompted.await(30, TimeUnit.SECONDS)).isTrue();
    Future<List<?>> follower = pool.submit(() -> session.roles());
    awaitWaiting(1);

    threads.get(0).interrupt();

    assertThat(failure(asker)).isInstanceOf(CancelledException.class);
    assertThat(follower.get(30, TimeUnit.SECONDS)).hasSize(1);
    assertThat(signIns).hasValue(2);
  }

  private OktaTokens refusedSignIn() {
    signIns.incrementAndGet();
    prompted.countDown();
    uninterrupted();
    throw new AuthorizationDeniedException(ErrorContext.at(Step.SIGN_IN));
  }

  private OktaTokens slowSignIn() {
    signIns.incrementAndGet();
    prompted.countDown();
    uninterrupted();
    return OktaAwsSessionTest.aSignIn();
  }

  private void uninterrupted() {
    try {
      assertThat(answer.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private OktaTokens interruptible() {
    try {
      assertThat(answer.await(1, TimeUnit.MINUTES)).isTrue();
      return OktaAwsSessionTest.aSignIn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("the sign-in", ErrorContext.at(Step.SIGN_IN).cause(e));
    }
  }

  private <T> List<Future<T>> allWaitingFor(Callable<T> work) throws InterruptedException {
    List<Future<T>> all = new ArrayList<>();
    all.add(pool.submit(work));
    assertThat(prompted.await(30, TimeUnit.SECONDS)).isTrue();
    for (int i = 1; i < THREADS; i++) {
      all.add(pool.submit(work));
    }
    awaitWaiting(THREADS - 1);
    return all;
  }

  /** Until so many threads beside the first stand before the session's lock. */
  private void awaitWaiting(int count) {
    await()
        .until(
            () ->
                threads.stream()
                        .skip(1)
                        .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
                        .count()
                    == count);
  }

  private static Throwable failure(Future<?> future) throws Exception {
    try {
      throw new AssertionError("gave " + future.get(1, TimeUnit.MINUTES));
    } catch (ExecutionException e) {
      return Planted.thrown(Objects.requireNonNull(e.getCause()));
    }
  }
}
