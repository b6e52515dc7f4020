package io.github.oktaaws.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.QuickSignIn;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FederationAppsTest {

  private static final String[] MAY_NOT_READ_APPS = {"openid", "okta.users.read.self"};
  private static final String[] MAY_READ_APPS = {
    "openid", "okta.users.read.self", "okta.apps.read"
  };
  private static final String ONE_LINK =
      "[{`id`:`0ua1`,`label`:`AWS Prod`,`appName`:`amazon_aws`,`appInstanceId`:`0oa1`}]";

  private final CannedOkta okta = new CannedOkta();

  @AfterEach
  void stop() {
    okta.close();
  }

  @Test
  void assignedAwsAppsAreListedInOktasOrderAndOtherAppsAreNot() throws Exception {
    okta.answers(
        200,
        "[{`label`:`Wiki`,`appName`:`bookmark`,`appInstanceId`:`0oa0`},"
            + "{`label`:`B`,`appName`:`amazon_aws`,`appInstanceId`:`0oa2`,`hidden`:true},"
            + "{`label`:`A`,`appName`:`amazon_aws`,`appInstanceId`:`0oa1`},"
            + "{`label`:`Sso`,`appName`:`amazon_aws_sso`,`appInstanceId`:`0oa4`},"
            + "{`label`:`No instance`,`appName`:`amazon_aws`},"
            + "{`label`:`No name`,`appInstanceId`:`0oa5`},"
            + "{`appName`:`amazon_aws`,`appInstanceId`:`0oa3`}]");

    assertThat(list(MAY_NOT_READ_APPS))
        .containsExactly(app("0oa2", "B"), app("0oa1", "A"), app("0oa3", "0oa3"));

    RecordedRequest request = okta.takeRequest();
    assertThat(request.getMethod()).isEqualTo("GET");
    assertThat(request.getTarget()).isEqualTo("/api/v1/users/me/appLinks");
    assertThat(request.getHeaders().get("Authorization"))
        .isEqualTo("Bearer " + CannedOkta.ACCESS_TOKEN);
    assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
    assertThat(okta.requests()).isEqualTo(1);
  }

  @Test
  void tokenTypeOfTheSignInIsHowTheTokenIsPresented() throws Exception {
    okta.answers(200, "[]");
    OktaTokens bearer = CannedOkta.tokens(MAY_NOT_READ_APPS);
    OktaTokens dpop =
        new OktaTokens(
            bearer.accessToken(),
            bearer.idToken(),
            bearer.refreshToken(),
            "DPoP",
            bearer.scopes(),
            bearer.receivedAt(),
            bearer.lifetime());

    service().list(dpop);

    assertThat(okta.takeRequest().getHeaders().get("Authorization")).startsWith("DPoP ");
  }

  @Test
  void everyPageIsRead() throws Exception {
    okta.answers(
        200,
        ONE_LINK,
        "Link",
        "<"
            + okta.origin()
            + "/api/v1/users/me/appLinks>; rel=\"self\", <"
            + okta.origin()
            + "/api/v1/users/me/appLinks?after=1>; rel=\"next\"");
    okta.answers(200, ONE_LINK.replace("0oa1", "0oa2"));

    assertThat(list(MAY_NOT_READ_APPS))
        .extracting(FederationApp::id)
        .containsExactly("0oa1", "0oa2");

    okta.takeRequest();
    assertThat(okta.takeRequest().getTarget()).isEqualTo("/api/v1/users/me/appLinks?after=1");
  }

  @Test
  void nextPageOnAnotherHostIsNotAskedForSinceItWouldGetTheToken() {
    okta.answers(200, ONE_LINK, "Link", "<http://localhost:1/next>; rel=\"next\"");

    assertThat(list(MAY_NOT_READ_APPS)).hasSize(1);
    assertThat(okta.requests()).isEqualTo(1);
  }

  @Test
  void pagesThatNeverEndAreGivenUpAndNoAppIsListedTwice() {
    for (int page = 0; page < 30; page++) {
      okta.answers(
          200, ONE_LINK, "Link", "<" + okta.origin() + "/api/v1/users/me/appLinks>; rel=\"next\"");
    }

    assertThat(list(MAY_NOT_READ_APPS)).containsExactly(app("0oa1", "AWS Prod"));
    assertThat(okta.requests()).isEqualTo(20);
  }

  @Test
  void nobodysAppsAreNoApps() {
    okta.answers(200, "[]");

    assertThat(list(MAY_READ_APPS)).isEmpty();
    assertThat(okta.requests()).as("nothing to join").isEqualTo(1);
  }

  @Test
  void missingScopeIsNamed() {
    okta.answers(
        403,
        "{`errorCode`:`E0000006`,`errorSummary`:`You do not have permission`}",
        "WWW-Authenticate",
        "Bearer scope=\"okta.users.read.self\", error=\"insufficient_scope\"");

    ScopeNotAllowedException error = fails(ScopeNotAllowedException.class);
    assertThat(error).hasMessageContaining("okta.users.read.self");
    assertThat(error.step()).isEqualTo(Step.FEDERATION_APPS);
    assertThat(error.requestId()).contains("req-7");
    assertThat(error.retryable()).isFalse();
  }

  /** okta-aws-cli 2.6.0 does not see it, and fails until the token ends. */
  @Test
  void refusedTokenMeansThatTheSignInIsOver() {
    okta.refusesAsManagementApi(401, "E0000011", "Invalid token provided");

    assertThat(fails(OktaSessionEndedException.class).requestId()).contains("req-7");
  }

  @Test
  void refusedTokenIsUnderstoodWithoutABody() {
    okta.answers(401, "", "Content-Type", "text/plain");

    fails(OktaSessionEndedException.class);
  }

  @Test
  void otherRefusalsKeepOktasCodeAndWords() {
    okta.refusesAsManagementApi(403, "E0000006", "You do not have permission");

    assertThat(fails(OAuthErrorException.class))
        .hasMessageContaining("E0000006")
        .hasMessageContaining("You do not have permission");
  }

  @Test
  void rateLimitTellsHowLongToWait() {
    okta.answers(
        429,
        "{`errorCode`:`E0000047`,`errorSummary`:`API call exceeded rate limit`}",
        "Date",
        "Wed, 04 Mar 2026 05:06:07 GMT",
        "X-Rate-Limit-Reset",
        "1772600777");

    RateLimitedException error = fails(RateLimitedException.class);
    assertThat(error.askedWait()).isEqualTo(Duration.ofSeconds(11));
    assertThat(error.retryable()).isTrue();
  }

  @Test
  void serversFailureIsToldFromARefusal() {
    okta.answers(503, "<html>", "Content-Type", "text/html");

    ServerErrorException error = fails(ServerErrorException.class);
    assertThat(error).hasMessageContaining("503");
    assertThat(error.retryable()).isTrue();
  }

  @Test
  void pageInPlaceOfJsonIsUnexpected() {
    okta.answers(200, "<html>sign in</html>", "Content-Type", "text/html");

    assertThat(fails(UnexpectedAnswerException.class)).hasMessageContaining("text/html");
  }

  @Test
  void jsonOfAnotherShapeIsUnexpectedAndNotQuoted() {
    okta.answers(200, "[{`appName`:{`" + CannedOkta.WEB_SSO_TOKEN + "`:1}}]");

    assertThat(fails(UnexpectedAnswerException.class)).hasMessageContaining("another shape");
  }

  @Test
  void orgThatIsNotThereIsANetworkError() {
    okta.close();

    assertThat(fails(NetworkException.class).step()).isEqualTo(Step.FEDERATION_APPS);
  }

  @Test
  void whereAppsMayBeReadTheirSettingsAreJoined() throws Exception {
    okta.answers(200, ONE_LINK.replace("]", "," + ONE_LINK.substring(1).replace("0oa1", "0oa2")));
    okta.answers(
        200,
        "[{`id`:`0oa1`,`name`:`amazon_aws`,`settings`:{`app`:{"
            + "`identityProviderArn`:`arn:aws:iam::123456789012:saml-provider/Okta`,"
            + "`webSSOAllowedClient`:`0oa1nativecli0000000`,`sessionDuration`:3600}}},"
            + "{`id`:`0oa2`,`name`:`amazon_aws`,`settings`:{`app`:{"
            + "`identityProviderArn`:` `,`webSSOAllowedClient`:``}}},"
            + "{`id`:`0oa3`,`name`:`amazon_aws`,`settings`:{}},{`id`:`0oa4`,`name`:`other`}]");

    assertThat(list(MAY_READ_APPS))
        .containsExactly(
            new FederationApp(
                "0oa1",
                "AWS Prod",
                Optional.of("arn:aws:iam::123456789012:saml-provider/Okta"),
                Optional.of(CannedOkta.CLIENT)),
            app("0oa2", "AWS Prod"));

    okta.takeRequest();
    assertThat(okta.takeRequest().getUrl())
        .satisfies(
            url -> {
              assertThat(url.encodedPath()).isEqualTo("/api/v1/apps");
              assertThat(url.queryParameter("q")).isEqualTo("amazon_aws");
              assertThat(url.queryParameter("filter")).isEqualTo("status eq \"ACTIVE\"");
              assertThat(url.queryParameter("limit")).isEqualTo("200");
            });
  }

  @Test
  void appThatAllowsAnotherClientIsLeftOut() {
    okta.answers(200, ONE_LINK.replace("]", "," + ONE_LINK.substring(1).replace("0oa1", "0oa2")));
    okta.answers(200, "[" + allowing("0oa1", "0oaOther") + "]");

    assertThat(list(MAY_READ_APPS)).containsExactly(app("0oa2", "AWS Prod"));
  }

  @Test
  void appsThatAllAllowAnotherClientAreKeptSoThatTheExchangeCanSayWhatIsWrong() {
    okta.answers(200, ONE_LINK);
    okta.answers(200, "[" + allowing("0oa1", "0oaOther") + "]");

    assertThat(list(MAY_READ_APPS)).extracting(FederationApp::id).containsExactly("0oa1");
  }

  @Test
  void whatTheAppsApiRefusesIsDoneWithout() {
    for (int status : new int[] {403, 401, 429, 500}) {
      okta.answers(200, ONE_LINK);
      okta.refusesAsManagementApi(status, "E0000006", "You do not have permission");

      assertThat(list(MAY_READ_APPS))
          .as("HTTP %s", status)
          .containsExactly(app("0oa1", "AWS Prod"));
    }
  }

  @Test
  void withoutTheScopeTheAppsApiIsNotAsked() {
    okta.answers(200, ONE_LINK);

    list(MAY_NOT_READ_APPS);

    assertThat(okta.requests()).isEqualTo(1);
  }

  @Test
  void interruptedThreadIsCancelledAndKeepsItsFlag() {
    okta.answers(200, ONE_LINK);
    Thread.currentThread().interrupt();
    try {
      fails(CancelledException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void personSeesTheirAppsAndAnAdministratorAlsoTheirSettings() {
    try (OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder()
            .org(OrgConfig.acme().withUser(OrgUser.named("jane").asAdmin()))
            .pollingInterval(Duration.ZERO)
            .start()) {
      sandbox.autoApprove("jane");
      OktaOrg org = OktaOrg.of(OktaEndpoints.ofOrg(sandbox.oktaUrl()));
      OktaTokens tokens =
          QuickSignIn.over(org, sandbox.oidcClientId(), Clock.systemUTC(), challenge -> {})
              .signIn();

      assertThat(FederationAppService.create(org, sandbox.oidcClientId()).list(tokens))
          .containsExactlyElementsOf(
              sandbox.federationApps().stream()
                  .map(
                      app ->
                          new FederationApp(
                              app.id(),
                              app.label(),
                              Optional.of(app.idpArn()),
                              Optional.of(sandbox.oidcClientId())))
                  .toList());
      Planted.secretsOf(sandbox);
    }
  }

  private static String allowing(String id, String client) {
    return "{`id`:`%s`,`name`:`amazon_aws`,`settings`:{`app`:{`webSSOAllowedClient`:`%s`}}}"
        .formatted(id, client);
  }

  private static FederationApp app(String id, String label) {
    return new FederationApp(id, label, Optional.empty(), Optional.empty());
  }

  private FederationAppService service() {
    return FederationAppService.create(okta.org(), CannedOkta.CLIENT);
  }

  private List<FederationApp> list(String... scopes) {
    return Planted.said(service().list(CannedOkta.tokens(scopes)));
  }

  private <T extends OktaAwsException> T fails(Class<T> type) {
    return Planted.thrown(catchThrowableOfType(type, () -> list(MAY_NOT_READ_APPS)));
  }
}
