package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.error.ConfigurationException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/** One-hour credentials: replaced in the background from 45 minutes on, and by callers from 59. */
@Timeout(120)
class RefreshTest {

  private static final Duration ADVISORY = Duration.ofMinutes(45);
  private static final Duration MANDATORY = Duration.ofMinutes(59);

  private static final ResolveIdentityRequest REQUEST = ResolveIdentityRequest.builder().build();

  private final ProviderRig rig = new ProviderRig();
  private final OktaAwsCredentialsProvider provider = rig.warm();
  private final AwsCredentials first = provider.resolveCredentials();

  @Test
  void beforeTheAdvisoryWindowNothingIsFetched() {
    rig.pass(ADVISORY.minusMillis(1));
    assertThat(rig.resolveAndLand(provider)).isSameAs(first);
    assertThat(rig.attempts()).isEqualTo(1);
  }

  @Test
  void inTheAdvisoryWindowTheOldOnesAreServedAtOnceWhileNewOnesAreFetched() throws Exception {
    Gate upstream = new Gate();
    rig.source.before(upstream);
    rig.pass(ADVISORY);
    for (int i = 0; i < 1000; i++) {
      assertThat(provider.resolveCredentials()).isSameAs(first);
      assertThat(provider.resolveIdentity()).isCompleted();
    }
    upstream.awaitReached();
    upstream.open();
    rig.flights.land();

    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(rig.attempts()).isEqualTo(2);
  }

  @Test
  void anUpstreamThatHangsInTheAdvisoryWindowHoldsUpNobody() throws Exception {
    Gate upstream = new Gate();
    rig.source.before(upstream);
    rig.pass(ADVISORY);
    Callers callers =
        Callers.of(
            8,
            () -> {
              AwsCredentials last = provider.resolveCredentials();
              for (int i = 0; i < 10_000; i++) {
                last = provider.resolveCredentials();
              }
              return last;
            });
    for (FutureTask<AwsCredentials> call : callers.calls()) {
      assertThat(call.get(60, SECONDS)).isSameAs(first);
    }
    rig.pass(Duration.ofMinutes(13));
    assertThat(provider.resolveCredentials()).isSameAs(first);
    upstream.awaitReached();
    assertThat(rig.attempts()).isEqualTo(2);
    upstream.open();
    rig.flights.land();
  }

