package io.github.oktaaws.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.signin.PollAnswer.Granted;
import io.github.oktaaws.signin.PollAnswer.Pending;
import io.github.oktaaws.signin.PollAnswer.SlowDown;
import io.github.oktaaws.signin.PollAnswer.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever a server answers, no request leaves earlier than RFC 8628 section 3.5 allows. */
class PollPacePropertyTest {

  private static final int SCRIPTS = 10_000;
  private static final OktaTokens TOKENS =
      new OktaTokens(
          "a", "i", Optional.empty(), "Bearer", Set.of(), Instant.EPOCH, Duration.ofHours(1));

  @Test
  void noRequestIsEverEarlierThanItMayBeNorLaterThanTheEnd() {
    long first = Long.getLong("okta-aws.seed", new Random().nextLong());
    int polls = 0;
    int granted = 0;
    for (long seed = first; seed < first + SCRIPTS; seed++) {
      Script script = new Script(seed);
      try {
        granted += script.play() ? 1 : 0;
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
      polls += script.polls;
    }
    assertThat(polls).as("the scripts do poll").isGreaterThan(SCRIPTS);
    assertThat(granted).as("some scripts end well").isBetween(SCRIPTS / 20, SCRIPTS - 1);
  }

  private static final class Script implements TokenPoll {
    private final Random random;
    private final VirtualTime time = new VirtualTime();
    private final Duration expiresIn;
    private final DevicePoller poller;
    private Duration allowedInterval;
    private Duration earliest;
    private Duration deadline = Duration.ofDays(9);
    private int failures;
    private int polls;

    Script(long seed) {
      random = new Random(seed);
      expiresIn = Duration.ofMillis(1 + random.nextInt(900_000));
      allowedInterval = Duration.ofSeconds(1 + random.nextInt(random.nextBoolean() ? 10 : 300));
      earliest = allowedInterval;
      poller =
          new DevicePoller(
              new DeviceChallenge(
                  "acme.okta.com",
                  "CODE",
                  URI.create("https://acme.okta.com/activate"),
                  Optional.empty(),
                  allowedInterval,
                  expiresIn),
              this,
              time);
    }

    boolean play() {
      while (true) {
        time.pass(Duration.ofMillis(random.nextInt(20_000)));
        try {
          await();
          return true;
        } catch (TimedOutException e) {
          assertThat(time.sinceStart()).isGreaterThanOrEqualTo(deadline);
        } catch (AuthorizationExpiredException e) {
          assertThat(time.sinceStart()).isGreaterThanOrEqualTo(expiresIn);
          return false;
        } catch (AuthorizationDeniedException e) {
          return false;
        }
      }
    }

    private void await() {
      if (random.nextBoolean()) {
        deadline = Duration.ofDays(9);
        poller.await();
      } else {
        Duration atMost = Duration.ofMillis(1 + random.nextInt(120_000));
        deadline = time.sinceStart().plus(atMost);
        poller.await(atMost);
      }
    }

    @Override
    public PollAnswer send(Duration atMost) {
      Duration now = time.sinceStart();
      assertThat(now).as("poll %s", ++polls).isGreaterThanOrEqualTo(earliest);
      assertThat(now).isLessThan(expiresIn).isLessThan(deadline);
      assertThat(now.plus(atMost)).isLessThanOrEqualTo(expiresIn).isLessThanOrEqualTo(deadline);
      Duration latency = Duration.ofMillis(random.nextInt(3_000));
      time.pass(latency.compareTo(atMost) < 0 ? latency : atMost);
      PollAnswer answer = answer();
      earliest = time.sinceStart().plus(required(answer));
      return answer;
    }

    private PollAnswer answer() {
      int die = random.nextInt(100);
      if (die < 50) {
        return new Pending();
      } else if (die < 65) {
        return new SlowDown();
      } else if (die < 90) {
        OktaAwsException why = new NetworkException("h", ErrorContext.at(Step.SIGN_IN));
        return new Unavailable(Duration.ofSeconds(random.nextInt(100)), why);
      } else if (die < 97) {
        return new Granted(TOKENS);
      }
      throw new AuthorizationDeniedException(ErrorContext.at(Step.SIGN_IN));
    }

    /** The rule, told in other words than the code's. */
    private Duration required(PollAnswer answer) {
      if (answer instanceof Unavailable unavailable) {
        failures++;
        long interval = allowedInterval.toSeconds();
        long doubled = interval * (1L << Math.min(failures, 20));
        long asked = Math.min(60, unavailable.askedWait().toSeconds());
        return Duration.ofSeconds(Math.max(Math.max(interval, Math.min(60, doubled)), asked));
      }
      failures = 0;
      if (answer instanceof SlowDown) {
        allowedInterval = allowedInterval.plusSeconds(5);
      }
      return allowedInterval;
    }

    @Override
    public void cancel() {}
  }
}
