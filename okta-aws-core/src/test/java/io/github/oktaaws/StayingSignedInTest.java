package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static io.github.oktaaws.SessionOverSandbox.ADMIN;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.APP;
import static io.github.oktaaws.SessionOverSandbox.askingInPlaceOf;
import static io.github.oktaaws.SessionOverSandbox.silentlyInPlaceOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.federation.TokenExchangeService;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.store.KeySource;
import io.github.oktaaws.store.StoreKey;
import io.github.oktaaws.store.TokenStore;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import io.github.oktaaws.sts.RoleSessionTerms;
import io.github.oktaaws.testkit.OidcApp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;

/** The ladder: kept credentials, tokens, a refresh, and last the person. */
class StayingSignedInTest {

  private static final String REFRESH = "refresh_token";

  private final SessionOverSandbox over = new SessionOverSandbox();
  private final TokenStore store = TokenStore.inMemory();
  private final List<OktaAwsEvent> events = new ArrayList<>();

  @AfterEach
  void close() {
    over.close();
  }

  @Test
  void keptCredentialsServeEvenWithTheOrgDown() {
    RoleCredentials first = session().role(ANALYST).get(asking());
    over.sandbox.forgetRequests();

    assertThat(session().role(ANALYST).get(silent())).isEqualTo(first);
    assertThat(over.sandbox.requests()).isEmpty();
  }

