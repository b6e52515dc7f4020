package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static io.github.oktaaws.SessionOverSandbox.ADMIN;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.APP;
import static io.github.oktaaws.SessionOverSandbox.PROVIDER;
import static io.github.oktaaws.SessionOverSandbox.READ_ONLY;
import static io.github.oktaaws.SessionOverSandbox.askingInPlaceOf;
import static io.github.oktaaws.SessionOverSandbox.silentlyInPlaceOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.error.AssertionExpiredException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.RoleChoiceException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.RoleSelector;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import io.github.oktaaws.testing.Planted;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/** The whole way, over an Okta org and an AWS STS on loopback. */
class OktaAwsSessionTest {

  private final SessionOverSandbox over = new SessionOverSandbox();
  private final OktaAwsSession session = over.session();

  @AfterEach
  void stop() {
    over.close();
  }

  @Test
  void oneSignInOnAnyDeviceGivesCredentialsOfTheRole() {
    over.sandbox.autoApprove("jane");
    // the one test that waits for a poll in real time, since nothing of it is replaced
    OktaAwsSession untouched =
        OktaAwsSession.builder(over.sandbox.oktaUrl(), over.sandbox.oidcClientId())
            .prompt(over.prompts::add)
            .signInTimeout(Duration.ofMinutes(1))
            .federationApp(APP)
            .region(Region.US_EAST_1)
            .stsEndpoint(URI.create(over.sandbox.stsUrl()))
            .httpClient(new OkHttpClient())
            .clock(over.clock)
            .build();

    RoleCredentials credentials = Planted.said(untouched.role(ANALYST).get(asking()));

    assertThat(over.prompts).hasSize(1);
    assertThat(credentials.roleArn()).isEqualTo(ANALYST);
    assertThat(credentials.accountId()).isEqualTo("123456789012");
    assertThat(credentials.assumedRoleArn())
        .startsWith("arn:aws:sts::123456789012:assumed-role/Analyst/");
    assertThat(credentials.subject()).isPresent();
    assertThat(credentials.expiration()).isEqualTo(over.clock.instant().plusSeconds(3600));
    assertThat(credentials.remaining(over.clock.instant())).isEqualTo(Duration.ofHours(1));
    assertThat(over.sandbox.issuedSecrets())
        .contains(credentials.secretAccessKey(), credentials.sessionToken());
  }

