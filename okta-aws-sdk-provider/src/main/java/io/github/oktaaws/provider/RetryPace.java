package io.github.oktaaws.provider;

import io.github.oktaaws.error.AccountLockedException;
import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.BrowserSignInTimedOutException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.CodeRejectedException;
import io.github.oktaaws.error.FactorNotAvailableException;
import io.github.oktaaws.error.InteractionRequiredException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.PasswordExpiredException;
import io.github.oktaaws.error.PasswordRejectedException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.SubjectTokenRejectedException;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UserNotAssignedException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * How long to wait after an attempt, in milliseconds. Where there is no failure, there were
 * credentials that already need replacing.
 */
final class RetryPace {

  private static final Duration LONGEST_ASKED_WAIT = Duration.ofMinutes(10);
  private static final Duration LONGEST_ASKED_WAIT_OF_CALLERS = Duration.ofSeconds(60);
  private static final long CEILING = 30_000;

  private final DoubleSupplier random;

  /** From a source of numbers between 0 and 1. */
  RetryPace(DoubleSupplier random) {
    this.random = random;
  }

  /** In the advisory window nothing is urgent: 300 to 600 s, or what the server asks for. */
  long whileAhead(@Nullable Throwable failure) {
    return Math.max(between(300_000, 600_000), asked(failure, LONGEST_ASKED_WAIT));
  }

  /**
   * In the mandatory window: 1 to 30 s, exponential, and again before the credentials end.
   *
   * @param failuresBefore how many attempts have failed in a row before this one
   * @param leftMillis how long the credentials still live
   */
  long whileUrgent(@Nullable Throwable failure, int failuresBefore, long leftMillis) {
    long ceiling = Math.min(CEILING, 2_000L << Math.min(Math.max(failuresBefore, 0), 10));
    long wait =
        Math.max(between(ceiling / 2, ceiling), asked(failure, LONGEST_ASKED_WAIT_OF_CALLERS));
    long beforeTheEnd = Math.max(leftMillis / 2, Math.min(leftMillis, 1_000));
    return Math.max(0, Math.min(wait, beforeTheEnd));
  }

  /** Where there is nothing to serve, a storm of calls must not be a storm of attempts. */
  long whileRefusing(Throwable failure, boolean asked) {
    return isOfThePrompt(failure, asked)
        ? between(30_000, 60_000)
        : Math.max(between(2_000, 3_000), asked(failure, LONGEST_ASKED_WAIT_OF_CALLERS));
  }

  /**
   * Whether the same may go well later without anybody doing anything.
   *
   * @param asked whether the person may have been asked: then a timeout is the person's
   */
  static boolean isRecoverable(Throwable failure, boolean asked) {
    if (isOfThePrompt(failure, asked)) {
      return false;
    }
    if (failure instanceof OktaAwsException ours) {
      return ours.retryable();
    }
    // from a source of the caller's own
    return (failure instanceof SdkException ofTheSdk && mayPass(ofTheSdk))
        || failure.getCause() instanceof IOException;
  }

  private static boolean mayPass(SdkException failure) {
    return failure.retryable()
        || failure instanceof ApiCallTimeoutException
        || failure instanceof ApiCallAttemptTimeoutException
        || (failure instanceof SdkServiceException answered
            && (answered.statusCode() >= 500 || answered.isThrottlingException()));
  }

  /** Whether the next attempt would ask a person who has just been asked. */
  static boolean isOfThePrompt(Throwable failure, boolean asked) {
    return failure instanceof AuthorizationDeniedException
        || failure instanceof AuthorizationExpiredException
        || failure instanceof BrowserSignInTimedOutException
        || isOfPasswordOrFactor(failure)
        || (asked
            && (failure instanceof TimedOutException
                || failure instanceof CancelledException
                || wasApprovedInVain(failure)));
  }

  /** Trying these again at once would lock the account. */
  private static boolean isOfPasswordOrFactor(Throwable failure) {
    return failure instanceof PasswordRejectedException
        || failure instanceof PasswordExpiredException
        || failure instanceof AccountLockedException
        || failure instanceof FactorNotAvailableException
        || failure instanceof CodeRejectedException;
  }

  /**
   * Okta says these after the person has signed in, and the next attempt begins with the person.
   */
  private static boolean wasApprovedInVain(Throwable failure) {
    return failure instanceof SignInPolicyException
        || failure instanceof UserNotAssignedException
        || failure instanceof InteractionRequiredException
        || failure instanceof AssuranceNotMetException
        || failure instanceof StepUpRequiredException
        || failure instanceof OktaSessionEndedException
        || failure instanceof SubjectTokenRejectedException
        || (failure instanceof OktaAwsException ours
            && ours.step() == Step.SIGN_IN
            && (ours instanceof UnexpectedAnswerException || ours instanceof OAuthErrorException));
  }

  private static long asked(@Nullable Throwable failure, Duration longest) {
    if (failure instanceof RateLimitedException limited) {
      Duration wait = limited.askedWait();
      return Moment.millis(wait.compareTo(longest) < 0 ? wait : longest);
    }
    return 0;
  }

  private long between(long least, long most) {
    return least + (long) (random.getAsDouble() * (most - least));
  }
}
