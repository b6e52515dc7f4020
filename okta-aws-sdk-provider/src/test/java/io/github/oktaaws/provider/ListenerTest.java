package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.error.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

@Timeout(120)
class ListenerTest {

  private final ProviderRig rig = new ProviderRig();

  @Test
  void hearsOfNewCredentialsAndHowLongTheyTook() {
    rig.source.before(() -> rig.pass(Duration.ofMillis(350)));
    OktaAwsCredentialsProvider provider = rig.builder().build();
    provider.resolveCredentials();
    provider.resolveCredentials();
    assertThat(rig.events)
        .containsExactly(
            new OktaAwsEvent.Refreshed(
                ScriptedSource.ROLE,
                rig.source.given().get(0).expiration(),
                Duration.ofMillis(350)));
  }

  @Test
  void hearsOfAFailureBeforeThereIsARole() {
    RuntimeException failure = ProviderRig.networkDown();
    rig.source.failsWith(failure);
    assertThatThrownBy(rig.builder().build()::resolveCredentials).hasCause(failure);
    assertThat(rig.events).hasSize(1);
    OktaAwsEvent.Failed failed = rig.events(OktaAwsEvent.Failed.class).get(0);
    assertThat(failed.roleArn()).isEmpty();
    assertThat(failed.cause()).isSameAs(failure);
    assertThat(failed.stillValidFor()).isEmpty();
    assertThat(failed.nextTryIn()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void hearsThatNothingIsServedAnyMore() {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.pass(Duration.ofHours(1));
    rig.source.failsWith(ProviderRig.networkDown());
    assertThatThrownBy(provider::resolveCredentials).hasMessageContaining("acme.okta.com");
    OktaAwsEvent.Failed failed = rig.events(OktaAwsEvent.Failed.class).get(0);
    assertThat(failed.roleArn()).contains(ScriptedSource.ROLE);
    assertThat(failed.stillValidFor()).isEmpty();
  }

  @Test
  void hearsOfCallersThatWaitForWhatAnotherOneIsGetting() throws Exception {
    Gate person = new Gate();
    rig.source.before(person);
    OktaAwsCredentialsProvider provider = rig.builder().build();
    Callers callers = Callers.of(3, provider::resolveCredentials).allWait();
    assertThat(rig.events(OktaAwsEvent.Waiting.class)).hasSize(2);
    person.open();
    assertThat(callers.call(0).get(60, SECONDS)).isNotNull();
  }

  @Test
  void hearsNothingOfAProviderThatIsClosed() throws Exception {
    Gate person = new Gate();
    rig.source.before(person);
    OktaAwsCredentialsProvider provider = rig.builder().build();
    CompletableFuture<Void> login = provider.loginAsync();
    person.awaitReached();
    provider.close();
    assertThat(catchThrowable(() -> login.get(60, SECONDS))).isNotNull();
    rig.flights.land();
    assertThat(rig.events).isEmpty();
  }

  @Test
  void whatItThrowsHarmsNobody() {
    List<Throwable> thrown =
        List.of(new IllegalStateException("the listener's"), new NoClassDefFoundError("its"));
    for (Throwable one : thrown) {
      ProviderRig rig = new ProviderRig();
      OktaAwsCredentialsProvider provider =
          rig.builder()
              .listener(
                  event -> {
                    if (one instanceof Error error) {
                      throw error;
                    }
                    throw new IllegalStateException(one);
                  })
              .build();
      assertThat(provider.resolveCredentials()).isNotNull();
      rig.pass(Duration.ofHours(1));
      RuntimeException failure = ProviderRig.networkDown();
      rig.source.failsWith(failure);
      assertThatThrownBy(provider::resolveCredentials).hasCause(failure);
    }
  }

  @Test
  void mayUseCredentialsThatAreThereAndIsRefusedOthersInsteadOfWaitingForItself() {
    List<String> served = new CopyOnWriteArrayList<>();
    AtomicReference<Throwable> refused = new AtomicReference<>();
    List<OktaAwsCredentialsProvider> itself = new CopyOnWriteArrayList<>();
    OktaAwsCredentialsProvider provider =
        rig.builder()
            .listener(
                event -> {
                  OktaAwsCredentialsProvider asked = itself.get(0);
                  if (event instanceof OktaAwsEvent.Refreshed) {
                    served.add(asked.resolveCredentials().accessKeyId());
                  } else {
                    refused.set(catchThrowable(asked::login));
                  }
                })
            .build();
    itself.add(provider);

    AwsCredentials credentials = provider.resolveCredentials();
    assertThat(served).containsExactly(credentials.accessKeyId());

    rig.pass(Duration.ofHours(1));
    rig.source.failsWith(ProviderRig.networkDown());
    assertThatThrownBy(provider::resolveCredentials).hasMessageContaining("acme.okta.com");
    assertThat(refused.get()).hasCauseInstanceOf(ConfigurationException.class);
    assertThat(rig.attempts()).isEqualTo(2);
  }

  @Test
  void whoHearsOfACallThatWaitsIsRefusedInsteadOfWaitingForItselfForEver() throws Exception {
    Gate person = new Gate();
    List<Throwable> refused = new CopyOnWriteArrayList<>();
    List<OktaAwsCredentialsProvider> itself = new CopyOnWriteArrayList<>();
    OktaAwsCredentialsProvider provider =
        rig.builder()
            .listener(
                event -> {
                  if (event instanceof OktaAwsEvent.Waiting) {
                    refused.add(catchThrowable(itself.get(0)::resolveCredentials));
                    refused.add(catchThrowable(() -> itself.get(0).loginAsync().join()).getCause());
                  }
                })
            .build();
    itself.add(provider);
    rig.source.before(person);
    CompletableFuture<Void> login = provider.loginAsync();
    Callers caller = Callers.of(1, provider::resolveCredentials).allWait();
    person.open();
    assertThat(caller.call(0).get(60, SECONDS)).isNotNull();
    assertThat(login).succeedsWithin(Duration.ofSeconds(60));
    assertThat(refused)
        .hasSize(2)
        .allSatisfy(one -> assertThat(one).hasCauseInstanceOf(ConfigurationException.class));
  }
}