  @Test
  void withoutAPromptOfItsOwnASessionAsksOnTheSystemsErrorStream() {
    OktaAwsSession session =
        OktaAwsSession.builder(over.sandbox.oktaUrl(), over.sandbox.oidcClientId())
            .signInTimeout(Duration.ofMillis(1))
            .build();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      assertThatThrownBy(session::signIn).isInstanceOf(TimedOutException.class);
    } finally {
      System.setErr(before);
    }
    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("Check or type this code: ")
        .contains(" " + over.sandbox.oktaUrl() + "/activate");
  }

  @Test
  void makingASessionAndSourcesSendsNothing() {
    session.role(ANALYST);
    session.role(RoleSelector.only());

    assertThat(over.sandbox.requests()).isEmpty();
  }

  @Test
  void regionOfAnotherPartitionIsToldBeforeAnybodyIsAsked() {
    OktaAwsSession elsewhere = over.builder().region(Region.CN_NORTH_1).build();

    assertThatThrownBy(() -> elsewhere.role(ANALYST).get(asking()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("cn-north-1", "partition aws.");

    assertThat(over.prompts).isEmpty();
    assertThat(over.sandbox.requests()).isEmpty();
  }

  @Test
  void onePromptAndOneAssertionServeSeveralRoles() {
    for (String role : List.of(ADMIN, ANALYST, READ_ONLY)) {
      assertThat(session.role(role).get(asking()).roleArn()).isEqualTo(role);
    }

    assertThat(over.prompts).hasSize(1);
    assertThat(over.assertions()).isEqualTo(1);
    assertThat(over.assumedRoles()).isEqualTo(3);
  }

  @Test
  void signInAheadLetsLaterCallsAskNobody() {
    session.signIn();
    session.signIn();

    assertThat(session.role(ANALYST).get(silent()).roleArn()).isEqualTo(ANALYST);
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void rolesAreListedInTheAssertionsOrder() {
    assertThat(session.roles())
        .containsExactly(
            new AwsRole(ADMIN, PROVIDER),
            new AwsRole(ANALYST, PROVIDER),
            new AwsRole(READ_ONLY, PROVIDER));
  }

  /**
   * aws-advanced-jdbc-wrapper has its credentials refreshed from one fixed assertion, long after
   * that has died.
   */
  @Test
  void assertionServesForLessThanFourMinutesAndIsThenFetchedAnewFromTheSameSignIn() {
    RoleCredentialsSource analyst = session.role(ANALYST);
    RoleCredentials first = analyst.get(asking());

    over.clock.advance(Duration.ofMinutes(4).minusMillis(1));
    RoleCredentials second = analyst.get(silentlyInPlaceOf(first));
    assertThat(over.assertions()).isEqualTo(1);

    over.clock.advance(Duration.ofMillis(1));
    analyst.get(silentlyInPlaceOf(second));
    assertThat(over.assertions()).isEqualTo(2);
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void assertionFromAClockThatWasSetBackIsNotTakenForFresh() {
    session.role(ANALYST).get(asking());

    over.clock.advance(Duration.ofMinutes(-1));
    session.roles();

    assertThat(over.assertions()).isEqualTo(2);
  }

  @Test
  void assertionThatStsCallsExpiredIsReplacedOnce() {
    session.signIn();
    over.sandbox.rejectNextAssumeRole("ExpiredTokenException", "Token must be redeemed in time");

    assertThat(session.role(ANALYST).get(silent()).roleArn()).isEqualTo(ANALYST);
    assertThat(over.assertions()).isEqualTo(2);
    assertThat(over.assumedRoles()).isEqualTo(2);
  }

  @Test
  void assertionThatStsKeepsCallingExpiredIsAnErrorAfterTwoCalls() {
    over.sandbox.rejectNextAssumeRole("ExpiredTokenException", "Token must be redeemed in time");
    over.sandbox.rejectNextAssumeRole("ExpiredTokenException", "Token must be redeemed in time");

    fails(AssertionExpiredException.class, () -> session.role(ANALYST).get(asking()));

    assertThat(over.assumedRoles()).isEqualTo(2);
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void withNobodySignedInASilentRequestSaysSoAndSendsNothing() {
    SignInRequiredException error =
        fails(SignInRequiredException.class, () -> session.role(ANALYST).get(silent()));

    assertThat(error.step()).isEqualTo(Step.SIGN_IN);
    assertThat(error).hasMessageContaining("nobody has signed in");
    assertThat(over.sandbox.requests()).isEmpty();
  }

  @Test
  void endedOktaSessionAsksThePersonOnceMore() {
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.sandbox.endSession("jane");
    over.clock.advance(Duration.ofMinutes(5));

    assertThat(session.role(ANALYST).get(askingInPlaceOf(first)).roleArn()).isEqualTo(ANALYST);
    assertThat(over.prompts).hasSize(2);
  }

  @Test
  void endedOktaSessionIsAnErrorWhereNobodyMayBeAsked() {
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.sandbox.endSession("jane");
    over.clock.advance(Duration.ofMinutes(5));

    SignInRequiredException error =
        fails(
            SignInRequiredException.class,
            () -> session.role(ANALYST).get(silentlyInPlaceOf(first)));
    assertThat(error).hasCauseInstanceOf(OktaSessionEndedException.class);
    assertThat(over.prompts).hasSize(1);

    over.sandbox.forgetRequests();
    fails(SignInRequiredException.class, () -> session.role(ANALYST).get(silentlyInPlaceOf(first)));
    assertThat(over.sandbox.requests()).as("what is known is not asked again").isEmpty();

    session.role(ANALYST).get(askingInPlaceOf(first));
    assertThat(over.prompts).hasSize(2);
  }

  @Test
  void signInThatHasRunOutIsNotUsed() {
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.clock.advance(Duration.ofMinutes(59));
    over.sandbox.forgetRequests();

    assertThat(
            fails(
                SignInRequiredException.class,
                () -> session.role(ANALYST).get(silentlyInPlaceOf(first))))
        .hasMessageContaining("over");
    assertThat(over.sandbox.requests()).isEmpty();

    session.role(ANALYST).get(askingInPlaceOf(first));
    assertThat(over.prompts).hasSize(2);
  }

  @Test
  void whatFailsJustAfterSigningInDoesNotAskAgain() {
    OktaAwsSession ending =
        over.builder()
            .federationApp(APP)
            .tokenExchange(
                (tokens, app) -> {
                  throw new OktaSessionEndedException(
                      io.github.oktaaws.error.ErrorContext.at(Step.TOKEN_EXCHANGE));
                })
            .build();

    fails(OktaSessionEndedException.class, () -> ending.role(ANALYST).get(asking()));
    assertThat(over.prompts).hasSize(1);

    fails(OktaSessionEndedException.class, () -> ending.role(ANALYST).get(asking()));
    assertThat(over.prompts).as("one prompt for each call").hasSize(2);
  }

  @Test
  void whatFailsAgainAfterSigningInAnewIsNotTriedAThirdTime() {
    List<String> exchanged = new ArrayList<>();
    OktaAwsSession ending =
        over.builder()
            .federationApp(APP)
            .tokenExchange(
                (tokens, app) -> {
                  exchanged.add(tokens.idToken());
                  throw new OktaSessionEndedException(
                      io.github.oktaaws.error.ErrorContext.at(Step.TOKEN_EXCHANGE));
                })
            .build();
    ending.signIn();

    fails(OktaSessionEndedException.class, () -> ending.role(ANALYST).get(asking()));

    assertThat(exchanged).hasSize(2).doesNotHaveDuplicates();
    assertThat(over.prompts).hasSize(2);
    fails(SignInRequiredException.class, () -> ending.role(ANALYST).get(silent()));
    assertThat(exchanged).as("the refused sign-in is not tried again").hasSize(2);
  }

  @Test
  void roleThatIsNotThereIsAnErrorThatListsThoseThatAre() {
    String wanted = "arn:aws:iam::123456789012:role/Owner";

    RoleNotInAssertionException error =
        fails(RoleNotInAssertionException.class, () -> session.role(wanted).get(asking()));

    assertThat(error.available()).containsExactly(ADMIN, ANALYST, READ_ONLY);
    assertThat(error).hasMessageContainingAll(wanted, ADMIN, ANALYST, READ_ONLY);
    assertThat(over.assumedRoles()).isZero();
  }

  /** amazon-redshift-jdbc-driver 2.3.0 takes the first of a hash map. */
  @Test
  void severalRolesAreNeverAnsweredWithTheFirst() {
    RoleChoiceException error =
        fails(RoleChoiceException.class, () -> session.role(RoleSelector.only()).get(asking()));

    assertThat(error).hasMessageContainingAll(ADMIN, ANALYST, READ_ONLY);
  }

  @Test
  void roleIsChosenOnceAndKept() {
    List<List<AwsRole>> asked = new ArrayList<>();
    RoleCredentialsSource chosen =
        session.role(
            roles -> {
              asked.add(roles);
              return roles.get(1);
            });

    assertThat(chosen.get(asking()).roleArn()).isEqualTo(ANALYST);
    over.clock.advance(Duration.ofMinutes(5));
    over.changeApp(app -> app.withRoles(ADMIN, READ_ONLY, ANALYST));
    assertThat(chosen.get(asking()).roleArn()).isEqualTo(ANALYST);
    assertThat(asked).hasSize(1);
    assertThat(chosen).hasToString(session + " as " + ANALYST);
  }

  @Test
  void selectorThatMakesARoleUpIsRefusedBeforeAwsIsAsked() {
    RoleCredentialsSource madeUp =
        session.role(roles -> new AwsRole("arn:aws:iam::999999999999:role/Admin", PROVIDER));

    RoleNotInAssertionException error =
        fails(RoleNotInAssertionException.class, () -> madeUp.get(asking()));

    assertThat(error).hasMessageContaining(ADMIN);
    assertThat(over.assumedRoles()).isZero();
    assertThat(madeUp).hasToString(session.toString());
  }

  @Test
  void newCredentialsAreTakenAsAwsGivesThemWhereNobodyCanHaveLongerOnes() {
    Duration longer = Duration.ofHours(1).plusMillis(1);

    assertThat(
            session
                .role(ANALYST)
                .get(new RoleCredentialsSource.Request(true, longer, Optional.empty()))
                .remaining(over.clock.instant()))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void credentialsThatAreReplacedAreNeverGivenAgain() {
    RoleCredentialsSource analyst = session.role(ANALYST);
    RoleCredentials first = analyst.get(asking());

    RoleCredentials second =
        analyst.get(
            new RoleCredentialsSource.Request(false, Duration.ofMinutes(1), Optional.of(first)));

    assertThat(second).isNotEqualTo(first);
    assertThat(second.sessionToken()).isNotEqualTo(first.sessionToken());
  }

  @Test
  void stepThatHandsOutReplacedCredentialsAgainIsRefused() {
    RoleCredentials same = session.role(ANALYST).get(asking());
    RoleCredentialsSource stuck =
        session.role(RoleSelector.arn(ANALYST), (assertion, role) -> same);

    assertThat(stuck.get(silent())).isEqualTo(same);
    assertThat(
            fails(
                ConfigurationException.class,
                () ->
                    stuck.get(
                        new RoleCredentialsSource.Request(
                            false, Duration.ofMinutes(1), Optional.of(same)))))
        .hasMessageContaining("replace");
  }

  @Test
  void roleMayHaveASessionDurationOfItsOwn() {
    AssumeRoleWithSamlService longer =
        AssumeRoleWithSamlService.builder()
            .region(Region.EU_CENTRAL_1)
            .endpoint(URI.create(over.sandbox.stsUrl()))
            .sessionDuration(Duration.ofHours(2))
            .clock(over.clock)
            .build();

    RoleCredentials credentials =
        session.role(RoleSelector.arn(ANALYST, PROVIDER), longer).get(asking());

    assertThat(credentials.lifetime()).isEqualTo(Duration.ofHours(2));
    assertThat(session.role(ANALYST).get(silent()).lifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(over.assertions()).isEqualTo(1);
  }

  @Test
  void sessionDurationOfTheBuilderIsSentToSts() {
    OktaAwsSession longer =
        over.builder().federationApp(APP).sessionDuration(Duration.ofHours(3)).build();

    assertThat(longer.role(ANALYST).get(asking()).lifetime()).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void scopesOfTheBuilderAreAskedFor() {
    over.sandbox.autoApprove("jane");
    OktaAwsSession narrow =
        OktaAwsSession.builder(over.sandbox.oktaUrl(), over.sandbox.oidcClientId())
            .scopes(List.of("openid", "okta.apps.sso"))
            .verificationOrigin(URI.create("https://login.acme.example"))
            .prompt(
                challenge -> {
                  throw new IllegalStateException("enough seen");
                })
            .build();

    assertThat(catchThrowableOfType(IllegalStateException.class, narrow::signIn))
        .hasMessage("enough seen");
    assertThat(over.sandbox.requests("/oauth2/v1/device/authorize"))
        .singleElement()
        .satisfies(
            request -> assertThat(request.form()).containsEntry("scope", "openid okta.apps.sso"));
  }

  @Test
  void everyStepCanBeALambda() {
    RoleCredentials given = session.role(ANALYST).get(asking());
    over.sandbox.forgetRequests();
    List<String> order = new ArrayList<>();
    var tokens = new ArrayList<io.github.oktaaws.signin.OktaTokens>();
    OktaAwsSession lambdas =
        OktaAwsSession.builder("acme.okta.com", "0oaClient")
            .signIn(
                () -> {
                  order.add("sign in");
                  tokens.add(aSignIn());
                  return tokens.get(0);
                })
            .federationApps(
                signedIn -> {
                  order.add("apps");
                  return List.of(FederationApp.withId("0oaX"));
                })
            .tokenExchange(
                (signedIn, app) -> {
                  order.add("exchange for " + app.id());
                  return new io.github.oktaaws.federation.WebSsoToken(
                      "canary-lambda-web-sso-token", app, Duration.ofMinutes(5));
                })
            .samlAssertions(
                token -> {
                  order.add("assertion");
                  return anAssertion();
                })
            .assumeRole(
                (assertion, role) -> {
                  order.add("assume " + role.roleName());
                  return given;
                })
            .clock(over.clock)
            .build();

    assertThat(lambdas.role(ANALYST).get(asking())).isSameAs(given);
    assertThat(order)
        .containsExactly("sign in", "apps", "exchange for 0oaX", "assertion", "assume Analyst");
    assertThat(over.sandbox.requests()).isEmpty();
  }

  @Test
  void endpointsMayComeFromTheServersOwnDiscovery() {
    OktaEndpoints endpoints =
        OktaEndpoints.discover(URI.create(over.sandbox.oktaUrl()), new OkHttpClient());

    assertThat(endpoints).isEqualTo(OktaEndpoints.ofOrg(over.sandbox.oktaUrl()));
    OktaAwsSession discovered = over.builder(endpoints).federationApp(APP).build();
    assertThat(discovered.role(ANALYST).get(asking()).roleArn()).isEqualTo(ANALYST);
  }

  @Test
  void nothingPrintsASecret() {
    RoleCredentials credentials = session.role(ANALYST).get(asking());
    String printed =
        String.join(
            "\n",
            session.toString(),
            session.role(ANALYST).toString(),
            credentials.toString(),
            asking().toString(),
            new RoleCredentialsSource.Request(true, Duration.ZERO, Optional.of(credentials))
                .toString(),
            OktaOrg.of("acme.okta.com").toString());

    assertThat(Planted.said(printed))
        .contains(over.sandbox.host())
        .contains(over.sandbox.oidcClientId())
        .contains("OktaOrg[https://acme.okta.com]");
    assertThat(over.sandbox.issuedSecrets()).isNotEmpty().noneMatch(printed::contains);
  }

  static io.github.oktaaws.signin.OktaTokens aSignIn() {
    Planted.secrets("canary-lambda-access-token", "canary-lambda-id-token");
    return new io.github.oktaaws.signin.OktaTokens(
        "canary-lambda-access-token",
        "canary-lambda-id-token",
        Optional.empty(),
        "Bearer",
        java.util.Set.of("openid"),
        java.time.Instant.parse("2026-03-04T05:06:07Z"),
        Duration.ofHours(1));
  }

  static io.github.oktaaws.saml.SamlAssertion anAssertion() {
    Planted.secrets("canary-lambda-assertion", "canary-lambda-web-sso-token");
    return new io.github.oktaaws.saml.SamlAssertion(
        "canary-lambda-assertion",
        List.of(new AwsRole(ANALYST, PROVIDER)),
        "http://www.okta.com/exk1",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static <T extends OktaAwsException> T fails(Class<T> type, ThrowingCallable call) {
    return Planted.thrown(catchThrowableOfType(type, call));
  }
}
