package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.OktaAwsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Six hours of ten roles with two-hour credentials, half an hour of which Okta and STS are down.
 */
@Timeout(120)
class OutageTest {

  private static final int ROLES = 10;
  private static final Duration STEP = Duration.ofSeconds(5);

  private final HostClocks clocks = new HostClocks();
  private final Flights flights = new Flights();
  private final List<OktaAwsEvent> events = new CopyOnWriteArrayList<>();
  private final List<Role> roles = new ArrayList<>();
  private volatile boolean down;
  private volatile CountDownLatch takeOff = new CountDownLatch(0);

  private final class Role {
    private final AtomicInteger attemptsWhileDown = new AtomicInteger();
    private final ScriptedSource source =
        new ScriptedSource(clocks.wall()).lifetime(Duration.ofHours(2)).before(this::upstream);
    private final OktaAwsCredentialsProvider provider;

    Role(int seed) {
      this.provider =
          OktaAwsCredentialsProvider.builder(source)
              .clock(clocks.wall())
              .nanos(clocks::nanos)
              .random(new Random(seed)::nextDouble)
              .threads(flights)
              .listener(events::add)
              .build();
    }

    private void upstream() {
      try {
        takeOff.await();
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
      if (down) {
        attemptsWhileDown.incrementAndGet();
        throw ProviderRig.networkDown();
      }
    }

    Instant advisoryWindowOpens() {
      String printed = provider.toString();
      return Instant.parse(
          printed.substring(printed.indexOf("replaced from ") + 14, printed.length() - 1));
    }
  }

  @Test
  void noCallerSeesAnErrorOrWaitsAndOktaIsTriedSevenTimesPerRoleAtMost() {
    for (int seed = 0; seed < ROLES; seed++) {
      roles.add(new Role(seed));
    }
    roles.forEach(role -> role.provider.login());
    flights.land();
    Instant start = clocks.wall().instant();
    Instant outage =
        roles.stream().map(Role::advisoryWindowOpens).min(Instant::compareTo).orElseThrow();

    int stepsDown = 0;
    while (clocks.wall().instant().isBefore(start.plus(Duration.ofHours(6)))) {
      clocks.advance(STEP);
      Instant now = clocks.wall().instant();
      down = !now.isBefore(outage) && now.isBefore(outage.plus(Duration.ofMinutes(30)));
      stepsDown += down ? 1 : 0;
      // no refresh can end before all callers were served: one that waited would wait for ever
      takeOff = new CountDownLatch(1);
      roles.forEach(role -> callThrice(role.provider, now));
      takeOff.countDown();
      flights.land();
    }

    assertThat(stepsDown).isEqualTo(360);
    for (Role role : roles) {
      assertThat(role.attemptsWhileDown).hasValueLessThanOrEqualTo(7);
      assertThat(role.source.given()).hasSizeBetween(4, 7);
    }
    assertThat(attemptsWhileDown().max().orElseThrow())
        .as("of the role whose window was open for all of the outage")
        .isBetween(3, 7);
    assertThat(events).noneMatch(OktaAwsEvent.Waiting.class::isInstance);
    assertThat(events.stream().filter(OktaAwsEvent.Failed.class::isInstance).count())
        .isEqualTo(attemptsWhileDown().sum());
  }

  private IntStream attemptsWhileDown() {
    return roles.stream().mapToInt(role -> role.attemptsWhileDown.get());
  }

  private static void callThrice(OktaAwsCredentialsProvider provider, Instant now) {
    AwsCredentials served = provider.resolveCredentials();
    assertThat(served.expirationTime().orElseThrow()).isAfter(now.plusSeconds(60));
    assertThat(provider.resolveIdentity()).isCompleted();
    assertThat(provider.resolveCredentials()).isSameAs(served);
  }
}
