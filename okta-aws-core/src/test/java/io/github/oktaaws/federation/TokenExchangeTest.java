package io.github.oktaaws.federation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.SubjectTokenRejectedException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UnknownClientException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.error.WebSsoNotAllowedException;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.testing.Planted;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenExchangeTest {

  private static final FederationApp APP =
      new FederationApp("0oa1awsprod", "AWS Prod", Optional.empty(), Optional.empty());
  private static final String ISSUED = "urn:okta:oauth:token-type:web_sso_token";

  private final CannedOkta okta = new CannedOkta();

  @AfterEach
  void stop() {
    okta.close();
  }

  @Test
  void bothTokensAreExchangedWithExactlyTheseFields() throws Exception {
    okta.answers(200, granted(CannedOkta.WEB_SSO_TOKEN, ISSUED, "300"));

    WebSsoToken token = exchange();

    assertThat(token.value()).isEqualTo(CannedOkta.WEB_SSO_TOKEN);
    assertThat(token.app()).isEqualTo(APP);
    assertThat(token.lifetime()).isEqualTo(Duration.ofMinutes(5));
    RecordedRequest request = okta.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo("/oauth2/v1/token");
    assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
    assertThat(request.getHeaders().get("Authorization")).isNull();
    assertThat(request.getHeaders().get("Content-Type"))
        .startsWith("application/x-www-form-urlencoded");
    assertThat(CannedOkta.form(request))
        .containsExactly(
            entry("client_id", CannedOkta.CLIENT),
            entry("actor_token", CannedOkta.ACCESS_TOKEN),
            entry("actor_token_type", "urn:ietf:params:oauth:token-type:access_token"),
            entry("subject_token", CannedOkta.ID_TOKEN),
            entry("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
            entry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            entry("requested_token_type", ISSUED),
            entry("audience", "urn:okta:apps:0oa1awsprod"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "0", "-1", "86401"})
  void lifetimeThatCannotBeIsTakenForTheUsualOne(String expiresIn) {
    okta.answers(200, granted(CannedOkta.WEB_SSO_TOKEN, ISSUED, expiresIn));

    assertThat(exchange().lifetime()).isEqualTo(Duration.ofMinutes(5));
  }

  /** okta-aws-cli 2.6.0 does not look at the type. */
  @Test
  void anotherTypeOfTokenThanTheOneAskedForIsRefused() {
    okta.answers(
        200,
        granted(CannedOkta.WEB_SSO_TOKEN, "urn:ietf:params:oauth:token-type:access_token", "300"));

    UnexpectedAnswerException error = fails(UnexpectedAnswerException.class);
    assertThat(error).hasMessageContaining("another type of token");
    assertThat(error.step()).isEqualTo(Step.TOKEN_EXCHANGE);
    assertThat(error.requestId()).contains("req-7");
  }

  @Test
  void tokenOfNoTypeIsRefused() {
    okta.answers(200, "{`access_token`:`" + CannedOkta.WEB_SSO_TOKEN + "`,`token_type`:`N_A`}");

    assertThat(fails(UnexpectedAnswerException.class)).hasMessageContaining("another type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"``", "` `", "null"})
  void emptyTokenIsRefused(String token) {
    okta.answers(200, "{`access_token`:" + token + ",`issued_token_type`:`" + ISSUED + "`}");

    assertThat(fails(UnexpectedAnswerException.class)).hasMessageContaining("empty token");
  }

  @Test
  void tokenInAnAnswerThatIsNotJsonIsNeitherTakenNorQuoted() {
    okta.answers(
        200,
        granted(CannedOkta.WEB_SSO_TOKEN, ISSUED, "300"),
        "Content-Type",
        "text/html;charset=utf-8");

    assertThat(fails(UnexpectedAnswerException.class)).hasMessageContaining("text/html");
  }

  /** aws-advanced-jdbc-wrapper puts the body into the exception, and logs it. */
  @Test
  void malformedJsonAroundATokenIsNotQuoted() {
    okta.answers(200, granted(CannedOkta.WEB_SSO_TOKEN, ISSUED, "300") + "}");

    assertThat(fails(UnexpectedAnswerException.class)).hasMessageContaining("malformed");
  }

  @Test
  void withoutAnIdTokenNothingIsSent() {
    OktaTokens tokens = CannedOkta.tokens();
    OktaTokens withoutIdToken =
        new OktaTokens(
            tokens.accessToken(),
            "",
            Optional.empty(),
            "Bearer",
            Set.of("okta.apps.sso"),
            tokens.receivedAt(),
            tokens.lifetime());

    ScopeNotAllowedException error =
        catchThrowableOfType(
            ScopeNotAllowedException.class, () -> service().exchange(withoutIdToken, APP));

    assertThat(error).hasMessageContaining("openid");
    assertThat(okta.requests()).isZero();
  }

  /** okta/okta-aws-cli#153: taken for a stale token. */
  @Test
  void strongerPolicyOfTheAwsAppIsNamed() {
    okta.refuses(
        400,
        "invalid_grant",
        "The application's assurance requirements are not met by the 'subject_token'.");

    assertThat(fails(AssuranceNotMetException.class).appId()).isEqualTo("0oa1awsprod");
  }

  @Test
  void endedOktaSessionIsNamed() {
    okta.refuses(
        400,
        "invalid_grant",
        "The 'subject_token' either expired or the session associated with it was terminated.");

    fails(OktaSessionEndedException.class);
  }

  @Test
  void tokenOfAnotherOrgOrClientIsNamed() {
    okta.refuses(400, "invalid_grant", "'subject_token' is invalid.");

    fails(SubjectTokenRejectedException.class);
  }

  @Test
  void missingAllowedWebSsoClientIsNamedWithBothIds() {
    okta.refuses(
        400,
        "invalid_grant",
        "The target audience app must be configured to allow the client to request a"
            + " 'web_sso_token'.");

    WebSsoNotAllowedException error = fails(WebSsoNotAllowedException.class);
    assertThat(error.appId()).isEqualTo("0oa1awsprod");
    assertThat(error.clientId()).isEqualTo(CannedOkta.CLIENT);
    assertThat(error).hasMessageContaining("Allowed Web SSO Client");
    assertThat(error.retryable()).isFalse();
  }

  @Test
  void rateLimitInTheShapeOfAnInvalidGrantIsARateLimit() {
    okta.refuses(
        400, "invalid_grant", "API call exceeded the rate limit due to too many requests.");

    assertThat(fails(RateLimitedException.class).retryable()).isTrue();
  }

  @Test
  void invalidGrantForAnotherReasonKeepsOktasWords() {
    okta.refuses(400, "invalid_grant", "The moon is full.");

    assertThat(fails(OAuthErrorException.class))
        .hasMessageContaining("invalid_grant")
        .hasMessageContaining("The moon is full.");
  }

  @Test
  void grantTypeThatIsOffIsNamedAsTheAdminConsoleNamesIt() {
    for (String code : new String[] {"unauthorized_client", "unsupported_grant_type"}) {
      okta.refuses(400, code, "The client is not authorized to use the provided grant type.");

      assertThat(fails(GrantTypeNotAllowedException.class))
          .hasMessageContaining("Token Exchange")
          .hasMessageContaining(CannedOkta.CLIENT);
    }
  }

  @Test
  void unknownClientIsNamed() {
    okta.refuses(401, "invalid_client", "Invalid value for 'client_id' parameter.");

    assertThat(fails(UnknownClientException.class)).hasMessageContaining(CannedOkta.CLIENT);
  }

  @Test
  void personWhoIsNotAssignedIsToldSoWithTheAppsName() {
    okta.refuses(400, "access_denied", "User is not assigned to the client application.");

    assertThat(fails(UserNotAssignedException.class).app())
        .isEqualTo("the AWS app AWS Prod 0oa1awsprod");
  }

  @Test
  void appOfWhichOnlyTheIdIsKnownIsNamedOnce() {
    okta.refuses(400, "access_denied", "User isn't assigned to the client app.");

    UserNotAssignedException error =
        catchThrowableOfType(
            UserNotAssignedException.class,
            () -> service().exchange(CannedOkta.tokens(), FederationApp.withId("0oa1awsprod")));

    assertThat(error.app()).isEqualTo("the AWS app 0oa1awsprod");
  }

  @Test
  void policyThatDeniesAccessKeepsOktasWords() {
    okta.refuses(403, "access_denied", "Policy evaluation failed for this request.");

    assertThat(fails(SignInPolicyException.class)).hasMessageContaining("Policy evaluation failed");
  }

  @Test
  void missingScopeIsNamed() {
    okta.refuses(400, "invalid_scope", "The 'actor_token' must have the scope 'okta.apps.sso'.");

    assertThat(fails(ScopeNotAllowedException.class)).hasMessageContaining("okta.apps.sso");
  }

  @Test
  void errorThatNobodyKnowsKeepsOktasCodeAndWords() {
    okta.refuses(400, "invalid_target", "The 'audience' is invalid.");

    OAuthErrorException error = fails(OAuthErrorException.class);
    assertThat(error.error()).isEqualTo("invalid_target");
    assertThat(error).hasMessageContaining("The 'audience' is invalid.");
  }

  @Test
  void tokensThatARefusalQuotesAreNotPassedOn() {
    for (String quoted : new String[] {CannedOkta.ID_TOKEN, CannedOkta.ACCESS_TOKEN}) {
      okta.refuses(400, "invalid_target", "No token is '" + quoted + "'.");

      assertThat(fails(OAuthErrorException.class)).hasMessageNotContaining("canary");
    }
  }

  @Test
  void rateLimitAndServersFailureAreToldFromRefusals() {
    okta.refusesAsManagementApi(429, "E0000047", "API call exceeded rate limit");
    assertThat(fails(RateLimitedException.class).askedWait()).isEqualTo(Duration.ofMinutes(1));

    okta.answers(502, "Bad gateway", "Content-Type", "text/plain");
    fails(ServerErrorException.class);

    okta.answers(400, "{}");
    fails(UnexpectedAnswerException.class);
  }

  @Test
  void orgThatIsNotThereIsANetworkError() {
    okta.close();

    assertThat(fails(NetworkException.class).step()).isEqualTo(Step.TOKEN_EXCHANGE);
  }

  private static String granted(String token, String type, String expiresIn) {
    return "{`token_type`:`N_A`,`expires_in`:%s,`access_token`:`%s`,`issued_token_type`:`%s`}"
        .formatted(expiresIn, token, type);
  }

  private TokenExchangeService service() {
    return TokenExchangeService.create(okta.org(), CannedOkta.CLIENT);
  }

  private WebSsoToken exchange() {
    return Planted.said(service().exchange(Planted.said(CannedOkta.tokens("openid")), APP));
  }

  private <T extends OktaAwsException> T fails(Class<T> type) {
    return Planted.thrown(catchThrowableOfType(type, this::exchange));
  }
}
