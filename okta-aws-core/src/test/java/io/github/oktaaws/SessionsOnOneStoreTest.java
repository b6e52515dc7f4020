package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static io.github.oktaaws.SessionOverSandbox.ADMIN;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.silentlyInPlaceOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.RefreshTokenRejectedException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.federation.TokenExchangeService;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.store.StoreKey;
import io.github.oktaaws.store.TokenStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one session makes of what another one did to the sign-in on their store. */
class SessionsOnOneStoreTest {

  private static final Duration TOKENS_ARE_OVER = Duration.ofMinutes(59);

  private final SessionOverSandbox over = new SessionOverSandbox();
  private final TokenStore store = TokenStore.inMemory();
  private final TokenExchangeService real =
      TokenExchangeService.create(OktaOrg.of(over.sandbox.oktaUrl()), over.sandbox.oidcClientId());

  @AfterEach
  void close() {
    over.close();
  }

  private OktaAwsSessionBuilder builder() {
    return over.refreshable().store(store);
  }

  private static OktaSessionEndedException ended() {
    return new OktaSessionEndedException(ErrorContext.at(Step.TOKEN_EXCHANGE));
  }

  /** As if Okta had ended the session behind the first tokens that it sees. */
  private TokenExchangeService refusingTheFirst() {
    AtomicReference<@Nullable OktaTokens> first = new AtomicReference<>();
    return (tokens, app) -> {
      first.compareAndSet(null, tokens);
      if (tokens.equals(first.get())) {
        throw ended();
      }
      return real.exchange(tokens, app);
    };
  }

  @Test
  void whoseSignInIsOverRefreshesTheOneThatAnotherMadeSince() {
    OktaAwsSession one = builder().build();
    RoleCredentials first = one.role(ANALYST).get(asking());
    over.sandbox.revokeEverything();
    over.clock.advance(TOKENS_ARE_OVER);
    assertThatThrownBy(() -> one.role(ANALYST).get(silentlyInPlaceOf(first)))
        .isInstanceOf(SignInRequiredException.class);
    builder().build().signIn();
    over.clock.advance(TOKENS_ARE_OVER);
    over.sandbox.forgetRequests();

    assertThat(one.signedIn()).isPresent();
    assertThat(one.role(ANALYST).get(silentlyInPlaceOf(first))).isNotEqualTo(first);
    assertThat(over.grants("refresh_token")).hasSize(1);
    assertThat(over.prompts).hasSize(2);
  }

  @Test
  void aClockThatWasSetBackDoesNotHaveARefreshTokenSpentTwice() {
    OktaAwsSession one = builder().build();
    one.signIn();
    over.clock.advance(TOKENS_ARE_OVER);
    one.signIn();
    over.clock.advance(Duration.ofHours(-2));
    builder().build().signIn();
    over.clock.advance(TOKENS_ARE_OVER);

    one.signIn();

    assertThat(over.grants("refresh_token")).hasSize(3).doesNotHaveDuplicates();
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void tokensThatWereRefusedAtOnceAreEndedWithoutLaterOnesOfAnother() {
    OktaAwsSession one =
        builder()
            .tokenExchange(
                (tokens, app) -> {
                  builder().tokenExchange(refusingTheFirst()).build().role(ADMIN).get(silent());
                  throw ended();
                })
            .build();

    assertThatThrownBy(() -> one.role(ANALYST).get(asking()))
        .isInstanceOf(OktaSessionEndedException.class);

    assertThat(builder().build().signedIn().map(SignedInPerson::refreshable)).hasValue(true);
    builder().build().role(ANALYST).get(silent());
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void tokensThatCouldNotBeEndedInTheStoreAreRefusedOnceMoreAndThenReplaced() {
    OktaAwsSession[] session = new OktaAwsSession[1];
    BusyStore busy = new BusyStore();
    TokenExchangeService refusing = refusingTheFirst();
    session[0] =
        builder()
            .store(busy)
            .tokenExchange(
                (tokens, app) -> {
                  busy.key = session[0].store().key();
                  return refusing.exchange(tokens, app);
                })
            .build();
    assertThatThrownBy(() -> session[0].role(ANALYST).get(asking()))
        .isInstanceOf(OktaSessionEndedException.class);
    busy.isBusy = false;

    assertThat(session[0].role(ANALYST).get(asking())).isNotNull();

    assertThat(over.prompts).hasSize(1);
  }

  /** A store where somebody else is at work on a key. */
  private final class BusyStore implements TokenStore {
    private @Nullable StoreKey key;
    private boolean isBusy = true;

    @Override
    public Optional<byte[]> read(StoreKey key) {
      return store.read(key);
    }

    @Override
    public void write(StoreKey key, byte[] entry) {
      store.write(key, entry);
    }

    @Override
    public void remove(StoreKey key) {
      store.remove(key);
    }

    @Override
    public Lock lock(StoreKey key, Duration atMost) {
      if (isBusy && key.equals(this.key)) {
        throw new TimedOutException("another process", ErrorContext.at(Step.SIGN_IN));
      }
      return store.lock(key, atMost);
    }
  }

  @Test
  void whereLocksDoNotReachARefusedRefreshTokenIsNoReasonToDropTheOneThatReplacedIt() {
    TokenStore elsewhere = TokenStore.inMemory();
    OktaAwsSession other = over.refreshable().store(elsewhere).build();
    OktaAwsSession one =
        builder()
            .tokenRefresh(
                spent -> {
                  over.clock.advance(Duration.ofSeconds(1));
                  other.signIn();
                  StoreKey key = other.store().key();
                  store.write(key, elsewhere.read(key).orElseThrow());
                  throw new RefreshTokenRejectedException(ErrorContext.at(Step.SIGN_IN));
                })
            .build();
    RoleCredentials first = one.role(ANALYST).get(asking());
    StoreKey key = one.store().key();
    elsewhere.write(key, store.read(key).orElseThrow());
    over.clock.advance(TOKENS_ARE_OVER);

    assertThat(one.role(ANALYST).get(silentlyInPlaceOf(first))).isNotEqualTo(first);

    assertThat(over.grants("refresh_token")).hasSize(1);
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void aProxysRefusalDoesNotCostTheRefreshTokenOfASignInThatOktaEnded() {
    SignIn signIn = builder().signInStep(challenge -> {});
    AtomicBoolean declining = new AtomicBoolean();
    OktaAwsSession session =
        builder()
            .tokenExchange(refusingTheFirst())
            .signIn(
                () -> {
                  if (declining.get()) {
                    throw new AuthorizationDeniedException(ErrorContext.at(Step.SIGN_IN));
                  }
                  return signIn.signIn();
                })
            .build();
    session.signIn();
    declining.set(true);
    over.sandbox.answerNext(
        "/oauth2/v1/token", 403, Map.of("Content-Type", "text/html"), "<h1>Blocked</h1>");
    assertThatThrownBy(() -> session.role(ANALYST).get(asking()))
        .isInstanceOf(AuthorizationDeniedException.class);

    assertThat(session.role(ANALYST).get(silent())).isNotNull();

    assertThat(over.prompts).hasSize(1);
  }
}
