package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.error.TimedOutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/** Callers without credentials wait, each for as long as it likes. */
@Timeout(120)
class WaitingTest {

  private final ProviderRig rig = new ProviderRig();
  private final Gate person = new Gate();

  @Test
  void aCallerGivesUpAtItsOwnTimeoutAndTheSignInGoesOn() throws Exception {
    rig.source.before(person);
    OktaAwsCredentialsProvider impatient =
        rig.builder().resolveTimeout(Duration.ofMillis(1)).build();
    assertThatThrownBy(impatient::resolveCredentials)
        .isInstanceOf(SdkClientException.class)
        .hasCauseInstanceOf(TimedOutException.class)
        .hasMessageContaining("the sign-in goes on for others");
    assertThatThrownBy(() -> impatient.resolveIdentity().get(60, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(SdkClientException.class)
        .hasCauseInstanceOf(TimedOutException.class);

    CompletableFuture<Void> login = impatient.loginAsync();
    person.open();
    assertThat(login).succeedsWithin(Duration.ofSeconds(60));
    assertThat(impatient.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(rig.attempts()).isEqualTo(1);
    assertThat(rig.events(OktaAwsEvent.Failed.class)).isEmpty();
  }

  @Test
  void aCallerThatGivesUpGetsTheOldCredentialsWhileTheyLive() throws Exception {
    OktaAwsCredentialsProvider impatient =
        rig.warm(rig.builder().resolveTimeout(Duration.ofMillis(1)));
    rig.source.before(person);
    rig.pass(Duration.ofMinutes(59));
    AwsCredentials first = impatient.resolveCredentials();
    assertThat(first.accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(impatient.resolveIdentity().get(60, SECONDS).accessKeyId())
        .isEqualTo("ASIAGENERATION1");

    assertThat(impatient.invalidate(first)).isCompleted();
    assertThatThrownBy(impatient::resolveCredentials)
        .as("what AWS does not accept")
        .hasCauseInstanceOf(TimedOutException.class);
    rig.pass(Duration.ofMinutes(1));
    assertThatThrownBy(impatient::resolveCredentials)
        .as("what has ended")
        .hasCauseInstanceOf(TimedOutException.class);
    person.open();
  }

  @Test
  void aTimeoutThatIsLongEnoughChangesNothing() throws Exception {
    OktaAwsCredentialsProvider patient =
        rig.builder().resolveTimeout(Duration.ofSeconds(Long.MAX_VALUE)).build();
    assertThat(patient.resolveIdentity().get(60, SECONDS).accessKeyId())
        .isEqualTo("ASIAGENERATION1");
    rig.pass(Duration.ofHours(1));
    assertThat(patient.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");

    rig.pass(Duration.ofHours(1));
    rig.source.failsWith(ProviderRig.networkDown());
    assertThatThrownBy(() -> patient.resolveIdentity().get(60, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("acme.okta.com");
  }

  @Test
  void whatACallerHangsOnItsFutureDoesNotHoldUpThoseWhoBlock() throws Exception {
    rig.source.before(person);
    OktaAwsCredentialsProvider provider = rig.builder().build();
    CountDownLatch done = new CountDownLatch(1);
    Callers callers = Callers.of(4, provider::resolveCredentials).allWait();
    CompletableFuture<AwsCredentialsIdentity> slow =
        provider
            .resolveIdentity(ResolveIdentityRequest.builder().build())
            .thenApply(
                identity -> {
                  try {
                    done.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return identity;
                });
    person.open();
    for (var call : callers.calls()) {
      assertThat(call.get(60, SECONDS)).isNotNull();
    }
    assertThat(provider.resolveIdentity()).isCompleted();
    assertThat(slow).isNotDone();
    done.countDown();
    assertThat(slow).succeedsWithin(Duration.ofSeconds(60));
  }

  @Test
  void eightThreadsAndASlowLoginAreOneCallOfTheSource() throws Exception {
    rig.source.before(person);
    OktaAwsCredentialsProvider provider = rig.builder().build();
    Callers callers = Callers.of(8, provider::resolveCredentials).allWait();
    rig.pass(Duration.ofMinutes(3));
    Callers late = Callers.of(8, provider::resolveCredentials).allWait();
    person.open();
    for (int i = 0; i < 8; i++) {
      assertThat(callers.call(i).get(60, SECONDS)).isSameAs(late.call(i).get(60, SECONDS));
    }
    assertThat(rig.attempts()).isEqualTo(1);
  }

  @Test
  void whatDependsOnAFutureThatTimedOutDoesNotHoldUpTheTimersOfTheJvm() {
    rig.source.before(person);
    OktaAwsCredentialsProvider impatient =
        rig.builder().resolveTimeout(Duration.ofMillis(100)).build();
    CompletableFuture<String> where =
        impatient.resolveIdentity().handle((got, failure) -> Thread.currentThread().getName());
    assertThat(where)
        .succeedsWithin(Duration.ofSeconds(60))
        .isIn("okta-aws-credentials", Thread.currentThread().getName());
    person.open();
  }

  @Test
  void nobodyIsAskedForACallerThatHasCancelledItsFuture() throws Exception {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.source.before(person).needsThePerson();
    rig.pass(Duration.ofMinutes(45));
    provider.resolveCredentials();
    person.awaitReached();
    rig.pass(Duration.ofMinutes(14));
    CompletableFuture<AwsCredentialsIdentity> call = provider.resolveIdentity();
    CompletableFuture<Void> login = provider.loginAsync();
    assertThat(call.cancel(true)).isTrue();
    assertThat(login.cancel(true)).isTrue();
    person.open();
    rig.flights.land();
    assertThat(rig.source.requests()).extracting(Request::mayAsk).containsExactly(true, false);
  }

  @Test
  void eachCallGivesUpAtItsOwnTimeAndTheThreadThatKeepsTheTimeEnds() throws Exception {
    rig.source.before(person);
    OktaAwsCredentialsProvider impatient =
        rig.builder().resolveTimeout(Duration.ofMillis(100)).build();
    for (int round = 0; round < 3; round++) {
      List<CompletableFuture<AwsCredentialsIdentity>> calls = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        calls.add(impatient.resolveIdentity());
      }
      calls.get(0).cancel(true);
      calls.get(1).complete(AwsBasicCredentials.create("AKIAMINE", "my-secret"));
      for (CompletableFuture<AwsCredentialsIdentity> call : calls.subList(2, 5)) {
        assertThatThrownBy(() -> call.get(60, SECONDS))
            .cause()
            .hasCauseInstanceOf(TimedOutException.class);
      }
    }
    person.open();
    rig.flights.land();
  }

  @Test
  void whereNoThreadCanKeepTheTimeACallGivesUpAtOnce() {
    rig.source.before(person);
    AtomicInteger threads = new AtomicInteger();
    OktaAwsCredentialsProvider impatient =
        rig.builder()
            .resolveTimeout(Duration.ofDays(1))
            .threads(
                step -> {
                  if (threads.incrementAndGet() > 1) {
                    throw new OutOfMemoryError("unable to create native thread");
                  }
                  return rig.flights.newThread(step);
                })
            .build();
    assertThatThrownBy(() -> impatient.resolveIdentity().get(60, SECONDS))
        .cause()
        .hasCauseInstanceOf(TimedOutException.class);
    person.open();
  }
}
