package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.RoleCredentialsSource.Request;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Credentials live for an hour and are served until a minute of it is left. */
@Timeout(120)
class RefreshTest {

  private final VirtualClock clock = new VirtualClock();

  @Test
  void credentialsAreServedFromMemoryUntilAMinuteIsLeftAndThenReplaced() {
    ScriptedSource source = new ScriptedSource(clock);
    OktaAwsCredentialsProvider provider = provider(source);
    AwsCredentials first = provider.resolveCredentials();

    clock.advance(Duration.ofMinutes(59).minusMillis(1));
    assertThat(provider.resolveCredentials()).isSameAs(first);
    assertThat(source.requests()).hasSize(1);

    clock.advance(Duration.ofMillis(1));
    AwsCredentials second = provider.resolveCredentials();
    assertThat(second.accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(provider.resolveCredentials()).isSameAs(second);
    assertThat(source.requests()).hasSize(2);
  }

  @Test
  void theSourceIsToldWhatIsWantedAndWhatIsReplaced() {
    ScriptedSource source = new ScriptedSource(clock);
    OktaAwsCredentialsProvider provider = provider(source);
    provider.login();
    clock.advance(Duration.ofHours(2));
    provider.login();

    Request first = source.requests().get(0);
    assertThat(first.mayAsk()).isTrue();
    assertThat(first.minimumRemaining()).isEqualTo(Duration.ofMinutes(1));
    assertThat(first.replacing()).isEmpty();
    assertThat(source.requests().get(1).replacing()).containsSame(source.given().get(0));
  }

  @Test
  void loginWithCurrentCredentialsAsksNobody() {
    ScriptedSource source = new ScriptedSource(clock);
    OktaAwsCredentialsProvider provider = provider(source);
    provider.login();
    provider.login();
    assertThat(source.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-10, 0, 10})
  void aHostClockThatIsMinutesOffNeitherServesDeadCredentialsNorFetchesTooOften(long minutesAhead) {
    Instant trulyNow = clock.instant().minus(Duration.ofMinutes(minutesAhead));
    ScriptedSource source = new ScriptedSource(clock, Duration.ofMinutes(minutesAhead));
    OktaAwsCredentialsProvider provider = provider(source);

    AwsCredentials first = provider.resolveCredentials();
    assertThat(first.expirationTime()).contains(trulyNow.plus(Duration.ofHours(1)));
    clock.advance(Duration.ofMinutes(58));
    assertThat(provider.resolveCredentials()).isSameAs(first);
    clock.advance(Duration.ofMinutes(1));
    assertThat(provider.resolveCredentials()).isNotSameAs(first);
    assertThat(source.requests()).hasSize(2);
  }

  private OktaAwsCredentialsProvider provider(ScriptedSource source) {
    return OktaAwsCredentialsProvider.builder(source).clock(clock).build();
  }
}
