package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.error.AccountLockedException;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.BrowserSignInTimedOutException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.CodeRejectedException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.FactorNotAvailableException;
import io.github.oktaaws.error.InteractionRequiredException;
import io.github.oktaaws.error.PasswordExpiredException;
import io.github.oktaaws.error.PasswordRejectedException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

class RetryPaceTest {

  private static final long LONG_LIFE = Duration.ofDays(1).toMillis();
  private final Throwable down = ProviderRig.networkDown();

  private final RetryPace earliest = new RetryPace(() -> 0);
  private final RetryPace latest = new RetryPace(() -> Math.nextDown(1.0));

  @Test
  void inTheAdvisoryWindowTheNextTryIsAfter300To600Seconds() {
    assertThat(earliest.whileAhead(down)).isEqualTo(300_000);
    assertThat(latest.whileAhead(down)).isBetween(599_000L, 600_000L);
  }

  @Test
  void inTheMandatoryWindowItIsAfter1To30SecondsExponentially() {
    assertThat(new long[] {1_000, 2_000, 4_000, 8_000, 15_000, 15_000})
        .containsExactly(
            urgent(earliest, 0),
            urgent(earliest, 1),
            urgent(earliest, 2),
            urgent(earliest, 3),
            urgent(earliest, 4),
            urgent(earliest, 5));
    assertThat(urgent(latest, 0)).isBetween(1_900L, 2_000L);
    assertThat(urgent(latest, 100)).isBetween(29_000L, 30_000L);
  }

  /** aws/aws-sdk-java-v2#6805: after 58 failures nothing is refreshed any more. */
  @Test
  void noNumberOfFailuresOverflows() {
    Random random = new Random(42);
    RetryPace pace = new RetryPace(random::nextDouble);
    for (int failures = 0; failures <= 10_000; failures++) {
      assertThat(urgent(pace, failures)).isBetween(1_000L, 30_000L);
      assertThat(pace.whileUrgent(down, failures, random.nextInt(60_000))).isBetween(0L, 30_000L);
    }
    assertThat(urgent(pace, Integer.MAX_VALUE)).isBetween(1_000L, 30_000L);
  }

  @Test
  void itIsTriedAgainBeforeTheCredentialsEnd() {
    assertThat(latest.whileUrgent(down, 100, 20_000)).isEqualTo(10_000);
    assertThat(latest.whileUrgent(down, 100, 1_500)).isEqualTo(1_000);
    assertThat(latest.whileUrgent(down, 100, 400)).isEqualTo(400);
    assertThat(latest.whileUrgent(down, 100, -5)).isZero();
  }

  @Test
  void theWaitThatOktaAsksForIsKeptWithinReason() {
    assertThat(earliest.whileAhead(limited(400))).isEqualTo(400_000);
    assertThat(earliest.whileAhead(limited(1))).isEqualTo(300_000);
    assertThat(earliest.whileAhead(limited(Long.MAX_VALUE))).isEqualTo(600_000);
    assertThat(earliest.whileUrgent(limited(20), 0, LONG_LIFE)).isEqualTo(20_000);
    assertThat(earliest.whileUrgent(limited(3_000), 0, LONG_LIFE)).isEqualTo(60_000);
    assertThat(earliest.whileRefusing(limited(20), false)).isEqualTo(20_000);
    assertThat(earliest.whileRefusing(limited(-1), false)).isEqualTo(2_000);
  }

  @Test
  void callsAreRefusedFor2SecondsAfterASilentFailureAndFor30To60AfterAPrompts() {
    assertThat(earliest.whileRefusing(down, true)).isEqualTo(2_000);
    assertThat(latest.whileRefusing(down, true)).isBetween(2_900L, 3_000L);
    for (Throwable ofThePrompt :
        new Throwable[] {
          new AuthorizationDeniedException(at()),
          new AuthorizationExpiredException(at()),
          new BrowserSignInTimedOutException("http://127.0.0.1:28471/callback", at()),
          new PasswordRejectedException(at()),
          new PasswordExpiredException(at()),
          new AccountLockedException(at()),
          new FactorNotAvailableException("push", "not enrolled", at()),
          new CodeRejectedException("otp", at()),
          new InteractionRequiredException("consent_required", at()),
          new TimedOutException("the person", at()),
          new CancelledException("the sign-in", at())
        }) {
      assertThat(earliest.whileRefusing(ofThePrompt, true)).isEqualTo(30_000);
      assertThat(latest.whileRefusing(ofThePrompt, true)).isBetween(59_000L, 60_000L);
      assertThat(RetryPace.isRecoverable(ofThePrompt, true)).isFalse();
    }
  }

  @Test
  void whatMayPassIsRecoverable() {
    assertThat(RetryPace.isRecoverable(down, true)).isTrue();
    assertThat(RetryPace.isRecoverable(limited(5), false)).isTrue();
    assertThat(RetryPace.isRecoverable(new ServerErrorException("h", 503, at()), false)).isTrue();
    assertThat(RetryPace.isRecoverable(new TimedOutException("another process", at()), false))
        .isTrue();
    assertThat(RetryPace.isRecoverable(RetryableException.create("try again"), false)).isTrue();
    assertThat(RetryPace.isRecoverable(new UncheckedIOException(new IOException()), false))
        .isTrue();
    assertThat(RetryPace.isRecoverable(new IllegalStateException(new IOException()), false))
        .isTrue();

    assertThat(RetryPace.isRecoverable(new SignInRequiredException("it", at()), false)).isFalse();
    assertThat(RetryPace.isRecoverable(new ConfigurationException("it", "do"), false)).isFalse();
    assertThat(RetryPace.isRecoverable(new IllegalStateException(), false)).isFalse();
    assertThat(RetryPace.isRecoverable(new OutOfMemoryError(), false)).isFalse();
  }

  @Test
  void whatAnSdkClientOfTheCallersOwnSourceThrowsIsJudgedLikeOurs() {
    for (int status : new int[] {500, 503, 429}) {
      assertThat(RetryPace.isRecoverable(answered(status), false)).as("" + status).isTrue();
    }
    assertThat(RetryPace.isRecoverable(answered(403), false)).isFalse();
    assertThat(RetryPace.isRecoverable(ApiCallTimeoutException.create(1_000), false)).isTrue();
    assertThat(RetryPace.isRecoverable(ApiCallAttemptTimeoutException.create(1_000), false))
        .isTrue();
    assertThat(RetryPace.isRecoverable(SdkClientException.create("no region"), false)).isFalse();
  }

  private static SdkServiceException answered(int status) {
    return SdkServiceException.builder().statusCode(status).message("STS").build();
  }

  private long urgent(RetryPace pace, int failures) {
    return pace.whileUrgent(down, failures, LONG_LIFE);
  }

  private static RateLimitedException limited(long seconds) {
    return new RateLimitedException(Duration.ofSeconds(seconds), at());
  }

  private static ErrorContext at() {
    return ErrorContext.at(Step.SIGN_IN);
  }
}
