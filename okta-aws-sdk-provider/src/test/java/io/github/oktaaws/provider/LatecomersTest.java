package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.provider.Order.Purpose;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Flights that were started by callers who looked before another flight came to its end. */
@Timeout(120)
class LatecomersTest {

  private static final Duration ADVISORY = Duration.ofMinutes(45);
  private static final Duration MANDATORY = Duration.ofMinutes(59);

  private final ProviderRig rig = new ProviderRig();
  private final Refresh refresh = new Refresh(rig.builder());
  private final CurrentCredentials first = refresh.join(Purpose.CALL).landing().join();

  @Test
  void whatAnotherFlightBroughtWillDoForAll() {
    for (Purpose purpose : Purpose.values()) {
      assertThat(refresh.fly(order(purpose))).isSameAs(first);
    }
    assertNothingHappens(Purpose.CALL, 1);
  }

  @Test
  void aCallIsContentWithWhatTheBackgroundMayReplace() {
    rig.pass(ADVISORY);
    assertThat(refresh.fly(order(Purpose.CALL))).isSameAs(first);
    assertThat(rig.attempts()).isEqualTo(1);
    assertThat(refresh.fly(order(Purpose.AHEAD))).isNotSameAs(first);
    assertThat(refresh.fly(order(Purpose.LOGIN))).isNotSameAs(first);
    assertThat(rig.attempts()).isEqualTo(3);
  }

  @Test
  void theBackgroundDoesNotTryWhatHasJustFailed() {
    rig.pass(ADVISORY);
    fail(Purpose.AHEAD);
    assertNothingHappens(Purpose.AHEAD, 2);
  }

  @Test
  void aCallDoesNotTryWhatHasJustFailedWhileCredentialsLive() {
    rig.pass(MANDATORY);
    fail(Purpose.CALL);
    assertNothingHappens(Purpose.CALL, 2);
  }

  @Test
  void aCallWithNothingToServeGetsTheFailureAgainAndThePauseGrowsNoLonger() {
    rig.pass(Duration.ofHours(1));
    RuntimeException failure = fail(Purpose.CALL);
    rig.pass(Duration.ofMillis(1999));
    Order late = order(Purpose.CALL);
    assertThatThrownBy(() -> refresh.fly(late)).isInstanceOf(NotTried.class).hasCause(failure);
    rig.events.clear();
    refresh.failed(late, new NotTried(failure)).run();
    assertThat(rig.events).isEmpty();
    assertThat(rig.attempts()).isEqualTo(2);

    rig.pass(Duration.ofMillis(1));
    rig.source.succeeds();
    assertThat(refresh.fly(order(Purpose.CALL))).isNotSameAs(first);
  }

  @Test
  void credentialsThatEndedAreNotServedForHavingBeenInvalidated() {
    refresh.invalidate(first.credentials().accessKeyId());
    rig.pass(Duration.ofHours(1));
    fail(Purpose.CALL);
    assertThat(refresh.serve()).isNull();
  }

  private RuntimeException fail(Purpose purpose) {
    RuntimeException failure = ProviderRig.networkDown();
    rig.source.failsWith(failure);
    assertThatThrownBy(() -> refresh.join(purpose).landing().join()).hasCause(failure);
    return failure;
  }

  private void assertNothingHappens(Purpose purpose, int attemptsSoFar) {
    rig.events.clear();
    Order late = order(purpose);
    CurrentCredentials landed = refresh.fly(late);
    assertThat(landed).isSameAs(first);
    refresh.landed(late, landed).run();
    assertThat(rig.events).isEmpty();
    assertThat(refresh.current()).isSameAs(first);
    assertThat(rig.attempts()).isEqualTo(attemptsSoFar);
  }

  private Order order(Purpose purpose) {
    return new Order(
        purpose, refresh.mayAsk(purpose), Moment.of(rig.clocks.wall(), rig.clocks::nanos));
  }
}
