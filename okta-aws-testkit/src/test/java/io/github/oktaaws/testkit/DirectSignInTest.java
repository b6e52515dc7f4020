package io.github.oktaaws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.oktaaws.testkit.SandboxClient.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectSignInTest {

  private static final String OOB = "http://auth0.com/oauth/grant-type/mfa-oob";
  private static final String OTP = "http://auth0.com/oauth/grant-type/mfa-otp";

  private final VirtualClock clock = new VirtualClock();
  private final OktaAwsSandbox sandbox = OktaAwsSandbox.builder().clock(clock).start();
  private final SandboxClient client = new SandboxClient(sandbox);
  private final SandboxPhone phone = sandbox.phone("jane");
  private String server = "/oauth2/default";

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void jane(UnaryOperator<OrgUser> change) {
    sandbox.reconfigure(
        sandbox.org().withUser(change.apply(sandbox.org().user("jane").orElseThrow())));
  }

  private void app(UnaryOperator<OidcApp> change) {
    sandbox.reconfigure(sandbox.org().withOidcApp(change.apply(sandbox.org().oidcApps().get(0))));
  }

  private Answer password(String login, String password) {
    return client.post(
        server + "/v1/token",
        "client_id",
        sandbox.oidcClientId(),
        "grant_type",
        "password",
        "scope",
        "openid profile offline_access",
        "username",
        login,
        "password",
        password);
  }

  private String mfaToken() {
    return password("jane", "jane-password").text("mfa_token");
  }

  private Answer challenge(String mfaToken, String types, String... more) {
    String[] fields = {
      "client_id", sandbox.oidcClientId(), "mfa_token", mfaToken, "challenge_types_supported", types
    };
    return client.post(server + "/v1/challenge", joined(fields, more));
  }

  private Answer outOfBand(String mfaToken, Answer challenge, String... more) {
    String[] fields = {
      "client_id",
      sandbox.oidcClientId(),
      "grant_type",
      OOB,
      "mfa_token",
      mfaToken,
      "oob_code",
      challenge.text("oob_code")
    };
    return client.post(server + "/v1/token", joined(fields, more));
  }

  private Answer otp(String mfaToken, String otp) {
    return client.post(
        server + "/v1/token",
        "client_id",
        sandbox.oidcClientId(),
        "grant_type",
        OTP,
        "mfa_token",
        mfaToken,
        "otp",
        otp);
  }

  private static String[] joined(String[] fields, String[] more) {
    String[] all = Arrays.copyOf(fields, fields.length + more.length);
    System.arraycopy(more, 0, all, fields.length, more.length);
    return all;
  }

  @Test
  void whoHasNoFactorIsSignedInByThePasswordAlone() {
    jane(user -> user.withFactors());
    Answer tokens = password("jane@example.com", "jane-password");
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.text("id_token")).isNotEmpty();
    assertThat(tokens.text("refresh_token")).isNotEmpty();
    assertThat(SignedToken.claims(tokens.text("access_token")).getIssuer())
        .isEqualTo(sandbox.oktaUrl() + "/oauth2/default");
    assertThat(SignedToken.claims(tokens.text("access_token")).getSubject())
        .isEqualTo("jane@example.com");
  }

  @Test
  void aFactorIsAskedForWithStatus403() {
    Answer answer = password("jane", "jane-password");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("error")).isEqualTo("mfa_required");
    assertThat(answer.text("error_description")).isNotEmpty();
    assertThat(answer.text("mfa_token")).isNotEmpty();
    assertThat(sandbox.issuedSecrets()).contains(answer.text("mfa_token"));
  }

  @Test
  void aPushIsPendingUntilThePersonApproves() {
    String mfaToken = mfaToken();
    Answer challenge = challenge(mfaToken, OOB, "channel_hint", "push");
    assertThat(challenge.status()).isEqualTo(200);
    assertThat(challenge.text("challenge_type")).isEqualTo(OOB);
    assertThat(challenge.text("channel")).isEqualTo("push");
    assertThat(challenge.text("binding_method")).isEqualTo("none");
    assertThat(challenge.json().has("binding_code")).isFalse();
    assertThat(challenge.json().path("interval").asInt()).isEqualTo(5);
    assertThat(challenge.json().path("expires_in").asInt()).isEqualTo(300);
    assertThat(sandbox.issuedSecrets()).contains(challenge.text("oob_code"));
    assertThat(outOfBand(mfaToken, challenge).text("error")).isEqualTo("authorization_pending");
    assertThat(phone.hasPush()).isTrue();
    phone.approvePush();
    assertThat(phone.hasPush()).isFalse();
    Answer tokens = outOfBand(mfaToken, challenge);
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.text("scope")).isEqualTo("openid profile offline_access");
    assertThat(outOfBand(mfaToken, challenge).text("error"))
        .as("codes are single use")
        .isEqualTo("invalid_grant");
  }

  @Test
  void anEarlyPollIsSlowedDown() {
    String mfaToken = mfaToken();
    Answer challenge = challenge(mfaToken, OOB);
    assertThat(outOfBand(mfaToken, challenge).text("error")).isEqualTo("authorization_pending");
    clock.advance(Duration.ofSeconds(4));
    assertThat(outOfBand(mfaToken, challenge).text("error")).isEqualTo("slow_down");
    clock.advance(Duration.ofSeconds(10));
    assertThat(outOfBand(mfaToken, challenge).text("error")).isEqualTo("authorization_pending");
  }

  @Test
  void aDeniedPushIsDenied() {
    String mfaToken = mfaToken();
    Answer challenge = challenge(mfaToken, OOB);
    phone.denyPush();
    assertThat(outOfBand(mfaToken, challenge).text("error")).isEqualTo("access_denied");
  }

  @Test
  void aPushExpires() {
    String mfaToken = mfaToken();
    Answer challenge = challenge(mfaToken, OOB);
    clock.advance(Duration.ofMinutes(5));
    assertThat(phone.hasPush()).isFalse();
    assertThat(outOfBand(mfaToken, challenge).text("error")).isEqualTo("expired_token");
    clock.advance(Duration.ofMinutes(5));
    assertThat(outOfBand(mfaToken, challenge).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void theNumberOnTheScreenIsTheOneToPick() {
    jane(user -> user.withNumberChallenge(true));
    String mfaToken = mfaToken();
    Answer right = challenge(mfaToken, OOB);
    assertThat(right.text("binding_method")).isEqualTo("transfer");
    assertThat(right.text("binding_code")).matches("\\d\\d");
    phone.approvePush(right.text("binding_code"));
    assertThat(outOfBand(mfaToken, right).status()).isEqualTo(200);
    String again = mfaToken();
    Answer wrong = challenge(again, OOB);
    phone.approvePush(wrong.text("binding_code").equals("11") ? "12" : "11");
    assertThat(outOfBand(again, wrong).text("error")).isEqualTo("access_denied");
  }

  @Test
  void aCodeArrivesByMessageOrCall() {
    for (String channel : new String[] {"sms", "voice"}) {
      String mfaToken = mfaToken();
      Answer challenge = challenge(mfaToken, OOB, "channel_hint", channel);
      assertThat(challenge.text("channel")).isEqualTo(channel);
      assertThat(challenge.text("binding_method")).isEqualTo("prompt");
      assertThat(challenge.json().has("binding_code")).isFalse();
      assertThat(outOfBand(mfaToken, challenge).text("error")).isEqualTo("invalid_request");
      assertThat(outOfBand(mfaToken, challenge, "binding_code", "nope").text("error"))
          .isEqualTo("invalid_grant");
      String code = phone.code().orElseThrow();
      assertThat(code).matches("\\d{6}");
      assertThat(outOfBand(mfaToken, challenge, "binding_code", code).status()).isEqualTo(200);
    }
  }

  @Test
  void fiveWrongCodesEndTheAttempt() {
    String mfaToken = mfaToken();
    Answer challenge = challenge(mfaToken, OOB, "channel_hint", "sms");
    for (int i = 0; i < 5; i++) {
      assertThat(outOfBand(mfaToken, challenge, "binding_code", "nope").status()).isEqualTo(400);
    }
    String code = phone.code().orElseThrow();
    assertThat(outOfBand(mfaToken, challenge, "binding_code", code).text("error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void aCodeOfTheAppIsGoodOnceAndForAMinute() {
    String mfaToken = mfaToken();
    assertThat(challenge(mfaToken, OTP).text("challenge_type")).isEqualTo(OTP);
    String otp = phone.otp();
    assertThat(otp).matches("\\d{6}");
    assertThat(otp(mfaToken, "nope").text("error")).isEqualTo("invalid_grant");
    assertThat(otp(mfaToken, otp).status()).isEqualTo(200);
    assertThat(otp(mfaToken(), otp).text("error")).as("used").isEqualTo("invalid_grant");
    String late = phone.otp();
    clock.advance(Duration.ofSeconds(60));
    assertThat(otp(mfaToken(), late).text("error")).as("late").isEqualTo("invalid_grant");
  }

  @Test
  void onlyWhatThePersonIsEnrolledInIsOffered() {
    jane(user -> user.withFactors(Factor.SMS, Factor.OTP));
    assertThat(challenge(mfaToken(), OOB + " " + OTP).text("channel")).isEqualTo("sms");
    assertThat(challenge(mfaToken(), OOB, "channel_hint", "push").text("error"))
        .isEqualTo("invalid_request");
    assertThat(challenge(mfaToken(), OOB, "channel_hint", "pigeon").text("error_description"))
        .isEqualTo("The 'channel_hint' is invalid.");
    jane(user -> user.withFactors(Factor.OTP));
    assertThat(challenge(mfaToken(), OOB + " " + OTP).text("challenge_type")).isEqualTo(OTP);
  }

  @Test
  void wrongCredentialsAreAllTheSame() {
    for (Answer answer : new Answer[] {password("jane", "guess"), password("nobody", "guess")}) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("error")).isEqualTo("invalid_grant");
      assertThat(answer.text("error_description"))
          .isEqualTo("The credentials provided were invalid.");
    }
    jane(user -> user.withLocked(true));
    assertThat(password("jane", "jane-password").text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void tenWrongPasswordsLockTheAccountUntilAnAdministratorActs() {
    for (int i = 0; i < 9; i++) {
      password("jane", "guess");
    }
    assertThat(password("jane", "jane-password").status()).as("starts anew").isEqualTo(403);
    for (int i = 0; i < 10; i++) {
      password("jane", "guess");
    }
    assertThat(password("jane", "jane-password").text("error")).isEqualTo("invalid_grant");
    sandbox.reconfigure(sandbox.org());
    assertThat(password("jane", "jane-password").status()).isEqualTo(403);
  }

  @Test
  void eachGrantMustBeTicked() {
    String mfaToken = mfaToken();
    Answer challenge = challenge(mfaToken, OOB);
    app(app -> app.withGrantTypes(GrantType.PASSWORD));
    assertThat(challenge(mfaToken, OOB).text("error")).isEqualTo("unauthorized_client");
    assertThat(outOfBand(mfaToken, challenge).text("error")).isEqualTo("unauthorized_client");
    assertThat(otp(mfaToken, "123456").text("error")).isEqualTo("unauthorized_client");
    app(app -> app.withGrantTypes(GrantType.DEVICE_CODE));
    assertThat(password("jane", "jane-password").text("error")).isEqualTo("unauthorized_client");
  }

  @Test
  void whoIsNotAssignedIsRefused() {
    Answer john = password("john", "john-password");
    assertThat(john.text("error")).isEqualTo("access_denied");
    assertThat(john.text("error_description")).isEqualTo("User isn't assigned to the client app.");
  }

  @Test
  void anAttemptBelongsToTheServerItBeganAt() {
    String mfaToken = mfaToken();
    server = "/oauth2";
    assertThat(challenge(mfaToken, OOB).text("error")).isEqualTo("invalid_grant");
    jane(user -> user.withFactors());
    String token = password("jane", "jane-password").text("access_token");
    assertThat(SignedToken.claims(token).getIssuer()).isEqualTo(sandbox.oktaUrl());
  }

  @Test
  void aRefreshTokenBelongsToTheServerItIsFrom() {
    jane(user -> user.withFactors());
    String refresh = password("jane", "jane-password").text("refresh_token");
    assertThat(client.refresh(refresh).text("error")).isEqualTo("invalid_grant");
    Answer refreshed =
        client.post(
            "/oauth2/default/v1/token",
            "client_id",
            sandbox.oidcClientId(),
            "grant_type",
            "refresh_token",
            "refresh_token",
            refresh);
    assertThat(SignedToken.claims(refreshed.text("access_token")).getIssuer())
        .endsWith("/oauth2/default");
  }

  @Test
  void awsTakesTheTokenOfAPersonToo() {
    jane(user -> user.withFactors());
    String token = password("jane", "jane-password").text("access_token");
    assertThat(client.assumeRole(OrgConfig.ACME_MACHINE_ROLE, token).body())
        .contains("<SubjectFromWebIdentityToken>jane@example.com<");
  }

  @Test
  void autoApprovalAnswersThePersonsOwnPushes() {
    sandbox.autoApprove("jane");
    String mfaToken = mfaToken();
    assertThat(outOfBand(mfaToken, challenge(mfaToken, OOB)).status()).isEqualTo(200);
    sandbox.autoApprove("john");
    String again = mfaToken();
    assertThat(outOfBand(again, challenge(again, OOB)).text("error"))
        .isEqualTo("authorization_pending");
  }

  @Test
  void aPhoneSaysWhenThereIsNothingToDecide() {
    assertThat(phone.code()).isEmpty();
    assertThatIllegalStateException().isThrownBy(phone::approvePush);
    challenge(mfaToken(), OOB);
    assertThatIllegalStateException()
        .isThrownBy(() -> phone.approvePush("42"))
        .withMessageContaining("asks for no number");
    assertThatIllegalArgumentException().isThrownBy(() -> sandbox.phone("nobody"));
  }
}
