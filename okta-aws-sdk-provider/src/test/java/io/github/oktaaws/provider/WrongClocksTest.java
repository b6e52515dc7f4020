package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A clock that is wrong neither storms nor has dead credentials served. They live for an hour. */
@Timeout(120)
class WrongClocksTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final ProviderRig rig = new ProviderRig();
  private OktaAwsCredentialsProvider provider;

  @BeforeEach
  void warm() {
    provider = rig.warm();
  }

  @ParameterizedTest
  @ValueSource(longs = {-10, 0, 10})
  void aHostClockThatIsMinutesOffNeitherServesDeadCredentialsNorFetchesTooOften(long minutesAhead) {
    Instant trulyNow = rig.clocks.wall().instant().minus(Duration.ofMinutes(minutesAhead));
    ScriptedSource source = new ScriptedSource(rig.clocks.wall(), Duration.ofMinutes(minutesAhead));
    OktaAwsCredentialsProvider provider = rig.builder(source).build();

    AwsCredentials first = provider.resolveCredentials();
    assertThat(first.expirationTime()).contains(trulyNow.plus(HOUR));
    rig.pass(Duration.ofMinutes(45).minusMillis(1));
    assertThat(rig.resolveAndLand(provider)).isSameAs(first);
    assertThat(source.requests()).hasSize(1);
    rig.pass(Duration.ofMillis(1));
    assertThat(rig.resolveAndLand(provider)).isSameAs(first);
    assertThat(rig.resolveAndLand(provider)).isNotSameAs(first);
    assertThat(source.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {-60, 60})
  void aWallClockThatIsSetByAnHourCostsOneRefreshAtMost(long minutes) {
    callForHalfAnHour();
    rig.clocks.advanceWall(Duration.ofMinutes(minutes));
    callForHalfAnHour();
    rig.clocks.advanceWall(Duration.ofMinutes(-minutes));
    callForHalfAnHour();
    // 90 minutes take two generations; the jump forward ended one early
    assertThat(rig.attempts()).isLessThanOrEqualTo(3);
    assertTheLastOnesAreServed();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -5, -60, -1440})
  void aWallClockThatIsSetBackDoesNotLengthenTheCredentialsLife(long minutes) {
    rig.pass(Duration.ofMinutes(30));
    rig.resolveAndLand(provider);
    rig.clocks.advanceWall(Duration.ofMinutes(minutes));
    rig.pass(Duration.ofMinutes(30));
    rig.source.failsWith(ProviderRig.networkDown());
    assertThatThrownBy(provider::resolveCredentials).hasMessageContaining("acme.okta.com");
  }

  @Test
  void timeThatTheMonotonicClockAloneSeesCounts() {
    rig.resolveAndLand(provider);
    rig.clocks.advanceMonotonic(HOUR);
    rig.clocks.advanceWall(Duration.ofMinutes(-3));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(rig.attempts()).isEqualTo(2);
  }

  @Test
  void aWallClockThatCreepsIsBelievedForTenSecondsOfItsOwn() {
    rig.resolveAndLand(provider);
    rig.clocks.advanceMonotonic(HOUR);
    rig.clocks.advanceWall(Duration.ofSeconds(10));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
  }

  @Test
  void nearTheEndAWallClockThatCreepsIsBelievedForASecond() {
    rig.pass(HOUR.minusSeconds(30));
    rig.source.failsWith(
        new RateLimitedException(Duration.ofSeconds(60), ErrorContext.at(Step.SIGN_IN)));
    assertThat(rig.resolveAndLand(provider)).isNotNull();
    rig.clocks.advanceMonotonic(Duration.ofSeconds(30));
    rig.clocks.advanceWall(Duration.ofSeconds(1));
    assertThatThrownBy(provider::resolveCredentials).hasCauseInstanceOf(RateLimitedException.class);
  }

  @Test
  void aMachineThatSleptServesNothingThatEndedMeanwhile() {
    rig.resolveAndLand(provider);
    rig.clocks.advanceWall(Duration.ofHours(8));
    rig.source.failsWith(ProviderRig.networkDown());
    assertThatThrownBy(provider::resolveCredentials).hasMessageContaining("acme.okta.com");

    rig.source.succeeds();
    rig.pass(Duration.ofSeconds(3));
    for (int i = 0; i < 100; i++) {
      rig.resolveAndLand(provider);
    }
    assertThat(rig.attempts()).isEqualTo(3);
    assertTheLastOnesAreServed();
  }

  @Test
  void aMachineThatSleptIntoTheAdvisoryWindowServesAndRefreshes() {
    rig.clocks.advanceWall(Duration.ofMinutes(50));
    assertThat(rig.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(rig.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION2");
  }

  @Test
  void aPauseAfterAFailureOutlastsNoSleepAndNoClockThatWasSetBack() {
    rig.pass(HOUR);
    rig.source.failsWith(ProviderRig.networkDown());
    assertThatThrownBy(provider::resolveCredentials).hasMessageContaining("acme.okta.com");
    rig.source.succeeds();
    rig.clocks.advanceWall(HOUR.negated());
    assertThatThrownBy(provider::resolveCredentials).hasMessageContaining("acme.okta.com");
    rig.clocks.advanceMonotonic(Duration.ofSeconds(2));
    assertThat(provider.resolveCredentials()).isNotNull();
  }

  private void callForHalfAnHour() {
    for (int second = 0; second < 1800; second++) {
      rig.resolveAndLand(provider);
      rig.pass(Duration.ofSeconds(1));
    }
  }

  private void assertTheLastOnesAreServed() {
    assertThat(rig.resolveAndLand(provider).accessKeyId())
        .isEqualTo(ProviderRig.generation(rig.attempts()));
  }
}
