package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.error.AssumeRoleDeniedException;
import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.SubjectTokenRejectedException;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UserNotAssignedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** One-hour credentials, of which the advisory window opens at 45 minutes. */
@Timeout(120)
class FailingRefreshTest {

  private static final Duration ADVISORY = Duration.ofMinutes(45);
  private static final Duration MANDATORY = Duration.ofMinutes(59);

  private final ProviderRig rig = new ProviderRig();
  private final OktaAwsException networkDown = ProviderRig.networkDown();
  private final OktaAwsException denied =
      new AuthorizationDeniedException(ErrorContext.at(Step.SIGN_IN));
  private final OktaAwsException roleDenied =
      new AssumeRoleDeniedException(ScriptedSource.ROLE, ErrorContext.at(Step.ASSUME_ROLE));

  @Test
  void aThousandCallsInAFailingAdvisoryWindowMakeOneAttempt() {
    for (OktaAwsException failure : List.of(networkDown, roleDenied)) {
      ProviderRig rig = new ProviderRig();
      OktaAwsCredentialsProvider provider = rig.warm();
      rig.source.failsWith(failure);
      rig.pass(ADVISORY);
      for (int i = 0; i < 1000; i++) {
        assertThat(rig.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION1");
        rig.pass(Duration.ofMillis(299));
      }
      assertThat(rig.attempts()).isEqualTo(2);
      rig.pass(Duration.ofSeconds(1));
      rig.resolveAndLand(provider);
      assertThat(rig.attempts()).as("300 s after the first attempt").isEqualTo(3);
    }
  }

  @Test
  void theNextTryAfterAFailureInTheAdvisoryWindowMayTakeTenMinutes() {
    OktaAwsCredentialsProvider provider =
        rig.warm(
            rig.builder().advisoryWindow(Duration.ofMinutes(40)).random(() -> Math.nextDown(1.0)));
    rig.source.failsWith(networkDown);
    rig.pass(ADVISORY);
    rig.resolveAndLand(provider);
    rig.pass(Duration.ofSeconds(598));
    rig.resolveAndLand(provider);
    assertThat(rig.attempts()).isEqualTo(2);
    rig.pass(Duration.ofSeconds(2));
    rig.resolveAndLand(provider);
    assertThat(rig.attempts()).isEqualTo(3);
  }

  @Test
  void aFailureInTheAdvisoryWindowDoesNotPutOffTheRefreshOfTheMandatoryOne() {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.source.failsWith(networkDown);
    rig.pass(MANDATORY.minusSeconds(1));
    rig.resolveAndLand(provider);
    assertThat(rig.events(OktaAwsEvent.Failed.class).get(0).nextTryIn())
        .isEqualTo(Duration.ofSeconds(1));
    rig.source.succeeds();
    rig.pass(Duration.ofSeconds(1));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION3");
  }

  /** The AWS SDK for Java refuses them, a minute before they end. */
  @Test
  void inTheMandatoryWindowThoseThatLiveAreServedAndTheSourceIsTriedEverMoreRarely() {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.source.failsWith(networkDown);
    rig.pass(MANDATORY);
    for (int tenth = 0; tenth < 600; tenth++) {
      for (int i = 0; i < 10; i++) {
        assertThat(rig.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION1");
      }
      rig.pass(Duration.ofMillis(100));
    }
    // at 0, 1, 3, 7, 15, 30, 45, 52.5, 56.3, 58.2, 59.2 s
    assertThat(rig.attempts() - 1).isBetween(8, 12);

    assertThatThrownBy(provider::resolveCredentials)
        .as("not past the end")
        .isInstanceOf(SdkClientException.class)
        .hasCause(networkDown);
  }

  @Test
  void whoWaitedForARefreshThatFailsGetsWhatStillLives() throws Exception {
    OktaAwsCredentialsProvider provider = rig.warm();
    Gate upstream = new Gate();
    rig.source.before(upstream).failsWith(networkDown);
    rig.pass(MANDATORY);
    Callers callers = Callers.of(8, provider::resolveCredentials).allWait();
    var asynchronous = provider.resolveIdentity();
    upstream.open();
    for (FutureTask<AwsCredentials> call : callers.calls()) {
      assertThat(call.get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    }
    assertThat(asynchronous.get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(rig.attempts()).isEqualTo(2);
  }

  @Test
  void aFailureOfTheBackgroundThatTakesSomebodyIsServedOverUntilTheMandatoryWindow() {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.source.failsWith(roleDenied);
    rig.pass(ADVISORY);
    for (int second = 0; second < 14 * 60; second++) {
      assertThat(rig.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION1");
      rig.pass(Duration.ofSeconds(1));
    }
    assertThat(rig.attempts() - 1).isEqualTo(3);
    OktaAwsEvent.Failed told = rig.events(OktaAwsEvent.Failed.class).get(0);
    assertThat(told.roleArn()).contains(ScriptedSource.ROLE);
    assertThat(told.cause()).isSameAs(roleDenied);
    assertThat(told.stillValidFor()).contains(Duration.ofMinutes(15));
    assertThat(told.nextTryIn()).isEqualTo(Duration.ofMinutes(5));

    assertThatThrownBy(provider::resolveCredentials).as("at once").hasCause(roleDenied);
  }

  /** aws/aws-sdk-java-v2#5690: each call is an attempt. */
  @Test
  void withNothingToServeAStormOfCallsIsOneAttemptInTwoSeconds() {
    for (Throwable failure :
        List.of(
            networkDown,
            roleDenied,
            // from a source that does not ask although it may
            new SignInRequiredException("it", ErrorContext.at(Step.SIGN_IN)),
            new IllegalStateException(),
            new OutOfMemoryError())) {
      ProviderRig rig = new ProviderRig();
      OktaAwsCredentialsProvider provider = rig.builder().build();
      rig.source.failsWith(failure);
      for (int i = 0; i < 1000; i++) {
        assertThat(catchThrowable(provider::resolveCredentials)).hasCause(failure);
        assertThat(provider.resolveIdentity()).isCompletedExceptionally();
        rig.flights.land();
        rig.pass(Duration.ofMillis(1).plusNanos(900_000));
      }
      assertThat(rig.attempts()).isEqualTo(1);
      assertThat(rig.events(OktaAwsEvent.Failed.class)).hasSize(1);
      rig.pass(Duration.ofMillis(100));
      rig.source.succeeds();
      assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    }
  }

  @Test
  void aPersonWhoDeclinedOrDidNotAnswerIsLeftInPeaceForHalfAMinute() {
    ErrorContext at = ErrorContext.at(Step.SIGN_IN);
    for (OktaAwsException failure :
        List.of(
            denied,
            new AuthorizationExpiredException(at),
            new TimedOutException("the person", at))) {
      ProviderRig rig = new ProviderRig();
      OktaAwsCredentialsProvider provider = rig.builder().build();
      rig.source.failsWith(failure);
      for (int second = 0; second < 30; second++) {
        assertThatThrownBy(provider::resolveCredentials).hasCause(failure);
        rig.pass(Duration.ofSeconds(1));
      }
      assertThat(rig.attempts()).isEqualTo(1);
      rig.source.succeeds();
      assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    }
  }

  @Test
  void aPersonWhoApprovedInVainIsLeftInPeaceAsLong() {
    ErrorContext at = ErrorContext.at(Step.SIGN_IN);
    for (OktaAwsException failure :
        List.of(
            new SignInPolicyException("not from here", at),
            new UserNotAssignedException("the OIDC app", at),
            new AssuranceNotMetException("0oa1", at),
            new StepUpRequiredException("Verify", at),
            new OktaSessionEndedException(at),
            new SubjectTokenRejectedException(at),
            new UnexpectedAnswerException("No token came.", at),
            new OAuthErrorException("invalid_grant", "used", at))) {
      ProviderRig asking = new ProviderRig();
      asking.source.failsWith(failure);
      assertThat(attemptsIn30Seconds(asking, InteractionPolicy.ON_DEMAND))
          .as(failure.getMessage())
          .isEqualTo(1);

      ProviderRig silent = new ProviderRig();
      silent.source.failsWith(failure);
      assertThat(attemptsIn30Seconds(silent, InteractionPolicy.NEVER))
          .as("where nobody was asked")
          .isEqualTo(15);
    }
  }

  @Test
  void whatWentWrongAtAwsIsTriedAgainSoonForItAsksNobody() {
    rig.source.failsWith(roleDenied);
    assertThat(attemptsIn30Seconds(rig, InteractionPolicy.ON_DEMAND)).isEqualTo(15);
  }

  private static int attemptsIn30Seconds(ProviderRig rig, InteractionPolicy policy) {
    OktaAwsCredentialsProvider provider = rig.builder().interaction(policy).build();
    for (int second = 0; second < 30; second++) {
      assertThatThrownBy(provider::resolveCredentials).isInstanceOf(SdkClientException.class);
      rig.pass(Duration.ofSeconds(1));
    }
    return rig.attempts();
  }

  @Test
  void callersThatComeTogetherAndFailMakeOneAttempt() throws Exception {
    OktaAwsCredentialsProvider provider = rig.builder().build();
    rig.source.failsWith(denied);
    Callers callers = Callers.of(64, provider::resolveCredentials);
    for (FutureTask<AwsCredentials> call : callers.calls()) {
      assertThat(catchThrowable(() -> call.get(60, SECONDS)).getCause()).hasCause(denied);
    }
    assertThat(rig.attempts()).isEqualTo(1);
  }

  @Test
  void loginTriesAtOnce() {
    OktaAwsCredentialsProvider provider = rig.builder().build();
    rig.source.failsWith(denied);
    assertThatThrownBy(provider::resolveCredentials).hasCause(denied);
    assertThatThrownBy(provider::login).hasCause(denied);
    assertThat(rig.attempts()).isEqualTo(2);
    rig.source.succeeds();
    provider.login();
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION3");
  }

  @Test
  void invalidatingTriesAtTheNextCall() {
    OktaAwsCredentialsProvider provider = rig.warm();
    AwsCredentials current = provider.resolveCredentials();
    rig.pass(MANDATORY);
    rig.source.failsWith(roleDenied);
    assertThatThrownBy(provider::resolveCredentials).hasCause(roleDenied);
    rig.source.succeeds();
    assertThatThrownBy(provider::resolveCredentials).hasCause(roleDenied);

    assertThat(provider.invalidate(current)).isCompleted();
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION3");
  }

  @Test
  void invalidatingDoesNotHaveAPersonAskedAgainWhoHasJustDeclined() {
    OktaAwsCredentialsProvider provider = rig.warm();
    AwsCredentials current = provider.resolveCredentials();
    rig.pass(MANDATORY);
    rig.source.failsWith(denied);
    assertThatThrownBy(provider::resolveCredentials).hasCause(denied);
    rig.source.succeeds();
    assertThat(provider.invalidate(current)).isCompleted();
    assertThatThrownBy(provider::resolveCredentials).hasCause(denied);
    assertThat(rig.attempts()).isEqualTo(2);

    provider.login();
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION3");
  }

  @Test
  void theWaitThatOktaAsksForIsKept() {
    OktaAwsCredentialsProvider provider = rig.builder().build();
    rig.source.failsWith(
        new RateLimitedException(Duration.ofSeconds(20), ErrorContext.at(Step.SIGN_IN)));
    assertThatThrownBy(provider::resolveCredentials).hasMessageContaining("rate limit");
    rig.source.succeeds();
    rig.pass(Duration.ofSeconds(19));
    assertThatThrownBy(provider::resolveCredentials).hasMessageContaining("rate limit");
    rig.pass(Duration.ofSeconds(1));
    assertThat(provider.resolveCredentials()).isNotNull();
  }

  @Test
  void aSignInThatTheBackgroundNeedsIsToldAndLeftToACaller() {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.source.needsThePerson();
    rig.pass(ADVISORY);
    for (int i = 0; i < 299; i++) {
      assertThat(rig.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION1");
      rig.pass(Duration.ofSeconds(1));
    }
    assertThat(rig.source.requests()).extracting(Request::mayAsk).containsExactly(true, false);
    assertThat(rig.events(OktaAwsEvent.Failed.class)).hasSize(1);

    rig.pass(Duration.ofMinutes(10));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION3");
    assertThat(rig.source.requests().get(2).mayAsk()).isTrue();
  }

  @Test
  void aCallerThatMayAskAndJoinedASilentRefreshAsksWhenThatTakesIt() throws Exception {
    OktaAwsCredentialsProvider provider = rig.warm();
    Gate upstream = new Gate();
    rig.source.before(upstream).needsThePerson();
    rig.pass(ADVISORY);
    provider.resolveCredentials();
    upstream.awaitReached();
    rig.pass(Duration.ofMinutes(14));
    Callers callers = Callers.of(8, provider::resolveCredentials).allWait();
    var asynchronous = provider.resolveIdentity();
    upstream.open();

    for (FutureTask<AwsCredentials> call : callers.calls()) {
      assertThat(call.get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION3");
    }
    assertThat(asynchronous.get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION3");
    assertThat(rig.source.requests())
        .extracting(Request::mayAsk)
        .containsExactly(true, false, true);
  }

  @Test
  void aRefreshThatFailsWhenTheCredentialsHaveEndedMeanwhileIsNotRepeatedByItsCallers()
      throws Exception {
    OktaAwsCredentialsProvider provider = rig.warm();
    Gate upstream = new Gate();
    rig.source.before(upstream).failsWith(roleDenied);
    rig.pass(ADVISORY);
    provider.resolveCredentials();
    upstream.awaitReached();
    rig.pass(Duration.ofMinutes(15));
    Callers callers = Callers.of(8, provider::resolveCredentials).allWait();
    upstream.open();
    for (FutureTask<AwsCredentials> call : callers.calls()) {
      assertThat(catchThrowable(() -> call.get(60, SECONDS)).getCause()).hasCause(roleDenied);
    }
    assertThatThrownBy(provider::resolveCredentials).hasCause(roleDenied);
    assertThat(rig.attempts()).isEqualTo(2);
  }

  @Test
  void aRefreshThatWorksAgainEndsThePauses() {
    OktaAwsCredentialsProvider provider = rig.warm();
    rig.source.failsWith(networkDown);
    rig.pass(MANDATORY);
    rig.resolveAndLand(provider);
    rig.source.succeeds();
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.resolveAndLand(provider).accessKeyId()).isEqualTo("ASIAGENERATION3");
    rig.pass(MANDATORY);
    rig.source.failsWith(networkDown);
    rig.resolveAndLand(provider);
    assertThat(rig.events(OktaAwsEvent.Failed.class))
        .extracting(OktaAwsEvent.Failed::nextTryIn)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
  }
}
