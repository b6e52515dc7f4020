package io.github.oktaaws.signin;

import static io.github.oktaaws.signin.CannedOrg.error;
import static io.github.oktaaws.signin.CannedOrg.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.error.AccountLockedException;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.CodeRejectedException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.FactorNotAvailableException;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.PasswordExpiredException;
import io.github.oktaaws.error.PasswordRejectedException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UnknownClientException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.testing.Planted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectSignInTest {

  private static final String TOKEN = "/oauth2/default/v1/token";
  private static final String CHALLENGE = "/oauth2/default/v1/challenge";
  private static final String OOB = "http://auth0.com/oauth/grant-type/mfa-oob";
  private static final String OTP = "http://auth0.com/oauth/grant-type/mfa-otp";
  private static final String PASSWORD = "canary pässword &=+%❤";
  private static final String MFA_TOKEN = "canary-mfa-token";
  private static final String OOB_CODE = "canary-oob-code";
  private static final String CODE = "canary-491357";

  private final CannedOrg okta = new CannedOrg();
  private final List<PushChallenge> shown = new ArrayList<>();
  private final List<CodeChallenge> asked = new ArrayList<>();
  private final List<char[]> passwords = new ArrayList<>();
  private final DirectPrompt prompt =
      new DirectPrompt() {
        @Override
        public void show(PushChallenge challenge) {
          shown.add(challenge);
        }

        @Override
        public String ask(CodeChallenge challenge) {
          asked.add(challenge);
          return " " + CODE + " ";
        }
      };

  DirectSignInTest() {
    Planted.secrets(PASSWORD, MFA_TOKEN, OOB_CODE, CODE);
  }

  @AfterEach
  void everyPasswordWasWiped() {
    okta.close();
    assertThat(passwords).allSatisfy(password -> assertThat(password).containsOnly('\0'));
  }

  /** okta-aws-cli 2.6.0 takes a 200 for an error. */
  @Test
  void tokensWithoutASecondFactorAreTaken() {
    okta.answers(TOKEN, tokens());

    OktaTokens tokens = builder().build().signIn();

    assertThat(tokens.accessToken()).isEqualTo(CannedOrg.ACCESS_TOKEN);
    assertThat(okta.forms(TOKEN))
        .containsExactly(
            Map.of(
                "client_id", CannedOrg.CLIENT,
                "grant_type", "password",
                "scope", "openid profile",
                "username", "jane+aws@acme.com",
                "password", PASSWORD));
    assertThat(okta.requests.get(0).getTarget()).isEqualTo(TOKEN);
    assertThat(okta.requests.get(0).getHeaders().get("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
  }

  /** okta-aws-cli 2.6.0 never shows it, so nobody can approve. */
  @Test
  void theNumberChallengeIsShownBeforeTheFirstPoll() {
    okta.answers(TOKEN, mfaRequired(), pending(), tokens());
    okta.answers(CHALLENGE, push("'binding_method':'transfer','binding_code':'95'"));

    OktaTokens tokens = builder().build().signIn();

    assertThat(tokens.accessToken()).isEqualTo(CannedOrg.ACCESS_TOKEN);
    assertThat(shown)
        .containsExactly(
            new PushChallenge(okta.org().host(), Optional.of("95"), Duration.ofMinutes(5)));
    assertThat(okta.forms(CHALLENGE))
        .containsExactly(
            Map.of(
                "client_id",
                CannedOrg.CLIENT,
                "mfa_token",
                MFA_TOKEN,
                "challenge_types_supported",
                OOB + " " + OTP,
                "channel_hint",
                "push"));
    assertThat(okta.forms(TOKEN).get(2))
        .isEqualTo(
            Map.of(
                "client_id", CannedOrg.CLIENT,
                "grant_type", OOB,
                "scope", "openid profile",
                "oob_code", OOB_CODE,
                "mfa_token", MFA_TOKEN));
    assertThat(okta.times).containsExactlyElementsOf(seconds(0, 0, 5, 10));
  }

  @Test
  void aPushWithoutNumberIsShownToo() {
    okta.answers(TOKEN, mfaRequired(), tokens());
    okta.answers(CHALLENGE, push("'binding_method':'none'"));

    builder().build().signIn();

    assertThat(shown).singleElement().satisfies(push -> assertThat(push.number()).isEmpty());
  }

  /** okta-aws-cli 2.6.0 crashes with a nil pointer. */
  @Test
  void aNetworkErrorWhilePollingIsSatOut() {
    okta.answers(TOKEN, mfaRequired(), closed(), error(503, "x", "y"), slowDown(), tokens());
    okta.answers(CHALLENGE, push("'binding_method':'none'"));

    assertThat(builder().build().signIn().accessToken()).isEqualTo(CannedOrg.ACCESS_TOKEN);
    assertThat(okta.times).containsExactlyElementsOf(seconds(0, 0, 5, 15, 35, 45));
  }

  @Test
  void aRateLimitWhilePollingIsSatOutWhicheverWayItIsTold() {
    okta.answers(TOKEN, mfaRequired(), rateLimitAsInvalidGrant(), tokens());
    okta.answers(CHALLENGE, push("'binding_method':'none'"));

    assertThat(builder().build().signIn().accessToken()).isEqualTo(CannedOrg.ACCESS_TOKEN);
    assertThat(okta.times).containsExactlyElementsOf(seconds(0, 0, 5, 65));
  }

  /** saml2aws polls without a limit of its own. */
  @Test
  void aPushThatNobodyApprovesExpires() {
    okta.answers(TOKEN, mfaRequired());
    okta.answers(
        TOKEN, Stream.generate(DirectSignInTest::pending).limit(99).toArray(MockResponse[]::new));
    okta.answers(CHALLENGE, push("'binding_method':'none'"));

    assertThatThrownBy(() -> builder().atMost(Duration.ofHours(1)).build().signIn())
        .isInstanceOf(AuthorizationExpiredException.class);
    assertThat(okta.time.sinceStart()).isEqualTo(Duration.ofMinutes(5));
  }

  /** saml2aws polls without a limit of its own. */
  @Test
  void theCallersLimitEndsTheWaitForAPush() {
    okta.answers(TOKEN, mfaRequired(), pending());
    okta.answers(CHALLENGE, push("'binding_method':'none'"));

    assertThatThrownBy(() -> builder().atMost(Duration.ofSeconds(7)).build().signIn())
        .isInstanceOf(TimedOutException.class);
  }

  @Test
  void aPushThatIsDeniedIsDenied() {
    okta.answers(TOKEN, mfaRequired(), error(400, "access_denied", "The user said no."));
    okta.answers(CHALLENGE, push("'binding_method':'none'"));

    assertThatThrownBy(() -> builder().build().signIn())
        .isInstanceOf(AuthorizationDeniedException.class)
        .hasMessageContaining("phone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sms", "voice"})
  void aCodeThatCameToThePhoneIsAskedForAndSent(String channel) {
    okta.answers(TOKEN, mfaRequired(), tokens());
    okta.answers(
        CHALLENGE,
        json(
            200,
            "{'challenge_type':'%s','oob_code':'%s','expires_in':300,'channel':'%s','binding_method':'prompt'}"
                .formatted(OOB, OOB_CODE, channel)));
    DirectFactor factor = channel.equals("sms") ? DirectFactor.SMS : DirectFactor.VOICE;

    builder().factors(factor).build().signIn();

    assertThat(asked).containsExactly(new CodeChallenge(okta.org().host(), factor, 3));
    assertThat(okta.forms(CHALLENGE).get(0))
        .containsEntry("channel_hint", channel)
        .containsEntry("challenge_types_supported", OOB);
    assertThat(okta.forms(TOKEN).get(1))
        .isEqualTo(
            Map.of(
                "client_id", CannedOrg.CLIENT,
                "grant_type", OOB,
                "scope", "openid profile",
                "oob_code", OOB_CODE,
                "binding_code", CODE,
                "mfa_token", MFA_TOKEN));
  }

  @Test
  void anOneTimePasswordThatIsPreferredNeedsNoChallenge() {
    okta.answers(TOKEN, mfaRequired(), tokens());

    builder().factors(DirectFactor.OTP, DirectFactor.PUSH).build().signIn();

    assertThat(asked).containsExactly(new CodeChallenge(okta.org().host(), DirectFactor.OTP, 3));
    assertThat(okta.forms(CHALLENGE)).isEmpty();
    assertThat(okta.forms(TOKEN).get(1))
        .isEqualTo(
            Map.of(
                "client_id", CannedOrg.CLIENT,
                "grant_type", OTP,
                "scope", "openid profile",
                "otp", CODE,
                "mfa_token", MFA_TOKEN));
  }

  @Test
  void whereOktaWantsAnOneTimePasswordInsteadItIsAskedFor() {
    okta.answers(TOKEN, mfaRequired(), tokens());
    okta.answers(CHALLENGE, json(200, "{'challenge_type':'" + OTP + "'}"));

    builder().build().signIn();

    assertThat(asked).extracting(CodeChallenge::factor).containsExactly(DirectFactor.OTP);
  }

  @Test
  void aFactorThatThePersonDoesNotHaveIsFollowedByTheNext() {
    okta.answers(TOKEN, mfaRequired(), tokens());
    okta.answers(
        CHALLENGE,
        notEnrolled(),
        notEnrolled(),
        notEnrolled(),
        json(200, "{'challenge_type':'" + OTP + "'}"));

    builder().build().signIn();

    assertThat(okta.forms(CHALLENGE))
        .extracting(form -> form.getOrDefault("channel_hint", "-"))
        .containsExactly("push", "sms", "voice", "-");
    assertThat(asked).extracting(CodeChallenge::factor).containsExactly(DirectFactor.OTP);
  }

  @Test
  void aPersonWithoutAnyFactorIsToldSo() {
    okta.answers(TOKEN, mfaRequired());
    okta.answers(CHALLENGE, notEnrolled(), notEnrolled(), notEnrolled(), notEnrolled());

    FactorNotAvailableException thrown =
        catchThrowableOfType(FactorNotAvailableException.class, () -> builder().build().signIn());

    assertThat(thrown.factor()).isEqualTo("push");
    assertThat(thrown.description()).contains("not enrolled").doesNotContain(MFA_TOKEN);
    assertThat(asked).isEmpty();
  }

  @Test
  void aWrongCodeIsAskedForAgainButNotForEver() {
    okta.answers(TOKEN, mfaRequired(), wrongCode(), wrongCode(), wrongCode(), tokens());

    assertThatThrownBy(() -> builder().factors(DirectFactor.OTP).build().signIn())
        .isInstanceOf(CodeRejectedException.class)
        .hasMessageContaining("otp");
    assertThat(asked).extracting(CodeChallenge::triesLeft).containsExactly(3, 2, 1);
  }

  @Test
  void aRightCodeAfterAWrongOneIsFine() {
    okta.answers(TOKEN, mfaRequired(), wrongCode(), tokens());

    OktaTokens tokens = builder().factors(DirectFactor.OTP).build().signIn();

    assertThat(tokens.accessToken()).isEqualTo(CannedOrg.ACCESS_TOKEN);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = " ")
  void aPersonWhoGivesNoCodeHasCancelled(String code) {
    okta.answers(TOKEN, mfaRequired());
    DirectPrompt silent =
        new DirectPrompt() {
          @Override
          public void show(PushChallenge challenge) {}

          @Override
          public String ask(CodeChallenge challenge) {
            return code;
          }
        };
    SignIn signIn =
        SignIn.directBuilder(okta.defaultServer(), CannedOrg.CLIENT, "jane", this::password, silent)
            .factors(DirectFactor.OTP)
            .build();

    assertThatThrownBy(signIn::signIn).isInstanceOf(CancelledException.class);
    assertThat(okta.forms(TOKEN)).hasSize(1);
  }

  static Stream<Arguments> passwordEndings() {
    return Stream.of(
        ending(
            error(400, "invalid_grant", "The credentials provided were invalid."),
            PasswordRejectedException.class),
        ending(
            error(400, "invalid_grant", "The user account is locked."),
            AccountLockedException.class),
        ending(error(403, "access_denied", "LOCKED_OUT"), AccountLockedException.class),
        ending(error(400, "access_denied", "PASSWORD_EXPIRED"), PasswordExpiredException.class),
        ending(
            error(403, "access_denied", "The password has expired."),
            PasswordExpiredException.class),
        ending(
            error(400, "unauthorized_client", "The client is not authorized to use this grant."),
            GrantTypeNotAllowedException.class),
        ending(error(401, "invalid_client", "x"), UnknownClientException.class),
        ending(error(400, "invalid_scope", "x"), ScopeNotAllowedException.class),
        ending(
            error(400, "access_denied", "User is not assigned to the client application."),
            UserNotAssignedException.class),
        ending(
            error(400, "access_denied", "Policy evaluation failed for this request."),
            SignInPolicyException.class),
        ending(error(400, "another_error", "x"), OAuthErrorException.class),
        ending(rateLimitAsInvalidGrant(), RateLimitedException.class),
        ending(error(429, "x", "y"), RateLimitedException.class),
        ending(error(503, "x", "y"), ServerErrorException.class),
        ending(json(403, "{'error':'mfa_required'}"), UnexpectedAnswerException.class),
        ending(json(200, "{}"), UnexpectedAnswerException.class),
        ending(redirect(307), UnexpectedAnswerException.class),
        ending(redirect(302), UnexpectedAnswerException.class),
        ending(closed(), NetworkException.class));
  }

  @ParameterizedTest
  @MethodSource("passwordEndings")
  void everyOtherAnswerToThePasswordSaysWhyAndSendsItNoSecondTime(
      MockResponse answer, Class<? extends OktaAwsException> type) {
    okta.answers(TOKEN, answer);

    OktaAwsException thrown = catchThrowableOfType(type, () -> builder().build().signIn());

    assertThat(Planted.thrown(thrown).getMessage()).doesNotContain("canary");
    assertThat(okta.requests).hasSize(1);
    assertThat(passwords).hasSize(1);
  }

  static Stream<Arguments> challengeEndings() {
    return Stream.of(
        ending(
            error(400, "unauthorized_client", "MFA OOB is not allowed"),
            GrantTypeNotAllowedException.class),
        ending(error(401, "invalid_client", "x"), UnknownClientException.class),
        ending(
            error(400, "invalid_grant", "Not good: " + MFA_TOKEN),
            FactorNotAvailableException.class),
        ending(rateLimitAsInvalidGrant(), RateLimitedException.class),
        ending(error(500, "x", "y"), ServerErrorException.class),
        ending(redirect(302), UnexpectedAnswerException.class),
        ending(json(200, "{'challenge_type':'" + OOB + "'}"), UnexpectedAnswerException.class),
        ending(push("'binding_method':'dance'"), UnexpectedAnswerException.class),
        ending(push("'binding_method':'transfer'"), UnexpectedAnswerException.class),
        ending(
            push("'binding_method':'transfer','binding_code':'\\u001b[2J'"),
            UnexpectedAnswerException.class));
  }

  @ParameterizedTest
  @MethodSource("challengeEndings")
  void aChallengeThatCannotBeMetSaysWhy(
      MockResponse answer, Class<? extends OktaAwsException> type) {
    okta.answers(TOKEN, mfaRequired());
    okta.answers(CHALLENGE, answer);

    OktaAwsException thrown =
        catchThrowableOfType(type, () -> builder().factors(DirectFactor.PUSH).build().signIn());

    assertThat(Planted.thrown(thrown).getMessage()).doesNotContain("canary");
    assertThat(shown).isEmpty();
  }

  static Stream<Arguments> codeEndings() {
    return Stream.of(
        ending(error(400, "access_denied", "no"), AuthorizationDeniedException.class),
        ending(error(400, "unauthorized_client", "no"), GrantTypeNotAllowedException.class),
        ending(
            error(400, "another", "You typed " + CODE + " to " + MFA_TOKEN),
            OAuthErrorException.class),
        ending(redirect(308), UnexpectedAnswerException.class),
        ending(closed(), NetworkException.class));
  }

  @ParameterizedTest
  @MethodSource("codeEndings")
  void whatEndsTheSignInIsNotTakenForAWrongCode(
      MockResponse answer, Class<? extends OktaAwsException> type) {
    okta.answers(TOKEN, mfaRequired(), answer);

    OktaAwsException thrown =
        catchThrowableOfType(type, () -> builder().factors(DirectFactor.OTP).build().signIn());

    assertThat(Planted.thrown(thrown).getMessage()).doesNotContain("canary");
    assertThat(asked).hasSize(1);
  }

  /** okta-aws-cli 2.6.0 is content with a user name or a password. */
  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aMissingUserNameIsRefused(String username) {
    assertThatThrownBy(
            () -> SignIn.direct(okta.org(), CannedOrg.CLIENT, username, this::password, prompt))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("user name");
  }

  /** okta-aws-cli 2.6.0 is content with a user name or a password. */
  @ParameterizedTest
  @NullAndEmptySource
  void aMissingPasswordIsRefusedBeforeAnythingIsSent(char[] none) {
    SignIn signIn = SignIn.direct(okta.org(), CannedOrg.CLIENT, "jane", () -> none, prompt);

    assertThatThrownBy(signIn::signIn)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("password");
    assertThat(okta.requests).isEmpty();
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> builder().factors().build())
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> builder().scopes(List.of()).build())
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> SignIn.direct(okta.org(), " ", "jane", this::password, prompt))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void theOrgsOwnAuthorizationServerWillDoAsWell() {
    okta.answers("/oauth2/v1/token", tokens());

    SignIn.direct(okta.org(), CannedOrg.CLIENT, "jane", this::password, prompt).signIn();

    assertThat(okta.requests).hasSize(1);
  }

  private DirectSignInBuilder builder() {
    return SignIn.directBuilder(
            okta.defaultServer(), CannedOrg.CLIENT, "jane+aws@acme.com", this::password, prompt)
        .time(okta.time);
  }

  private char[] password() {
    char[] password = PASSWORD.toCharArray();
    passwords.add(password);
    return password;
  }

  private static Arguments ending(MockResponse answer, Class<? extends OktaAwsException> type) {
    return Arguments.of(answer, type);
  }

  private static MockResponse tokens() {
    return CannedOrg.tokens("none");
  }

  private static MockResponse mfaRequired() {
    return json(
        403,
        "{'error':'mfa_required','error_description':'Verify with an additional authenticator.',"
            + "'mfa_token':'"
            + MFA_TOKEN
            + "'}");
  }

  private static MockResponse push(String binding) {
    return json(
        200,
        "{'challenge_type':'%s','oob_code':'%s','expires_in':300,'interval':5,'channel':'push',%s}"
            .formatted(OOB, OOB_CODE, binding));
  }

  private static MockResponse pending() {
    return error(400, "authorization_pending", "No user response yet.");
  }

  private static MockResponse slowDown() {
    return error(400, "slow_down", "Too fast.");
  }

  private static MockResponse notEnrolled() {
    return error(400, "invalid_request", "The authenticator is not enrolled: " + MFA_TOKEN);
  }

  private static MockResponse wrongCode() {
    return error(400, "invalid_grant", "The passcode " + CODE + " is invalid.");
  }

  private static MockResponse rateLimitAsInvalidGrant() {
    return error(
        400, "invalid_grant", "API call exceeded the rate limit due to too many requests.");
  }

  private static MockResponse redirect(int status) {
    return new MockResponse.Builder().code(status).addHeader("Location", "/elsewhere").build();
  }

  private static MockResponse closed() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  private static List<Duration> seconds(long... seconds) {
    return LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
  }
}