  @Test
  void keptCredentialsServeWhenTheTokensAreOver() {
    OktaAwsSession session = builder().store(store).sessionDuration(Duration.ofHours(2)).build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.clock.advance(Duration.ofMinutes(90));

    OktaAwsSession later = builder().store(store).sessionDuration(Duration.ofHours(2)).build();
    assertThat(later.role(ANALYST).get(silent())).isEqualTo(first);
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void keptCredentialsAreNotServedOnceTheyHaveLessLeftThanIsWanted() {
    RoleCredentials first = session().role(ANALYST).get(asking());
    over.clock.advance(Duration.ofMinutes(50));

    assertThat(session().role(ANALYST).get(withAtLeast(Duration.ofMinutes(10)))).isEqualTo(first);
    assertThat(session().role(ANALYST).get(withAtLeast(Duration.ofMinutes(11))))
        .isNotEqualTo(first);
  }

  @Test
  void keptCredentialsFromAClockThatWasSetBackAreNotServed() {
    RoleCredentials first = session().role(ANALYST).get(asking());
    over.clock.advance(Duration.ofMinutes(-10));

    assertThat(session().role(ANALYST).get(asking())).isNotEqualTo(first);
  }

  @Test
  void anotherSessionOnTheStoreUsesTheTokensThatAreThere() {
    session().signIn();

    session().role(ANALYST).get(silent());

    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void aRestrictedRoleIsNeverServedUnrestrictedCredentials() {
    OktaAwsSession session = session();
    RoleCredentials whole = session.role(ANALYST).get(asking());
    AssumeRoleWithSamlService restricted =
        AssumeRoleWithSamlService.builder()
            .region(Region.US_EAST_1)
            .endpoint(URI.create(over.sandbox.stsUrl()))
            .clock(over.clock)
            .policyArns(List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"))
            .build();

    RoleCredentials part = session.role(ANALYST, restricted).get(silent());

    assertThat(part).isNotEqualTo(whole);
    assertThat(session.role(ANALYST, restricted).get(silent())).isEqualTo(part);
    assertThat(session.role(ANALYST).get(silent())).isEqualTo(whole);
  }

  @Test
  void credentialsOfAStepThatDoesNotSayWhatItAsksForAreNeitherKeptNorServed() {
    OktaAwsSession session = session();
    RoleCredentials kept = session.role(ANALYST).get(asking());
    AssumeRoleWithSamlService silentAboutItsTerms =
        (assertion, role) ->
            new RoleCredentials(
                "AKIDOTHER",
                kept.secretAccessKey(),
                kept.sessionToken(),
                kept.expiration(),
                kept.lifetime(),
                kept.receivedAt(),
                role.roleArn(),
                kept.assumedRoleArn(),
                kept.accountId(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

    assertThat(session.role(ANALYST, silentAboutItsTerms).get(silent()).accessKeyId())
        .isEqualTo("AKIDOTHER");
    assertThat(session.role(ANALYST).get(silent())).isEqualTo(kept);
  }

  /** okta/okta-aws-cli#288 asks for a refresh. */
  @Test
  void tokensThatHaveRunOutAreRefreshedWithoutAskingAnybody() {
    OktaAwsSession session = over.refreshable().listener(events::add).build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.clock.advance(Duration.ofMinutes(59));

    RoleCredentials second = session.role(ANALYST).get(silentlyInPlaceOf(first));

    assertThat(second).isNotEqualTo(first);
    assertThat(over.prompts).hasSize(1);
    assertThat(over.grants(REFRESH)).hasSize(1);
    assertThat(events)
        .filteredOn(OktaAwsEvent.SignedIn.class::isInstance)
        .extracting(event -> ((OktaAwsEvent.SignedIn) event).asked())
        .containsExactly(true, false);
  }

  @Test
  void aRotatedRefreshTokenIsSpentOnce() {
    OktaAwsSession session = over.refreshable().build();
    RoleCredentials last = session.role(ANALYST).get(asking());
    for (int hour = 0; hour < 5; hour++) {
      over.clock.advance(Duration.ofMinutes(59));
      last = session.role(ANALYST).get(silentlyInPlaceOf(last));
    }

    assertThat(over.grants(REFRESH)).hasSize(5).doesNotHaveDuplicates();
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void aRotatedRefreshTokenIsInTheStoreBeforeItsTokensAreUsed() {
    List<Boolean> kept = new ArrayList<>();
    OktaAwsSession session =
        over.refreshable()
            .store(store)
            .tokenExchange(
                (tokens, app) -> {
                  OktaAwsSession other = over.refreshable().store(store).build();
                  kept.add(other.signedIn().orElseThrow().until().equals(endOf(tokens)));
                  throw new ServerErrorException("acme", 503, ErrorContext.at(Step.TOKEN_EXCHANGE));
                })
            .build();
    session.signIn();
    over.clock.advance(Duration.ofMinutes(59));

    assertThatThrownBy(() -> session.role(ANALYST).get(silent()))
        .isInstanceOf(ServerErrorException.class);
    assertThat(over.grants(REFRESH)).hasSize(1);
    assertThat(kept).containsExactly(true);
  }

  @Test
  void withoutOfflineAccessNothingIsRefreshed() {
    OktaAwsSession session = session();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.clock.advance(Duration.ofMinutes(59));

    assertThatThrownBy(() -> session.role(ANALYST).get(silentlyInPlaceOf(first)))
        .isInstanceOf(SignInRequiredException.class);
    assertThat(over.grants(REFRESH)).isEmpty();
  }

  @Test
  void aRefreshTokenThatOktaDoesNotAcceptLeadsToThePersonAndIsNotTriedAgain() {
    OktaAwsSession session = over.refreshable().build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.sandbox.revokeEverything();
    over.clock.advance(Duration.ofMinutes(59));

    assertThatThrownBy(() -> session.role(ANALYST).get(silentlyInPlaceOf(first)))
        .isInstanceOf(SignInRequiredException.class);
    assertThatThrownBy(() -> session.role(ANALYST).get(silentlyInPlaceOf(first)))
        .isInstanceOf(SignInRequiredException.class);
    assertThat(over.grants(REFRESH)).hasSize(1);

    session.role(ANALYST).get(askingInPlaceOf(first));
    assertThat(over.prompts).hasSize(2);
  }

  @Test
  void aClientThatMayNotRefreshLeadsToThePerson() {
    OktaAwsSession session = over.refreshable().build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.sandbox.answerNext(
        "/oauth2/v1/token",
        400,
        Map.of("Content-Type", "application/json"),
        "{\"error\":\"unauthorized_client\",\"error_description\":\"not allowed\"}");
    over.clock.advance(Duration.ofMinutes(59));

    session.role(ANALYST).get(askingInPlaceOf(first));

    assertThat(over.prompts).hasSize(2);
  }

  @Test
  void anOrgThatIsDownDoesNotCostTheRefreshTokenNorAskThePerson() {
    OktaAwsSession session = over.refreshable().build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.clock.advance(Duration.ofMinutes(59));
    over.sandbox.answerNext("/oauth2/v1/token", 503, Map.of(), "");

    assertThatThrownBy(() -> session.role(ANALYST).get(askingInPlaceOf(first)))
        .isInstanceOf(ServerErrorException.class);
    session.role(ANALYST).get(silentlyInPlaceOf(first));

    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void anAnswerWithTheNextRefreshTokenThatIsLostIsAskedForOnceMoreAtOnce() {
    OktaAwsSession session = over.refreshable().build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.clock.advance(Duration.ofMinutes(59));
    over.sandbox.dropNext("/oauth2/v1/token");

    session.role(ANALYST).get(silentlyInPlaceOf(first));

    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void anAnswerThatIsLostTwiceIsAnErrorThatLeavesTheRefreshTokenThere() {
    OktaAwsSession session = over.refreshable().build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.clock.advance(Duration.ofMinutes(59));
    over.sandbox.dropNext("/oauth2/v1/token");
    over.sandbox.dropNext("/oauth2/v1/token");

    assertThatThrownBy(() -> session.role(ANALYST).get(silentlyInPlaceOf(first)))
        .isInstanceOf(NetworkException.class);
    session.role(ANALYST).get(silentlyInPlaceOf(first));

    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void refreshedTokensThatTheExchangeDoesNotAcceptCostOnePrompt() {
    OktaAwsSession session =
        over.refreshable()
            .tokenExchange(
                (tokens, app) -> {
                  throw new OktaSessionEndedException(ErrorContext.at(Step.TOKEN_EXCHANGE));
                })
            .build();
    session.signIn();

    assertThatThrownBy(() -> session.role(ANALYST).get(asking()))
        .isInstanceOf(OktaSessionEndedException.class);

    assertThat(over.grants(REFRESH)).hasSize(1);
    assertThat(over.prompts).as("the first sign-in, and one more").hasSize(2);
  }

  @Test
  void anEndedOktaSessionIsTriedWithARefreshBeforeThePersonIsAsked() {
    OktaAwsSession session = over.refreshable().build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.sandbox.endSession("jane");
    over.clock.advance(Duration.ofMinutes(5));

    assertThat(session.role(ANALYST).get(askingInPlaceOf(first))).isNotEqualTo(first);
    assertThat(over.grants(REFRESH)).hasSize(1);
  }

  @Test
  void newTokensInTheStoreAreUsedInPlaceOfSomeThatOktaNoLongerAccepts() {
    OktaAwsSession one = session();
    OktaAwsSession other = session();
    RoleCredentials first = one.role(ANALYST).get(asking());
    other.signIn();
    over.sandbox.endSession("jane");
    over.clock.advance(Duration.ofMinutes(5));
    other.role(ADMIN).get(asking());
    assertThat(over.prompts).hasSize(2);

    assertThat(one.role(ANALYST).get(silentlyInPlaceOf(first))).isNotEqualTo(first);
    assertThat(over.prompts).hasSize(2);
  }

  @Test
  void anotherPersonsCredentialsAreNotServed() {
    OktaAwsSession session = session();
    RoleCredentials janes = session.role(ANALYST).get(asking());
    admitJohn();
    over.person = "john";
    over.sandbox.endSession("jane");
    over.clock.advance(Duration.ofMinutes(5));

    RoleCredentials johns = session.role(ADMIN).get(asking());
    assertThat(johns.assumedRoleArn()).contains("john");
    assertThat(session.role(ANALYST).get(silent())).isNotEqualTo(janes);
  }

  @Test
  void signingOutForgetsAndRevokes() {
    OktaAwsSession session = over.refreshable().store(store).build();
    session.role(ANALYST).get(asking());
    assertThat(session.signedIn()).isPresent();

    session.logout();

    assertThat(session.signedIn()).isEmpty();
    assertThat(over.refreshable().store(store).build().signedIn()).isEmpty();
    assertThat(over.sandbox.requests("/oauth2/v1/revoke"))
        .extracting(request -> request.form().get("token_type_hint"))
        .containsExactly("refresh_token", "access_token");
    assertThatThrownBy(() -> session.role(ANALYST).get(silent()))
        .isInstanceOf(SignInRequiredException.class);
  }

  @Test
  void signingOutForgetsEvenWhereOktaCannotBeTold() {
    OktaAwsSession session = session();
    session.signIn();
    over.sandbox.answerNext("/oauth2/v1/revoke", 503, Map.of(), "");

    assertThatThrownBy(session::logout).isInstanceOf(ServerErrorException.class);
    assertThat(session.signedIn()).isEmpty();
    session.logout();
  }

  @Test
  void whoIsSignedInAndUntilWhenIsToldWithoutAskingOkta() {
    OktaAwsSession session = session();
    assertThat(session.signedIn()).isEmpty();
    session.signIn();
    over.sandbox.forgetRequests();

    SignedInPerson person = session.signedIn().orElseThrow();

    assertThat(person.subject()).isNotBlank();
    assertThat(person.until()).isEqualTo(over.clock.instant().plus(Duration.ofHours(1)));
    assertThat(person.refreshable()).isFalse();
    over.clock.advance(Duration.ofHours(1));
    assertThat(session.signedIn()).isEmpty();
    assertThat(over.sandbox.requests()).isEmpty();
  }

  @Test
  void whoWaitedForAnAnswerTakesARefusalForTheirsAndIsNotAskedAgain() {
    AtomicInteger asked = new AtomicInteger();
    SignIn refused =
        () -> {
          asked.incrementAndGet();
          over.clock.advance(Duration.ofSeconds(30));
          throw new AuthorizationDeniedException(ErrorContext.at(Step.SIGN_IN));
        };
    OktaAwsSession first = builder().store(store).signIn(refused).build();
    Turns.Caller waiting = builder().store(store).build().caller(true, Preparation.of(null));
    assertThatThrownBy(first::signIn).isInstanceOf(AuthorizationDeniedException.class);

    OktaAwsSession second = builder().store(store).signIn(refused).build();
    assertThatThrownBy(() -> second.apps().signedIn(waiting))
        .isInstanceOf(AuthorizationDeniedException.class);
    assertThat(asked).hasValue(1);

    assertThatThrownBy(second::signIn).isInstanceOf(AuthorizationDeniedException.class);
    assertThat(asked).as("whoever comes later asks").hasValue(2);
  }

  @Test
  void aProxysRefusalDoesNotCostTheRefreshToken() {
    OktaAwsSession session = over.refreshable().build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.clock.advance(Duration.ofMinutes(59));
    over.sandbox.answerNext(
        "/oauth2/v1/token", 403, Map.of("Content-Type", "text/html"), "<h1>Blocked</h1>");

    assertThatThrownBy(() -> session.role(ANALYST).get(silentlyInPlaceOf(first)))
        .isInstanceOf(UnexpectedAnswerException.class);
    session.role(ANALYST).get(silentlyInPlaceOf(first));

    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void anInterruptDuringARefreshDoesNotLoseTheNextRefreshToken() throws Exception {
    OktaAwsSession session = over.refreshable().store(store).build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.clock.advance(Duration.ofMinutes(59));
    CountDownLatch refreshing = new CountDownLatch(1);
    OktaAwsSession interrupted =
        over.refreshable()
            .store(store)
            .httpClient(
                new OkHttpClient.Builder()
                    .addNetworkInterceptor(
                        chain -> {
                          refreshing.countDown();
                          return chain.proceed(chain.request());
                        })
                    .build())
            .build();
    FutureTask<RoleCredentials> call =
        new FutureTask<>(() -> interrupted.role(ANALYST).get(silentlyInPlaceOf(first)));
    Thread thread = new Thread(call);
    over.sandbox.delayNext("/oauth2/v1/token", Duration.ofMillis(200));
    thread.start();
    assertThat(refreshing.await(1, TimeUnit.MINUTES)).isTrue();
    thread.interrupt();
    thread.join();

    over.clock.advance(Duration.ofMinutes(1));
    assertThat(over.refreshable().store(store).build().role(ADMIN).get(silent())).isNotNull();
    assertThat(over.grants(REFRESH)).doesNotHaveDuplicates();
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void tokensFromTheStoreThatOktaDoesNotAcceptEitherAreRefreshedBeforeThePersonIsAsked() {
    AtomicInteger exchanges = new AtomicInteger();
    OktaAwsSession session =
        over.refreshable()
            .store(store)
            .tokenExchange(
                (tokens, app) -> {
                  exchanges.incrementAndGet();
                  throw new OktaSessionEndedException(ErrorContext.at(Step.TOKEN_EXCHANGE));
                })
            .build();
    session.signIn();
    refreshOnAnotherSession();
    over.sandbox.forgetRequests();

    assertThatThrownBy(() -> session.role(ANALYST).get(silent()))
        .isInstanceOf(SignInRequiredException.class);
    assertThat(over.grants(REFRESH)).hasSize(1);
    assertThat(exchanges).as("the first, those of the store, the refreshed").hasValue(3);
  }

  private void refreshOnAnotherSession() {
    TokenExchangeService real =
        TokenExchangeService.create(
            OktaOrg.of(over.sandbox.oktaUrl()), over.sandbox.oidcClientId());
    AtomicInteger calls = new AtomicInteger();
    over.refreshable()
        .store(store)
        .tokenExchange(
            (tokens, app) -> {
              if (calls.getAndIncrement() == 0) {
                throw new OktaSessionEndedException(ErrorContext.at(Step.TOKEN_EXCHANGE));
              }
              return real.exchange(tokens, app);
            })
        .build()
        .role(ADMIN)
        .get(silent());
  }

  @Test
  void aSignOutElsewhereIsNotUndoneByWhoeverStillHasTheTokensInHand() {
    OktaAwsSession one = over.refreshable().store(store).build();
    OktaAwsSession other = over.refreshable().store(store).build();
    RoleCredentials first = other.role(ANALYST).get(asking());
    one.logout();
    over.sandbox.forgetRequests();
    over.clock.advance(Duration.ofMinutes(59));

    assertThatThrownBy(() -> other.role(ANALYST).get(silentlyInPlaceOf(first)))
        .isInstanceOf(SignInRequiredException.class);
    assertThat(over.grants(REFRESH)).isEmpty();
    assertThat(one.signedIn()).isEmpty();
  }

  @Test
  void credentialsFromASignInThatWasEndedElsewhereAreNotKept() {
    OktaAwsSession one = session();
    OktaAwsSession other = session();
    other.role(ANALYST).get(asking());
    one.logout();

    other.role(ADMIN).get(silent());

    assertThat(session().signedIn()).isEmpty();
    OktaAwsSession later = session();
    later.signIn();
    over.sandbox.forgetRequests();
    later.role(ADMIN).get(silent());
    assertThat(over.assumedRoles()).isEqualTo(1);
  }

  @Test
  void anAssertionOfAnotherPersonIsNotKeptAsThisOnes() {
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    AssumeRoleWithSamlService real =
        AssumeRoleWithSamlService.builder()
            .region(Region.US_EAST_1)
            .endpoint(URI.create(over.sandbox.stsUrl()))
            .clock(over.clock)
            .build();
    AssumeRoleWithSamlService slow =
        new AssumeRoleWithSamlService() {
          @Override
          public RoleCredentials assume(SamlAssertion assertion, AwsRole role) {
            meanwhile.getAndSet(() -> {}).run();
            return real.assume(assertion, role);
          }

          @Override
          public Optional<RoleSessionTerms> terms() {
            return real.terms();
          }
        };
    admitJohn();
    OktaAwsSession session = builder().store(store).assumeRole(slow).build();
    session.signIn();
    meanwhile.set(
        () -> {
          session.logout();
          over.person = "john";
          session.signIn();
        });

    RoleCredentials janes = session.role(ANALYST).get(silent());

    assertThat(janes.assumedRoleArn()).contains("jane");
    assertThat(session.role(ANALYST).get(silent()).assumedRoleArn()).contains("john");
  }

  @Test
  void aStoreThatThrowsCostsNoTokens() {
    TokenStore broken =
        new TokenStore() {
          @Override
          public Optional<byte[]> read(StoreKey key) {
            return store.read(key);
          }

          @Override
          public void write(StoreKey key, byte[] entry) {
            if (store.read(key).isPresent()) {
              throw new IllegalStateException("the key ring is locked");
            }
            store.write(key, entry);
          }

          @Override
          public void remove(StoreKey key) {
            store.remove(key);
          }

          @Override
          public Lock lock(StoreKey key, Duration atMost) {
            return store.lock(key, atMost);
          }
        };
    OktaAwsSession session = over.refreshable().store(broken).build();
    session.signIn();
    over.clock.advance(Duration.ofMinutes(59));
    assertThatThrownBy(session::signIn).hasMessage("the key ring is locked");

    session.role(ANALYST).get(silent());

    assertThat(over.grants(REFRESH)).hasSize(1);
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void newCredentialsThatLiveShorterThanWantedAreTakenAllTheSame() {
    assertThat(session().role(ANALYST).get(withAtLeast(Duration.ofHours(2))).lifetime())
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whoMayNotAskWaitsAMinuteForTheStoreAndOthersAsLongAsAPersonMayTake() {
    List<Duration> waits = new ArrayList<>();
    TokenStore held = new HeldTokenStore(store, waits);
    OktaAwsSession session =
        over.refreshable()
            .store(held)
            .signInTimeout(Duration.ofMinutes(10))
            .listener(events::add)
            .build();
    over.refreshable().store(store).build().signIn();
    over.clock.advance(Duration.ofMinutes(59));

    assertThatThrownBy(() -> session.role(ANALYST).get(silent()))
        .isInstanceOf(TimedOutException.class);
    assertThatThrownBy(() -> session.role(ANALYST).get(asking()))
        .isInstanceOf(TimedOutException.class);

    assertThat(waits)
        .containsExactly(
            Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(12));
    assertThat(events).hasOnlyElementsOfType(OktaAwsEvent.Waiting.class).hasSize(2);
  }

  @Test
  void aRefusalFromBeforeTheClockWasSetBackIsNoAnswer() {
    SignIn refused =
        () -> {
          throw new AuthorizationDeniedException(ErrorContext.at(Step.SIGN_IN));
        };
    OktaAwsSession first = builder().store(store).signIn(refused).build();
    assertThatThrownBy(first::signIn).isInstanceOf(AuthorizationDeniedException.class);
    over.clock.advance(Duration.ofHours(-1));

    session().signIn();

    assertThat(session().signedIn()).isPresent();
  }

  @Test
  void aStoreWithoutItsKeySaysSoBeforeAnybodyIsAsked(@TempDir Path directory) {
    TokenStore keyless =
        TokenStore.files(directory.resolve("store"))
            .encryptedWith(KeySource.environment("OKTA_AWS_NO_SUCH_VARIABLE"));

    assertThatThrownBy(() -> builder().store(keyless).build().role(ANALYST).get(asking()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OKTA_AWS_NO_SUCH_VARIABLE");
    assertThat(over.prompts).isEmpty();
  }

  @Test
  void aLoginHintKeepsPersonsOnOneStoreApart() {
    builder().store(store).loginHint("jane@acme.com").build().signIn();

    OktaAwsSession john = builder().store(store).loginHint("john@acme.com").build();

    assertThat(john.signedIn()).isEmpty();
    assertThat(builder().store(store).loginHint("jane@acme.com").build().signedIn()).isPresent();
  }

  @Test
  void manySourcesOfManyRolesCostOnePromptOneExchangeAndOnePage() {
    OktaAwsSession session = session();
    for (String role : List.of(ADMIN, ANALYST, ADMIN, ANALYST)) {
      session.role(role).get(asking());
    }

    assertThat(over.prompts).hasSize(1);
    assertThat(over.assertions()).isEqualTo(1);
    assertThat(over.assumedRoles()).isEqualTo(2);
  }

  private void admitJohn() {
    over.sandbox.reconfigure(
        over.sandbox
            .org()
            .withOidcApp(
                OidcApp.of(over.sandbox.oidcClientId(), "AWS command line")
                    .withAssignedTo("jane", "john")));
    over.changeApp(app -> app.withAssignedTo("jane", "john"));
  }

  private OktaAwsSessionBuilder builder() {
    return over.builder().federationApp(APP);
  }

  private OktaAwsSession session() {
    return builder().store(store).build();
  }

  private static RoleCredentialsSource.Request withAtLeast(Duration left) {
    return new RoleCredentialsSource.Request(true, left, Optional.empty());
  }

  private static java.time.Instant endOf(OktaTokens tokens) {
    return tokens.receivedAt().plus(tokens.lifetime());
  }
}
