package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.signin.DeviceChallenge;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testing.VirtualClock;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.regions.Region;

/** A sign-in takes a person a minute; nobody is to be asked twice for it. */
@Timeout(120)
class OneSignInForManyCallersTest {

  private final VirtualClock clock = new VirtualClock();
  private final Gate gate = new Gate();
  private final ScriptedSource source = new ScriptedSource(clock).before(gate);
  private final OktaAwsCredentialsProvider provider =
      OktaAwsCredentialsProvider.builder(source).clock(clock).build();

  /**
   * aws-advanced-jdbc-wrapper looks into its cache, finds nothing, and signs in: every thread does.
   */
  @Test
  void aMinuteOfSigningInWith64ThreadsIsOneDeviceAuthorization() throws Exception {
    CompletableFuture<DeviceChallenge> shown = new CompletableFuture<>();
    try (OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder().clock(clock).pollingInterval(Duration.ofSeconds(1)).start()) {
      OktaAwsSession okta =
          OktaAwsSession.builder(OktaEndpoints.ofOrg(sandbox.oktaUrl()), sandbox.oidcClientId())
              .stsEndpoint(URI.create(sandbox.stsUrl()))
              .region(Region.EU_CENTRAL_1)
              .federationApp("0oa1awsprod000000000")
              .clock(clock)
              .prompt(
                  toShow -> {
                    shown.complete(toShow);
                    gate.run();
                  })
              .build();
      OktaAwsCredentialsProvider real =
          OktaAwsCredentialsProvider.builder(okta.role(ScriptedSource.ROLE)).clock(clock).build();

      Callers callers = Callers.of(64, real::resolveCredentials).allWait();
      DeviceChallenge challenge = shown.get(60, SECONDS);
      clock.advance(Duration.ofMinutes(1));
      sandbox.approve(challenge.userCode(), "jane");
      gate.open();

      AwsCredentials one = callers.call(0).get(60, SECONDS);
      assertThat(one.accountId()).contains("123456789012");
      for (FutureTask<AwsCredentials> call : callers.calls()) {
        assertThat(call.get(60, SECONDS)).isSameAs(one);
      }
      assertThat(real.resolveCredentials()).isSameAs(one);
      assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
      assertThat(sandbox.requests("/"))
          .filteredOn(request -> "AssumeRoleWithSAML".equals(request.form().get("Action")))
          .hasSize(1);
      Planted.secretsOf(sandbox);
      Planted.said(real);
    }
  }

