package io.github.oktaaws.signin;

import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.signin.PollAnswer.Granted;
import io.github.oktaaws.signin.PollAnswer.Unavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the token endpoint for what a person approves elsewhere, at the pace of RFC 8628 section
 * 3.5, until there is an answer or no time left. Safe for use by several threads: one awaits, any
 * may cancel.
 */
final class TokenPoller {

  private static final Logger LOG = LoggerFactory.getLogger(TokenPoller.class);
  private static final Duration LONGEST_LIFE = Duration.ofDays(2);

  private final String orgHost;
  private final TokenPoll tokenPoll;
  private final MonotonicTime time;
  private final PollPace pace;
  private final long expiresAt;
  private final CountDownLatch cancelled = new CountDownLatch(1);

  // everything below belongs to the one thread that holds the lock
  private final ReentrantLock awaiting = new ReentrantLock();
  private long nextPollAt;
  private @Nullable OktaTokens tokens;
  private @Nullable OktaAwsException failure;
  private @Nullable OktaAwsException lastTrouble;

  /**
   * Begins now; the first poll is due after one interval.
   *
   * @param orgHost the org, as messages name it
   * @param interval how long the server wants between two polls
   * @param expiresIn how long the server waits for the person
   * @param tokenPoll asks once
   * @param time what is waited in
   */
  TokenPoller(
      String orgHost,
      Duration interval,
      Duration expiresIn,
      TokenPoll tokenPoll,
      MonotonicTime time) {
    this.orgHost = orgHost;
    this.tokenPoll = tokenPoll;
    this.time = time;
    this.pace = new PollPace(interval);
    long now = time.nanos();
    this.expiresAt = now + expiresIn.toNanos();
    this.nextPollAt = now + pace.current().toNanos();
  }

  OktaTokens await() {
    return await(LONGEST_LIFE);
  }

  OktaTokens await(Duration atMost) {
    Duration patience = patience(atMost);
    long deadline = time.nanos() + patience.toNanos();
    try {
      if (!awaiting.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw timedOut();
      }
      try {
        return outcome(deadline);
      } finally {
        awaiting.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(signIn(), ErrorContext.at(Step.SIGN_IN).cause(e));
    }
  }

  void cancel() {
    cancelled.countDown();
    tokenPoll.cancel();
  }

  private OktaTokens outcome(long deadline) throws InterruptedException {
    if (failure != null) {
      throw failure;
    }
    if (tokens == null) {
      tokens = poll(deadline);
    }
    return tokens;
  }

  private OktaTokens poll(long deadline) throws InterruptedException {
    while (true) {
      pauseUntilNextPoll(deadline);
      PollAnswer answer = send(timeLeft(deadline));
      if (answer instanceof Granted granted) {
        return granted.tokens();
      }
      Duration wait = pace.after(answer);
      nextPollAt = time.nanos() + wait.toNanos();
      lastTrouble = answer instanceof Unavailable unavailable ? unavailable.why() : null;
      LOG.debug(
          "Sign-in at {} not approved yet, next poll in {}{}",
          orgHost,
          wait,
          lastTrouble == null ? "" : " (" + lastTrouble.getMessage() + ")");
    }
  }

  private PollAnswer send(Duration timeLeft) {
    try {
      return tokenPoll.send(timeLeft);
    } catch (CancelledException e) {
      // a thread that was interrupted may come back to a sign-in that goes on
      nextPollAt = time.nanos() + pace.current().toNanos();
      throw e;
    } catch (OktaAwsException e) {
      failure = e;
      throw e;
    }
  }

  private void pauseUntilNextPoll(long deadline) throws InterruptedException {
    do {
      Duration left = timeLeft(deadline);
      Duration untilPoll = Duration.ofNanos(nextPollAt - time.nanos());
      if (time.pause(left.compareTo(untilPoll) < 0 ? left : untilPoll, cancelled)) {
        throw new CancelledException(signIn(), ErrorContext.at(Step.SIGN_IN));
      }
      timeLeft(deadline);
    } while (nextPollAt - time.nanos() > 0);
  }

  /** The time that is left, which is always some. */
  private Duration timeLeft(long deadline) {
    long now = time.nanos();
    if (expiresAt - now <= 0) {
      throw new AuthorizationExpiredException(ErrorContext.at(Step.SIGN_IN).cause(lastTrouble));
    }
    if (deadline - now <= 0) {
      throw timedOut();
    }
    return Duration.ofNanos(Math.min(expiresAt - now, deadline - now));
  }

  /** What nanoseconds can hold, and more than any code lives. */
  private static Duration patience(Duration atMost) {
    if (atMost.isNegative()) {
      return Duration.ZERO;
    }
    return atMost.compareTo(LONGEST_LIFE) < 0 ? atMost : LONGEST_LIFE;
  }

  private TimedOutException timedOut() {
    return new TimedOutException(
        signIn() + " to be approved", ErrorContext.at(Step.SIGN_IN).cause(lastTrouble));
  }

  private String signIn() {
    return "the sign-in at " + orgHost;
  }
}
