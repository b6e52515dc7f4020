package io.github.oktaaws;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an {@link OktaAwsListener} hears of. More kinds may come; match with a default. */
public sealed interface OktaAwsEvent {

  /**
   * The person was shown where to sign in; or is, in a direct sign-in, asked for a code now, which
   * happens again where one was wrong.
   *
   * @param org the org's host
   * @param expiresIn how long there is to answer
   */
  record PromptShown(String org, Duration expiresIn) implements OktaAwsEvent {}

  /**
   * There is a sign-in, or a new life of one.
   *
   * @param org the org's host
   * @param subject who: the ID token's {@code sub}, or a machine's client ID
   * @param until when the tokens end, by this machine's clock
   * @param asked whether a person was asked; if not, a refresh token or a machine's key did it
   */
  record SignedIn(String org, String subject, Instant until, boolean asked)
      implements OktaAwsEvent {}

  /**
   * There are new credentials.
   *
   * @param roleArn the role
   * @param expiration when they end, by AWS's clock
   * @param took how long it took to get them
   */
  record Refreshed(String roleArn, Instant expiration, Duration took) implements OktaAwsEvent {}

  /**
   * Credentials could not be had.
   *
   * @param roleArn the role, if it is known
   * @param cause why; usually an {@link io.github.oktaaws.error.OktaAwsException}
   * @param stillValidFor how long the credentials that are served instead are good for; empty if
   *     there are none
   * @param nextTryIn when it will be tried again at the earliest
   */
  record Failed(
      Optional<String> roleArn,
      Throwable cause,
      Optional<Duration> stillValidFor,
      Duration nextTryIn)
      implements OktaAwsEvent {}

  /**
   * A caller waits for what somebody else is getting: another thread's refresh, or the sign-in of
   * another process on the same store.
   *
   * @param what for what, in words
   */
  record Waiting(String what) implements OktaAwsEvent {}
}
