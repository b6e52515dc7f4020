package io.github.oktaaws;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.signin.OktaTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to work on a session's sign-in: one thread's at a time. What it gets, or fails
 * to get, serves those who waited.
 */
final class Turns {

  private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

  private final SignInOfSession signIn;
  private final SessionStore store;
  private final OktaAwsListener listener;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable RuntimeException failedSignIn;

  /**
   * One call to the session, and what there was when it began: a sign-in that came or failed since
   * then answers this call too, so that a person is asked once and not once for every thread.
   */
  record Caller(
      boolean mayAsk,
      Instant began,
      Preparation preparation,
      @Nullable OktaTokens foundTokens,
      @Nullable RuntimeException foundFailure) {}

  Turns(SignInOfSession signIn, SessionStore store, SessionSettings<?> options) {
    this.signIn = signIn;
    this.store = store;
    this.listener = options.listener();
    this.clock = options.clock();
  }

  /** A sign-in that takes nobody is never forbidden. */
  Caller caller(boolean mayAsk, Preparation next) {
    requireNotWithin();
    return new Caller(
        mayAsk || signIn.asksNobody(),
        clock.instant(),
        next,
        signIn.tokens().inHand(),
        failedSignIn);
  }

  /** Works, and has the listener hear of what happened once no lock is held. */
  <T> T telling(Supplier<T> work) {
    try {
      return work.get();
    } finally {
      signIn.person().tellListener();
    }
  }

  /** Works while no other thread does. */
  <T> T locked(Caller caller, Supplier<T> work) {
    requireNotWithin();
    awaitLock(caller.mayAsk());
    try {
      RuntimeException failure = failedSignIn;
      if (caller.mayAsk() && failure != null && failure != caller.foundFailure()) {
        throw failure;
      }
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Tokens with some life left, for whoever has the turn. */
  OktaTokens usable(Caller caller) {
    return sharingFailure(caller, () -> signIn.usable(caller));
  }

  /**
   * Tokens in place of some that are no longer accepted, for whoever has the turn.
   *
   * @param rejected the tokens
   * @param why what they were answered with
   * @param caller who wants others
   * @param first whether these are the first that this call saw rejected
   */
  OktaTokens inPlaceOf(OktaTokens rejected, OktaAwsException why, Caller caller, boolean first) {
    if (signIn.tokens().wereJustGiven(rejected, caller.foundTokens())) {
      throw endedAtOnce(rejected, why);
    }
    return sharingFailure(caller, () -> signIn.inPlaceOf(rejected, why, caller, first));
  }

  /** Ends the sign-in, and forgets what else hangs on it. */
  void signOut(Runnable forgetting) {
    requireNotWithin();
    try {
      awaitLock(false);
    } catch (CancelledException | TimedOutException e) {
      // somebody else is at work on the sign-in: not to be waited for, but to be forgotten
      signIn.forget();
      throw e;
    }
    try {
      forgetting.run();
      signIn.signOut();
    } finally {
      lock.unlock();
    }
  }

  /** Whoever signed in has only just done so: asking again would end the same way. */
  private OktaAwsException endedAtOnce(OktaTokens tokens, OktaAwsException e) {
    if (SignInOfSession.endsTheSignIn(e)) {
      signIn.tokens().end(tokens);
      failedSignIn = e;
    }
    return e;
  }

  private OktaTokens sharingFailure(Caller caller, Supplier<OktaTokens> tokens) {
    try {
      OktaTokens got = tokens.get();
      failedSignIn = null;
      return got;
    } catch (CancelledException e) {
      // that was this thread's own wish: the next one asks
      throw e;
    } catch (RuntimeException e) {
      if (caller.mayAsk()) {
        failedSignIn = e;
      }
      throw e;
    }
  }

  private void requireNotWithin() {
    if (lock.isHeldByCurrentThread()) {
      throw new ConfigurationException(
          "The session was called from within its own work, by a prompt, a selector or a step.",
          "Let these only answer what they were asked, and call the session from elsewhere.");
    }
  }

  /** Whoever may not ask does not wait as long as somebody else's prompt may take. */
  private void awaitLock(boolean mayAsk) {
    String what = "another thread's sign-in";
    try {
      if (!lock.tryLock(WORTH_TELLING.toNanos(), TimeUnit.NANOSECONDS)) {
        listener.on(new OktaAwsEvent.Waiting(what));
        if (!lock.tryLock(store.patience(mayAsk).toNanos(), TimeUnit.NANOSECONDS)) {
          throw new TimedOutException(what, ErrorContext.at(Step.SIGN_IN));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("waiting for " + what, ErrorContext.at(Step.SIGN_IN).cause(e));
    }
  }
}
