package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.testing.VirtualClock;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshWindowsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource({
    "PT15M, PT5M",
    "PT19M59.999S, PT5M",
    "PT20M, PT15M",
    "PT1H, PT15M",
    "PT1H29M59.999S, PT15M",
    "PT90M, PT1H",
    "PT12H, PT1H"
  })
  void theAdvisoryWindowSuitsTheLifetimeAndTheMandatoryOneIsAMinute(
      Duration lifetime, Duration window) {
    RefreshWindows windows = RefreshWindows.of(lifetime, null, MINUTE, () -> 0);
    assertThat(windows.advisoryAt()).isEqualTo(lifetime.minus(window).toMillis());
    assertThat(windows.mandatoryAt()).isEqualTo(lifetime.minus(MINUTE).toMillis());
    assertThat(windows.renewedMillis()).isEqualTo(window.toMillis());
    assertThat(windows.lifetimeMillis()).isEqualTo(lifetime.toMillis());
  }

  @Test
  void explicitWindowsWin() {
    RefreshWindows windows =
        RefreshWindows.of(
            Duration.ofHours(12), Duration.ofMinutes(7), Duration.ofMinutes(3), () -> 0);
    assertThat(windows.advisoryAt()).isEqualTo(Duration.ofMinutes(12 * 60 - 7).toMillis());
    assertThat(windows.mandatoryAt()).isEqualTo(Duration.ofMinutes(12 * 60 - 3).toMillis());
  }

  @Test
  void anExplicitMandatoryWindowWidensAnAdvisoryOneThatIsNot() {
    RefreshWindows windows =
        RefreshWindows.of(Duration.ofHours(1), null, Duration.ofMinutes(20), () -> 0);
    assertThat(windows.mandatoryAt()).isEqualTo(Duration.ofMinutes(40).toMillis());
    assertThat(windows.advisoryAt()).isEqualTo(windows.mandatoryAt());
  }

  @Test
  void jitterOpensTheAdvisoryWindowUpToAThirdOfItLater() {
    assertThat(advisoryAt(Duration.ofHours(2), 0.5)).isEqualTo(Duration.ofMinutes(70).toMillis());
    assertThat(advisoryAt(Duration.ofHours(2), Math.nextDown(1.0)))
        .isBetween(
            Duration.ofMinutes(80).minusMillis(1).toMillis(), Duration.ofMinutes(80).toMillis());
  }

  @Test
  void jitterLeavesAMinuteForTheRefresh() {
    RefreshWindows windows =
        RefreshWindows.of(
            Duration.ofHours(1), Duration.ofSeconds(130), MINUTE, () -> Math.nextDown(1.0));
    assertThat(windows.advisoryAt()).isEqualTo(windows.mandatoryAt() - 60_000);
  }

  @Test
  void windowsNeverFillTheWholeLifeWhateverItsLengthAndTheOptions() {
    Random random = new Random(42);
    for (int i = 0; i < 10_000; i++) {
      Duration lifetime = Duration.ofMillis(1 + (long) Math.pow(10, random.nextDouble() * 9));
      Duration mandatory = Duration.ofMillis(1 + (long) Math.pow(10, random.nextDouble() * 9));
      @Nullable Duration advisory =
          random.nextBoolean() ? null : mandatory.plusMillis(random.nextInt(1_000_000));
      RefreshWindows windows = RefreshWindows.of(lifetime, advisory, mandatory, random::nextDouble);

      assertThat(windows.advisoryAt()).isBetween(lifetime.toMillis() / 4, windows.mandatoryAt());
      assertThat(windows.mandatoryAt()).isBetween(lifetime.toMillis() / 2, lifetime.toMillis());
      assertThat(windows.renewedMillis()).isLessThanOrEqualTo(lifetime.toMillis());
    }
  }

  @Test
  void credentialsThatLiveForeverOverflowNothing() {
    RefreshWindows windows =
        RefreshWindows.of(
            Duration.ofSeconds(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MAX_VALUE),
            MINUTE,
            () -> 0.5);
    assertThat(windows.advisoryAt()).isPositive().isLessThan(windows.mandatoryAt());
  }

  private static long advisoryAt(Duration lifetime, double random) {
    return RefreshWindows.of(lifetime, null, MINUTE, () -> random).advisoryAt();
  }

  @Test
  void providersOfAProcessDrawTheSameJitter() {
    VirtualClock clock = new VirtualClock();
    ScriptedSource source = new ScriptedSource(clock);
    OktaAwsCredentialsProviderBuilder builder = OktaAwsCredentialsProvider.builder(source);
    double drawn = builder.jitter().getAsDouble();
    assertThat(drawn).isGreaterThanOrEqualTo(0).isLessThan(1);
    assertThat(OktaAwsCredentialsProvider.builder(source).jitter().getAsDouble()).isEqualTo(drawn);
    assertThat(builder.copy().jitter().getAsDouble()).isEqualTo(drawn);

    OktaAwsCredentialsProvider one = builder.clock(clock).build();
    OktaAwsCredentialsProvider another =
        OktaAwsCredentialsProvider.builder(source).clock(clock).build();
    one.login();
    another.login();
    assertThat(one).asString().contains("replaced from").isEqualTo(another.toString());
  }
}