  @Test
  void allCallersGetOneGenerationFromOneCallOfTheSource() throws Exception {
    Callers callers = Callers.of(64, provider::resolveCredentials).allWait();
    CompletableFuture<? extends AwsCredentialsIdentity> asynchronous = provider.resolveIdentity();
    gate.open();

    for (FutureTask<AwsCredentials> call : callers.calls()) {
      assertThat(call.get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    }
    assertThat(asynchronous.get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(source.requests()).hasSize(1);
  }

  @Test
  void keyIdSecretAndTokenAreAlwaysOfTheSameGeneration() throws Exception {
    gate.open();
    AtomicBoolean done = new AtomicBoolean();
    Callers callers =
        Callers.of(
            8,
            () -> {
              AwsCredentials last = provider.resolveCredentials();
              while (!done.get()) {
                last = provider.resolveCredentials();
                String generation = last.accessKeyId().substring("ASIAGENERATION".length());
                assertThat(last.secretAccessKey()).endsWith("-" + generation);
                assertThat(((AwsSessionCredentials) last).sessionToken())
                    .endsWith("-" + generation);
              }
              return last;
            });
    for (int refreshes = 1; refreshes <= 200; refreshes++) {
      provider.login();
      assertThat(source.given()).hasSizeGreaterThanOrEqualTo(refreshes);
      clock.advance(Duration.ofHours(1));
    }
    done.set(true);

    for (FutureTask<AwsCredentials> call : callers.calls()) {
      assertThat(call.get(60, SECONDS)).isNotNull();
    }
  }

  @Test
  void aCallerThatIsInterruptedLeavesTheSignInToTheOthers() throws Exception {
    AtomicBoolean flagKept = new AtomicBoolean();
    Callers impatient =
        Callers.of(
            1,
            () -> {
              try {
                return provider.resolveCredentials();
              } finally {
                flagKept.set(Thread.currentThread().isInterrupted());
              }
            });
    impatient.allWait();
    Callers patient = Callers.of(3, provider::resolveCredentials).allWait();

    impatient.thread(0).interrupt();

    assertThatThrownBy(() -> impatient.call(0).get(60, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(AbortedException.class)
        .hasRootCauseInstanceOf(InterruptedException.class);
    assertThat(flagKept).isTrue();
    gate.open();
    for (FutureTask<AwsCredentials> call : patient.calls()) {
      assertThat(call.get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    }
    assertThat(source.requests()).hasSize(1);
  }

  /** Elasticsearch's provider hands out the one future that all share. */
  @Test
  void whatACallerDoesToItsFutureHarmsNobody() throws Exception {
    CompletableFuture<AwsCredentialsIdentity> cancelled = identity();
    CompletableFuture<AwsCredentialsIdentity> completed = identity();
    CompletableFuture<AwsCredentialsIdentity> failed = identity();
    CompletableFuture<AwsCredentialsIdentity> obtruded = identity();
    CompletableFuture<AwsCredentialsIdentity> untouched = identity();
    AwsCredentialsIdentity forged = AwsBasicCredentials.create("AKIAFORGED", "forged-secret");
    gate.awaitReached();

    assertThat(cancelled.cancel(true)).isTrue();
    assertThat(completed.complete(forged)).isTrue();
    assertThat(failed.completeExceptionally(new IllegalStateException("mine"))).isTrue();
    obtruded.obtrudeValue(forged);
    Callers late = Callers.of(1, provider::resolveCredentials).allWait();
    gate.open();

    assertThat(untouched.get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(late.call(0).get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(identity().get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(completed).isCompletedWithValue(forged);
    assertThat(source.requests()).hasSize(1);
  }

  @Test
  void callersOnVirtualThreadsShareASignInWhereTheJvmHasSuch() throws Exception {
    ExecutorService executor = virtualThreadsOrOthers();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    Callable<AwsCredentials> call =
        () -> {
          threads.add(Thread.currentThread());
          return provider.resolveCredentials();
        };
    try {
      List<Future<AwsCredentials>> calls = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        calls.add(executor.submit(call));
      }
      Callers.eventually(() -> threads.size() == 500);
      gate.open();
      AwsCredentials one = calls.get(0).get(60, SECONDS);
      for (Future<AwsCredentials> each : calls) {
        assertThat(each.get(60, SECONDS)).isSameAs(one);
      }
      assertThat(source.requests()).hasSize(1);
      assertThat(threads)
          .extracting(thread -> thread.getClass().getSimpleName())
          .containsOnly(Runtime.version().feature() >= 21 ? "VirtualThread" : "Thread");
    } finally {
      executor.shutdownNow();
    }
  }

  private static ExecutorService virtualThreadsOrOthers() throws ReflectiveOperationException {
    return Runtime.version().feature() >= 21
        ? (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null)
        : Executors.newCachedThreadPool();
  }

  @Test
  void theFutureThatAllShareCannotBeMadeToSaySomethingElse() throws Exception {
    gate.open();
    provider.login();
    CompletableFuture<AwsCredentialsIdentity> shared =
        provider.resolveIdentity(ResolveIdentityRequest.builder().build());
    assertThat(shared).isCompleted();
    assertThat(provider.resolveIdentity()).isSameAs(shared);

    assertThatThrownBy(() -> shared.obtrudeException(new IllegalStateException("mine")))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> shared.obtrudeValue(provider.resolveCredentials()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(shared.cancel(true)).isFalse();
    assertThat(identity().get().accessKeyId()).isEqualTo("ASIAGENERATION1");
  }

  @Test
  void aFailureIsSharedByThoseWhoWaitAndTriedAgainAfterAPause() throws Exception {
    OktaAwsException denied = new AuthorizationDeniedException(ErrorContext.at(Step.SIGN_IN));
    source.failsWith(denied);
    Callers callers = Callers.of(8, provider::resolveCredentials).allWait();
    CompletableFuture<AwsCredentialsIdentity> asynchronous = identity();
    gate.open();

    for (FutureTask<AwsCredentials> call : callers.calls()) {
      Throwable thrown = catchThrowable(() -> call.get(60, SECONDS)).getCause();
      assertThat(thrown)
          .isInstanceOf(SdkClientException.class)
          .hasMessage(denied.getMessage())
          .hasCause(denied);
    }
    assertThatThrownBy(() -> asynchronous.get(60, SECONDS))
        .cause()
        .isInstanceOf(SdkClientException.class)
        .hasCause(denied);
    assertThat(source.requests()).hasSize(1);

    source.succeeds();
    clock.advance(Duration.ofMinutes(1));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
  }

  @Test
  void whoeverHearsOfAFailureCanLogInAtOnce() throws Exception {
    OktaAwsException denied = new AuthorizationDeniedException(ErrorContext.at(Step.SIGN_IN));
    source.failsWith(denied);
    CompletableFuture<AwsCredentials> secondTry =
        identity()
            .handle(
                (identity, failure) -> {
                  source.succeeds();
                  provider.login();
                  return provider.resolveCredentials();
                });
    gate.open();

    assertThat(secondTry.get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION2");
  }

  @Test
  void anErrorOrAForeignExceptionReachesTheCallersToo() {
    gate.open();
    for (Throwable thrown :
        List.of(
            new StackOverflowError(), new IllegalStateException("mine"), new OutOfMemoryError())) {
      source.failsWith(thrown);

      assertThatThrownBy(provider::login)
          .isInstanceOf(SdkClientException.class)
          .hasMessage(thrown.getMessage() == null ? thrown.getClass().getSimpleName() : "mine")
          .hasCause(thrown);
    }
  }

  @Test
  void aStepThatAsksTheProviderItIsPartOfIsRefusedInsteadOfWaitingForItself() {
    AtomicReference<Throwable> asynchronously = new AtomicReference<>();
    source.before(
        () -> {
          asynchronously.set(catchThrowable(() -> identity().get(60, SECONDS)));
          provider.resolveCredentials();
        });

    assertThatThrownBy(provider::resolveCredentials)
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("from within its own sign-in")
        .hasRootCauseInstanceOf(ConfigurationException.class);
    assertThat(asynchronously.get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(SdkClientException.class)
        .hasCauseInstanceOf(ConfigurationException.class);
  }

  @Test
  void aSourceMayUseAnotherProvider() {
    gate.open();
    ScriptedSource chained = new ScriptedSource(clock).before(provider::login);

    AwsCredentials credentials =
        OktaAwsCredentialsProvider.builder(chained).clock(clock).build().resolveCredentials();

    assertThat(credentials.accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(source.requests()).hasSize(1);
  }

  private CompletableFuture<AwsCredentialsIdentity> identity() {
    return provider.resolveIdentity();
  }
}
