package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.RoleCredentialsSource.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickTest {

  private static final long START = 1_772_600_767_000L;

  private final CurrentCredentials credentials =
      new CurrentCredentials(
          new ScriptedSource(new VirtualClock()).get(Request.asking()),
          new RefreshWindows(3_600_000, 2_700_000, 3_540_000, 900_000),
          new Moment(START, 0));

  @Test
  void lastsTenSecondsAtMost() {
    Tick tick = Tick.of(credentials, START, 1_000_000);
    assertThat(tick.identityAt(START)).isSameAs(credentials.identity());
    assertThat(tick.identityAt(START + 9_999)).isSameAs(credentials.identity());
    assertThat(tick.completedAt(START + 9_999)).isSameAs(credentials.completed());
    assertThat(tick.identityAt(START + 10_000)).isNull();
    assertThat(tick.completedAt(START + 10_000)).isNull();
  }

  @Test
  void endsWithTheSpanThatItWasGiven() {
    Tick tick = Tick.of(credentials, START, 7);
    assertThat(tick.identityAt(START + 6)).isNotNull();
    assertThat(tick.identityAt(START + 7)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -3_600_000, 3_600_000, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2})
  void isOverWhenTheClockJumpsInEitherDirection(long jump) {
    assertThat(Tick.of(credentials, START, 10_000).identityAt(START + jump)).isNull();
  }

  @Test
  void oneThatIsOverServesNothingAtAnyTime() {
    for (long wall : new long[] {0, START, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(Tick.over().identityAt(wall)).isNull();
      assertThat(Tick.over().completedAt(wall)).isNull();
    }
    assertThat(Tick.over()).isNotSameAs(Tick.over());
  }
}