  @Test
  void inTheMandatoryWindowCallersWaitForOneRefresh() throws Exception {
    Gate upstream = new Gate();
    rig.source.before(upstream);
    rig.pass(MANDATORY);
    Callers callers = Callers.of(8, provider::resolveCredentials).allWait();
    upstream.open();
    for (FutureTask<AwsCredentials> call : callers.calls()) {
      assertThat(call.get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION2");
    }
    assertThat(rig.attempts()).isEqualTo(2);
  }

  @Test
  void aCallerInTheMandatoryWindowJoinsTheRefreshThatTheBackgroundBegan() throws Exception {
    Gate upstream = new Gate();
    rig.source.before(upstream);
    rig.pass(ADVISORY);
    provider.resolveCredentials();
    upstream.awaitReached();
    rig.pass(Duration.ofMinutes(14));
    Callers callers = Callers.of(2, provider::resolveCredentials).allWait();
    upstream.open();
    assertThat(callers.call(0).get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(callers.call(1).get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(rig.attempts()).isEqualTo(2);
  }

  @Test
  void aRefreshInTheBackgroundNeverAsksAndWantsCredentialsThatNeedNoReplacing() {
    rig.pass(ADVISORY);
    rig.resolveAndLand(provider);
    Request background = rig.source.requests().get(1);
    assertThat(background.mayAsk()).isFalse();
    assertThat(background.minimumRemaining()).isEqualTo(Duration.ofMinutes(15));
    assertThat(background.replacing()).containsSame(rig.source.given().get(0));
  }

  @Test
  void aCallThatNeedsCredentialsMayAskAndIsContentWithAMinute() {
    rig.pass(Duration.ofHours(2));
    provider.resolveCredentials();
    assertThat(rig.source.requests().get(0))
        .isEqualTo(new Request(true, Duration.ofMinutes(1), Optional.empty()));
    Request second = rig.source.requests().get(1);
    assertThat(second.mayAsk()).isTrue();
    assertThat(second.minimumRemaining()).isEqualTo(Duration.ofMinutes(1));
    assertThat(second.replacing()).containsSame(rig.source.given().get(0));
  }

  @Test
  void eachGenerationIsReplacedOnce() {
    for (int refresh = 0; refresh < 5; refresh++) {
      rig.pass(ADVISORY);
      for (int i = 0; i < 100; i++) {
        rig.resolveAndLand(provider);
      }
    }
    assertThat(rig.attempts()).isEqualTo(6);
    assertThat(rig.events(OktaAwsEvent.Failed.class)).isEmpty();
  }

  @Test
  void windowsThatWereSetWin() {
    ProviderRig own = new ProviderRig();
    OktaAwsCredentialsProvider eager =
        own.warm(
            own.builder()
                .advisoryWindow(Duration.ofMinutes(40))
                .mandatoryWindow(Duration.ofMinutes(10)));
    assertThat(own.source.requests().get(0).minimumRemaining()).isEqualTo(Duration.ofMinutes(1));
    own.pass(Duration.ofMinutes(20));
    assertThat(own.resolveAndLand(eager).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(own.attempts()).isEqualTo(2);

    own.pass(Duration.ofMinutes(50));
    assertThat(own.resolveAndLand(eager).accessKeyId()).isEqualTo("ASIAGENERATION3");
    assertThat(own.source.requests().get(2).minimumRemaining()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aMandatoryWindowLongerThanTheRolesSessionsAsksForNoMoreThanTheyCanHave() {
    ProviderRig own = new ProviderRig();
    OktaAwsCredentialsProvider wary = own.warm(own.builder().mandatoryWindow(Duration.ofHours(2)));
    own.pass(Duration.ofMinutes(40));
    assertThat(own.resolveAndLand(wary).accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(own.source.requests())
        .extracting(Request::minimumRemaining)
        .containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(30));
  }

  @Test
  void aMandatoryWindowOfSecondsAsksForSeconds() {
    ProviderRig own = new ProviderRig();
    own.warm(own.builder().mandatoryWindow(Duration.ofSeconds(10)));
    assertThat(own.source.requests().get(0).minimumRemaining()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void windowsThatMakeNoSenseAreRefused() {
    OktaAwsCredentialsProviderBuilder builder = rig.builder();
    assertThatThrownBy(() -> builder.copy().mandatoryWindow(Duration.ZERO).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mandatoryWindow is PT0S");
    assertThatThrownBy(() -> builder.copy().advisoryWindow(Duration.ofSeconds(59)).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("advisoryWindow of PT59S is shorter");
    assertThatThrownBy(() -> builder.copy().resolveTimeout(Duration.ofMillis(-1)).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("resolveTimeout is PT-0.001S");
    assertThat(builder.copy().advisoryWindow(Duration.ofSeconds(60)).build()).isNotNull();
  }

  @Test
  void theAgeOfStoredCredentialsCounts() {
    ProviderRig stored = new ProviderRig();
    stored.source.age(Duration.ofMinutes(44));
    OktaAwsCredentialsProvider provider = stored.warm();
    stored.resolveAndLand(provider);
    assertThat(stored.attempts()).isEqualTo(1);

    stored.source.age(Duration.ZERO);
    stored.pass(Duration.ofMinutes(1));
    assertThat(stored.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(stored.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION2");
  }

  @Test
  void storedCredentialsNearTheirEndAreServedAndReplacedInTheBackgroundAtOnce() {
    ProviderRig stored = new ProviderRig();
    stored.source.age(Duration.ofMinutes(57));
    OktaAwsCredentialsProvider provider = stored.builder().build();
    provider.resolveCredentials();
    stored.source.age(Duration.ZERO);
    assertThat(stored.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(stored.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(stored.attempts()).isEqualTo(2);
  }

  @Test
  void aSourceThatHasNothingBetterIsNotAskedOnEveryCall() {
    ProviderRig stored = new ProviderRig();
    stored.source.age(Duration.ofMinutes(50));
    OktaAwsCredentialsProvider provider = stored.warm();
    callFor(stored, provider, Duration.ofMinutes(8));
    assertThat(stored.attempts()).as("at 0, 0+ and 5 minutes").isLessThanOrEqualTo(4);

    stored.source.age(Duration.ofMinutes(59).plusSeconds(30));
    int before = stored.attempts();
    stored.pass(Duration.ofMinutes(10));
    callFor(stored, provider, Duration.ofSeconds(29));
    assertThat(stored.attempts() - before).isLessThanOrEqualTo(8);
  }

  @Test
  void credentialsWhoseLifeIsShorterThanTheWindowsAreUsedUpWithoutAStorm() {
    for (long seconds : new long[] {2, 30, 59, 60, 90, 300}) {
      ProviderRig shortLived = new ProviderRig();
      shortLived.source.lifetime(Duration.ofSeconds(seconds));
      OktaAwsCredentialsProvider provider = shortLived.warm();
      callFor(shortLived, provider, Duration.ofSeconds(seconds * 10));
      assertThat(shortLived.attempts()).as(seconds + " s").isBetween(10, 45);
    }
  }

  @Test
  void credentialsThatHaveEndedWhenTheyComeAreAnErrorOfTheSource() {
    ProviderRig stale = new ProviderRig();
    stale.source.age(Duration.ofHours(1));
    assertThatThrownBy(stale.builder().build()::resolveCredentials)
        .hasCauseInstanceOf(ConfigurationException.class)
        .hasMessageContaining("credentials that have expired");
  }

  @Test
  void aCallBeforeTheAdvisoryWindowReadsOneClockOnce() {
    AtomicInteger wallReads = new AtomicInteger();
    AtomicInteger monotonicReads = new AtomicInteger();
    Clock counting =
        new Clock() {
          @Override
          public Instant instant() {
            throw new AssertionError("allocates");
          }

          @Override
          public long millis() {
            wallReads.incrementAndGet();
            return rig.clocks.wall().instant().toEpochMilli();
          }

          @Override
          public ZoneId getZone() {
            throw new AssertionError("not needed");
          }

          @Override
          public Clock withZone(ZoneId zone) {
            throw new AssertionError("not needed");
          }
        };
    OktaAwsCredentialsProvider counted =
        rig.warm(
            rig.builder()
                .clock(counting)
                .nanos(
                    () -> {
                      monotonicReads.incrementAndGet();
                      return rig.clocks.nanos();
                    }));
    counted.resolveCredentials();
    wallReads.set(0);
    monotonicReads.set(0);

    for (int i = 0; i < 500; i++) {
      counted.resolveCredentials();
      assertThat(counted.resolveIdentity()).isCompleted();
    }
    assertThat(wallReads).hasValue(1000);
    assertThat(monotonicReads).hasValue(0);
  }

  @Test
  void aCallBeforeTheAdvisoryWindowAllocatesNothing() {
    OktaAwsCredentialsProvider warm =
        OktaAwsCredentialsProvider.create(new ScriptedSource(Clock.systemUTC()));
    warm.login();
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // the first rounds allocate what the compiler and the bean itself need; a tick may end in one
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        warm.resolveCredentials();
        warm.resolveIdentity(REQUEST).isDone();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes in 20,000 calls").isLessThan(1_000);
  }

  private static void callFor(
      ProviderRig rig, OktaAwsCredentialsProvider provider, Duration duration) {
    for (long millis = 0; millis < duration.toMillis(); millis += 250) {
      rig.resolveAndLand(provider);
      rig.pass(Duration.ofMillis(250));
    }
  }
}
