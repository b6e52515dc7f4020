package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.testing.VirtualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** SDK clients close the providers that they are given; closing is soft. */
@Timeout(120)
class ClosingTest {

  private final VirtualClock clock = new VirtualClock();
  private final Gate gate = new Gate();
  private final ScriptedSource source = new ScriptedSource(clock);
  private final OktaAwsCredentialsProvider provider =
      OktaAwsCredentialsProvider.builder(source).clock(clock).build();

  @Test
  void aProviderServesOnAfterItWasClosedAnyNumberOfTimes() {
    provider.close();
    AwsCredentials first = provider.resolveCredentials();
    provider.close();
    provider.close();
    assertThat(provider.resolveCredentials()).isSameAs(first);

    clock.advance(Duration.ofHours(1));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
  }

  @Test
  void closingEndsASignInForAllWhoWaitAndTheNextCallStartsAnew() throws Exception {
    source.before(gate);
    Callers callers = Callers.of(8, provider::resolveCredentials).allWait();
    CompletableFuture<?> asynchronous = provider.resolveIdentity();
    gate.awaitReached();

    provider.close();
    provider.close();

    for (FutureTask<AwsCredentials> call : callers.calls()) {
      assertThat(catchThrowable(() -> call.get(60, SECONDS)))
          .cause()
          .isInstanceOf(SdkClientException.class)
          .hasMessageContaining("the provider was closed")
          .hasCauseInstanceOf(CancelledException.class);
    }
    assertThatThrownBy(() -> asynchronous.get(60, SECONDS))
        .cause()
        .isInstanceOf(SdkClientException.class)
        .hasCauseInstanceOf(CancelledException.class);
    source.threads().get(0).join(SECONDS.toMillis(60));
    assertThat(source.threads().get(0).isAlive()).as("the sign-in's thread").isFalse();

    source.before(() -> {});
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
  }

  @Test
  void aRefreshInTheBackgroundIsFinishedThoughEachRequestOpensAndClosesAClient() throws Exception {
    provider.login();
    source.before(gate);
    clock.advance(Duration.ofMinutes(58));
    for (int request = 0; request < 10; request++) {
      assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION1");
      gate.awaitReached();
      provider.close();
    }
    gate.open();
    source.threads().get(1).join(SECONDS.toMillis(60));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(source.requests()).hasSize(2);
  }

  @Test
  void whoWaitsForARefreshThatAsksNobodyGetsWhatItBrings() throws Exception {
    OktaAwsCredentialsProvider silent =
        provider.toBuilder().interaction(InteractionPolicy.NEVER).build();
    source.before(gate);
    Callers callers = Callers.of(2, silent::resolveCredentials).allWait();
    gate.awaitReached();
    silent.close();
    gate.open();
    assertThat(callers.call(0).get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(callers.call(1).get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
  }

  @Test
  void callsThatWaitedForASignInThatWasClosedGetWhatStillLivesAndALoginDoesNot() throws Exception {
    provider.login();
    clock.advance(Duration.ofSeconds(59 * 60 + 30));
    source.before(gate);
    Callers callers = Callers.of(2, provider::resolveCredentials).allWait();
    CompletableFuture<AwsCredentialsIdentity> asynchronous = provider.resolveIdentity();
    CompletableFuture<Void> login = provider.loginAsync();
    gate.awaitReached();
    provider.close();
    assertThat(callers.call(0).get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(callers.call(1).get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(asynchronous.get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(catchThrowable(() -> login.get(60, SECONDS)))
        .cause()
        .hasCauseInstanceOf(CancelledException.class);
  }

  @Test
  void aPromptMayCloseTheProviderToCallTheSignInOff() {
    source.before(
        () -> {
          provider.close();
          gate.run();
        });

    assertThatThrownBy(provider::resolveCredentials)
        .isInstanceOf(SdkClientException.class)
        .hasCauseInstanceOf(CancelledException.class);
  }

  @Test
  void aThousandProvidersLeaveNoThread() throws Exception {
    for (int i = 0; i < 1000; i++) {
      try (OktaAwsCredentialsProvider one = provider.toBuilder().build()) {
        one.resolveCredentials();
      }
    }

    for (Thread thread : source.threads()) {
      thread.join(SECONDS.toMillis(60));
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(source.threads()).hasSize(1000).doesNotHaveDuplicates();
  }
}
