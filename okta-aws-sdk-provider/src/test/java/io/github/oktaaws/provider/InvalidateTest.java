package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.Step;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.identity.spi.Identity;

/** AWS said ExpiredToken or InvalidToken. */
@Timeout(120)
class InvalidateTest {

  private final ProviderRig rig = new ProviderRig();
  private final OktaAwsCredentialsProvider provider = rig.warm();
  private final AwsCredentials first = provider.resolveCredentials();

  @Test
  void theNextCallReplacesTheInvalidOnes() {
    assertThat(provider.invalidate(first)).isCompleted();
    assertThat(rig.attempts()).as("not before it").isEqualTo(1);

    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(rig.source.requests().get(1).replacing()).containsSame(rig.source.given().get(0));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(rig.attempts()).isEqualTo(2);
  }

  @Test
  void newerOnesAndForeignOnesStay() {
    rig.pass(Duration.ofHours(1));
    AwsCredentials second = provider.resolveCredentials();
    assertThat(provider.invalidate(first)).isCompleted();
    assertThat(provider.invalidate(AwsBasicCredentials.create("AKIAOTHER", "other-secret")))
        .isCompleted();
    assertThat(provider.resolveCredentials()).isSameAs(second);
    assertThat(rig.attempts()).isEqualTo(2);
  }

  @Test
  void aProviderThatHasNoneYetHasNothingToInvalidate() {
    OktaAwsCredentialsProvider cold = rig.builder().build();
    assertThat(cold.invalidate(first)).isCompleted();
    assertThat(cold.resolveCredentials()).isNotNull();
  }

  @Test
  void aRefreshIsForcedOnceInThirtySeconds() {
    for (int i = 0; i < 1000; i++) {
      assertThat(provider.invalidate(provider.resolveCredentials())).isCompleted();
      rig.pass(Duration.ofMillis(100));
    }
    rig.flights.land();
    // 100 s: at 0, 30, 60 and 90
    assertThat(rig.attempts() - 1).isEqualTo(4);
  }

  @Test
  void ifReplacingFailsForAWhileTheyAreServedAgainWithoutAStorm() {
    rig.source.failsWith(ProviderRig.networkDown());
    assertThat(provider.invalidate(first)).isCompleted();
    for (int i = 0; i < 100; i++) {
      assertThat(rig.resolveAndLand(provider)).isSameAs(first);
    }
    assertThat(rig.attempts()).isEqualTo(2);

    rig.source.succeeds();
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION3");
  }

  @Test
  void aStormOfInvalidationsDoesNotEndThePauseAfterAFailure() {
    rig.source.failsWith(ProviderRig.networkDown());
    for (int i = 0; i < 100; i++) {
      assertThat(provider.invalidate(first)).isCompleted();
      assertThat(rig.resolveAndLand(provider)).isSameAs(first);
    }
    assertThat(rig.attempts()).isEqualTo(2);
  }

  @Test
  void ifReplacingTakesSomebodyThatIsSaidAtOnce() {
    rig.source.failsWith(new SignInPolicyException("not from here", ErrorContext.at(Step.SIGN_IN)));
    assertThat(provider.invalidate(first)).isCompleted();
    assertThatThrownBy(provider::resolveCredentials)
        .hasCauseInstanceOf(SignInPolicyException.class);
  }

  @Test
  void anSdkThatIsNewerThanTheOneWeCompileWithReachesItByItsOwnSignature() throws Throwable {
    // its interface will declare invalidate(IdentityT), which callers see as invalidate(Identity)
    MethodHandle asTheSdkCalls =
        MethodHandles.publicLookup()
            .findVirtual(
                OktaAwsCredentialsProvider.class,
                "invalidate",
                MethodType.methodType(CompletableFuture.class, Identity.class));
    Object told = asTheSdkCalls.invoke(provider, (Identity) first);
    assertThat((CompletableFuture<?>) told).isCompleted();
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
  }
}
