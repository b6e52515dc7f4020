package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.provider.Order.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;

@Timeout(120)
class LoginTest {

  private final ProviderRig rig = new ProviderRig();

  @Test
  void withCurrentCredentialsThereIsNothingToDo() {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.pass(Duration.ofMinutes(44));
    provider.login();
    assertThat(provider.loginAsync()).isCompleted();
    rig.flights.land();
    assertThat(rig.attempts()).isEqualTo(1);
  }

  @Test
  void anyNumberOfLoginsAtOnceIsOne() throws Exception {
    Gate person = new Gate();
    rig.source.before(person);
    OktaAwsCredentialsProvider provider = rig.builder().build();
    List<CompletableFuture<Void>> logins = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      logins.add(provider.loginAsync());
    }
    logins.get(0).cancel(true);
    logins.get(1).completeExceptionally(new IllegalStateException("mine"));
    logins.get(2).obtrudeException(new IllegalStateException("mine"));
    person.open();
    for (CompletableFuture<Void> login : logins.subList(3, 64)) {
      assertThat(login.get(60, SECONDS)).isNull();
    }
    assertThat(rig.attempts()).isEqualTo(1);
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION1");
  }

  @Test
  void whenTheLoginIsOverTheCredentialsAreThere() {
    for (int i = 0; i < 200; i++) {
      OktaAwsCredentialsProvider provider = rig.builder().build();
      CompletableFuture<Boolean> servedAfterwards =
          provider.loginAsync().thenApply(nothing -> provider.resolveIdentity().isDone());
      assertThat(servedAfterwards).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(true);
    }
  }

  @Test
  void onceTheAdvisoryWindowIsOpenAPersonCanRenewWhatTheBackgroundCannot() {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.source.needsThePerson();
    rig.pass(Duration.ofMinutes(45));
    rig.resolveAndLand(provider);
    assertThat(rig.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION1");

    provider.login();
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION3");
    Request login = rig.source.requests().get(2);
    assertThat(login.mayAsk()).isTrue();
    assertThat(login.minimumRemaining()).isEqualTo(Duration.ofMinutes(15));
    assertThat(login.replacing()).containsSame(rig.source.given().get(0));
  }

  @Test
  void aLoginThatFailsForAWhileIsContentWithWhatStillLives() {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.source.failsWith(ProviderRig.networkDown());
    rig.pass(Duration.ofMinutes(45));
    provider.login();
    assertThat(provider.loginAsync()).succeedsWithin(Duration.ofSeconds(60));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION1");
  }

  @Test
  void aLoginThatThePersonDeclinedFailsAndCallsAreServedOn() {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.source.failsWith(new AuthorizationDeniedException(ErrorContext.at(Step.SIGN_IN)));
    rig.pass(Duration.ofMinutes(45));
    assertThatThrownBy(provider::login).hasCauseInstanceOf(AuthorizationDeniedException.class);
    assertThatThrownBy(() -> provider.loginAsync().get(60, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(SdkClientException.class)
        .hasCauseInstanceOf(AuthorizationDeniedException.class);
    assertThat(rig.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION1");
  }

  @Test
  void aLoginWhoseFirstCredentialsComeOutOfAStoreNearTheirEndGetsThemRenewed() {
    for (Duration left : List.of(Duration.ofSeconds(90), Duration.ofSeconds(61))) {
      ProviderRig restarted = storeWith(left);
      OktaAwsCredentialsProvider provider =
          restarted.builder().interaction(InteractionPolicy.EXPLICIT).build();
      provider.login();
      restarted.pass(Duration.ofMinutes(2));
      assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
      assertAskedOnceMoreForLifeBeyondTheWindow(restarted);
    }
  }

  @Test
  void soDoesOneThatDoesNotBlock() {
    ProviderRig restarted = storeWith(Duration.ofSeconds(90));
    OktaAwsCredentialsProvider provider =
        restarted.builder().interaction(InteractionPolicy.EXPLICIT).build();
    assertThat(provider.loginAsync()).succeedsWithin(Duration.ofSeconds(60));
    restarted.pass(Duration.ofMinutes(2));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertAskedOnceMoreForLifeBeyondTheWindow(restarted);
  }

  @Test
  void aLoginInTheMandatoryWindowAsksForLifeBeyondTheAdvisoryOne() {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.pass(Duration.ofSeconds(59 * 60 + 30));
    provider.login();
    assertAskedOnceMoreForLifeBeyondTheWindow(rig);
  }

  @Test
  void aLoginAtASourceWhoseCredentialsAreAlwaysOldTriesTwiceAndIsContent() {
    rig.source.age(Duration.ofMinutes(50));
    OktaAwsCredentialsProvider provider = rig.builder().build();
    provider.login();
    assertThat(rig.attempts()).isEqualTo(2);
    assertThat(rig.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(rig.attempts()).as("not on every call").isEqualTo(2);
  }

  @Test
  void aLoginIsNotAnsweredWithAFailureThatNobodyTriedAgain() throws Exception {
    Gate runway = new Gate();
    OktaAwsCredentialsProviderBuilder options =
        rig.builder()
            .threads(
                flight ->
                    rig.flights.newThread(
                        () -> {
                          runway.run();
                          flight.run();
                        }));
    Refresh refresh = new Refresh(options);
    // a call looked before an attempt failed, and takes off after
    CompletableFuture<CurrentCredentials> call = refresh.join(Purpose.CALL).landing();
    runway.awaitReached();
    CompletableFuture<Void> login =
        new Calls(refresh, options).later(Purpose.LOGIN, null, credentials -> null);
    RuntimeException failure = ProviderRig.networkDown();
    Moment now = Moment.of(rig.clocks.wall(), rig.clocks::nanos);
    refresh.failed(new Order(Purpose.CALL, true, now), failure).run();
    runway.open();

    assertThat(catchThrowable(() -> call.get(60, SECONDS))).cause().hasCause(failure);
    assertThat(login).succeedsWithin(Duration.ofSeconds(60));
    assertThat(rig.attempts()).isEqualTo(1);
    assertThat(rig.events(OktaAwsEvent.Failed.class)).as("attempts that failed").hasSize(1);
  }

  /** A store whose credentials have so much life left; what replaces them is new. */
  private static ProviderRig storeWith(Duration left) {
    ProviderRig restarted = new ProviderRig();
    restarted.source.age(Duration.ofHours(1).minus(left));
    restarted.source.before(
        () -> {
          if (restarted.attempts() > 1) {
            restarted.source.age(Duration.ZERO);
          }
        });
    return restarted;
  }

  private static void assertAskedOnceMoreForLifeBeyondTheWindow(ProviderRig rig) {
    assertThat(rig.source.requests()).hasSize(2);
    Request second = rig.source.requests().get(1);
    assertThat(second.mayAsk()).isTrue();
    assertThat(second.minimumRemaining()).isEqualTo(Duration.ofMinutes(15));
    assertThat(second.replacing()).containsSame(rig.source.given().get(0));
  }
}
