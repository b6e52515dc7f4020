package io.github.oktaaws.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.AccessPolicyException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ClientAssertionRejectedException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UnknownAuthorizationServerException;
import io.github.oktaaws.testing.Planted;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineSignInTest {

  private final MachineOrg okta = new MachineOrg();

  @AfterEach
  void stop() {
    okta.close();
  }

  @Test
  void tokensOfAMachineHaveNoIdTokenAndLiveAsTheServerSays() {
    okta.tokenLife = Duration.ofMinutes(5);

    OktaTokens tokens = Planted.said(okta.signIn(MachineOrg.key()).build().signIn());

    assertThat(tokens.tokenType()).isEqualTo("Bearer");
    assertThat(tokens.idToken()).isEmpty();
    assertThat(tokens.refreshToken()).isEmpty();
    assertThat(tokens.scopes()).isEqualTo(Set.of("okta-m2m-access"));
    assertThat(tokens.lifetime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(tokens.receivedAt()).isEqualTo(okta.clock.instant());
  }

  /** okta/okta-aws-cli#253: the assertion in the query. */
  @Test
  void everythingIsInTheBodyAndNothingInTheAddress() {
    okta.signIn(MachineOrg.key()).build().signIn();

    assertThat(okta.requests)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getMethod()).isEqualTo("POST");
              assertThat(request.getTarget()).isEqualTo("/oauth2/default/v1/token");
            });
    assertThat(okta.forms.get(0))
        .containsOnlyKeys("grant_type", "scope", "client_assertion_type", "client_assertion")
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("scope", "okta-m2m-access")
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  }

  /** okta-aws-cli 2.6.0: an hour, the most that Okta takes, so that no clock may be wrong. */
  @Test
  void theAssertionLivesFiveMinutesAndNotAnHour() throws Exception {
    okta.signIn(MachineOrg.key()).build().signIn();

    SignedJWT assertion = assertion(0);
    JWTClaimsSet claims = assertion.getJWTClaimsSet();
    assertThat(assertion.getHeader().getKeyID()).isEqualTo("client-key");
    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(claims.getIssuer()).isEqualTo(MachineOrg.CLIENT);
    assertThat(claims.getSubject()).isEqualTo(MachineOrg.CLIENT);
    assertThat(claims.getAudience()).containsExactly(okta.issuer() + "/v1/token");
    assertThat(claims.getIssueTime().toInstant()).isEqualTo(okta.clock.instant());
    assertThat(claims.getExpirationTime().toInstant())
        .isEqualTo(okta.clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(claims.getJWTID()).hasSizeGreaterThanOrEqualTo(32);
  }

  @Test
  void aLostAnswerIsAskedForAgainWithAnAssertionOfItsOwn() throws Exception {
    okta.answersNext(MachineOrg.json(503, "{}"));
    okta.answersNext(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());

    assertThat(okta.signIn(MachineOrg.key()).build().signIn().accessToken()).isNotEmpty();

    assertThat(okta.forms).hasSize(3);
    assertThat(
            List.of(
                assertion(0).getJWTClaimsSet().getJWTID(),
                assertion(1).getJWTClaimsSet().getJWTID(),
                assertion(2).getJWTClaimsSet().getJWTID()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aServerThatKeepsFailingIsAskedThreeTimes() {
    for (int i = 0; i < 5; i++) {
      okta.answersNext(MachineOrg.json(502, "{}"));
    }

    assertThat(failure(MachineOrg.key(), ServerErrorException.class).retryable()).isTrue();
    assertThat(okta.forms).hasSize(3);
  }

  @Test
  void nobodyThereIsANetworkError() {
    SignIn signIn = okta.signIn(MachineOrg.key()).build();
    okta.close();

    assertThat(catchThrowableOfType(NetworkException.class, signIn::signIn).step())
        .isEqualTo(Step.SIGN_IN);
  }

  @Test
  void anInterruptEndsTheTriesAndKeepsTheFlag() {
    okta.answersNext(MachineOrg.json(503, "{}"));
    Thread.currentThread().interrupt();

    OktaAwsException error = failure(MachineOrg.key(), CancelledException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(error.getMessage()).contains("Cancelled");
  }

  @ParameterizedTest
  @EnumSource(SignatureAlgorithm.class)
  void theServerAcceptsEveryAlgorithm(SignatureAlgorithm algorithm) throws Exception {
    ClientKey key = keyFor(algorithm);

    assertThat(okta.signIn(key).build().signIn().accessToken()).isNotEmpty();
    assertThat(assertion(0).getHeader().getAlgorithm().getName()).isEqualTo(algorithm.name());
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureAlgorithm.class,
      names = {"ES256", "ES384", "ES512"})
  void aKeyServiceMaySignInDer(SignatureAlgorithm algorithm) {
    JWK jwk = MachineOrg.ec(curve(algorithm));
    okta.register(jwk);
    for (int i = 0; i < 20; i++) {
      ClientKey elsewhere =
          ClientKey.of(
              jwk.getKeyID(), algorithm, input -> algorithm.fromDer(der(jwk, algorithm, input)));
      assertThat(okta.signIn(elsewhere).build().signIn().accessToken()).isNotEmpty();
    }
  }

  @Test
  void aSignerThatGivesDerWhereJoseIsWantedIsToldSo() {
    JWK jwk = MachineOrg.ec("P-256");
    ClientKey elsewhere =
        ClientKey.of(
            jwk.getKeyID(),
            SignatureAlgorithm.ES256,
            input -> der(jwk, SignatureAlgorithm.ES256, input));

    assertThat(failure(elsewhere, ConfigurationException.class).remedy())
        .contains("SignatureAlgorithm.fromDer");
    assertThat(okta.forms).isEmpty();
  }

  @Test
  void whatASignerThrowsEndsTheSignIn() {
    ClientKey elsewhere =
        ClientKey.of(
            "kms",
            SignatureAlgorithm.RS256,
            input -> {
              throw new IllegalStateException("the key service is away");
            });
    SignIn signIn = okta.signIn(elsewhere).build();

    assertThat(catchThrowableOfType(IllegalStateException.class, signIn::signIn))
        .hasMessage("the key service is away");
  }

  /** okta-aws-cli 2.6.0 prints %!q(func() string=…) instead. */
  @Test
  void aKeyThatIsNotRegisteredIsToldInTheServersOwnWords() {
    ClientKey other = ClientKey.jwk(MachineOrg.rsa("other-key").toJSONString());

    ClientAssertionRejectedException error = failure(other, ClientAssertionRejectedException.class);

    assertThat(error)
        .hasMessageContainingAll(
            MachineOrg.CLIENT, "other-key", "The client_assertion signature is invalid.")
        .hasMessageNotContaining("%!");
    assertThat(error.keyId()).isEqualTo("other-key");
    assertThat(error.requestId()).contains("req-1");
    assertThat(error.retryable()).isFalse();
    assertThat(okta.forms).as("a refusal is not tried again").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-7200, -600, 600, 7200})
  void aWrongClockIsNamedAsTheReason(int seconds) {
    SignIn signIn =
        okta.signIn(MachineOrg.key())
            .clock(Clock.offset(okta.clock, Duration.ofSeconds(seconds)))
            .build();
    if (seconds == 600) {
      // an assertion that ends in a quarter of an hour is accepted
      assertThat(signIn.signIn().accessToken()).isNotEmpty();
      return;
    }

    assertThat(catchThrowableOfType(ClientAssertionRejectedException.class, signIn::signIn))
        .hasMessageContaining(
            "clock is "
                + Math.abs(seconds)
                + " seconds "
                + (seconds < 0 ? "behind" : "ahead of")
                + " the org's");
  }

  @Test
  void aGrantThatIsNotTickedIsNamed() {
    okta.answersNext(MachineOrg.error(400, "unauthorized_client", "Not authorized."));

    assertThat(failure(MachineOrg.key(), GrantTypeNotAllowedException.class).grantType())
        .isEqualTo("Client Credentials");
  }

  @Test
  void aScopeThatTheServerDoesNotHaveIsNamed() {
    SignIn signIn = okta.signIn(MachineOrg.key()).scopes(List.of("aws", "more")).build();

    assertThat(catchThrowableOfType(ScopeNotAllowedException.class, signIn::signIn))
        .hasMessageContainingAll("aws more", "Security, API");
  }

  @Test
  void anAccessPolicyThatGivesNothingIsAnErrorOfItsOwn() {
    String said = "Policy evaluation failed for this request, please check the policy.";
    okta.answersNext(MachineOrg.error(400, "access_denied", said));

    assertThat(failure(MachineOrg.key(), AccessPolicyException.class))
        .hasMessageContainingAll(said, "Access Policies", MachineOrg.CLIENT);
  }

  @Test
  void anAuthorizationServerThatIsNotThereIsAnErrorOfItsOwn() {
    OktaEndpoints other = OktaEndpoints.ofAuthorizationServer(okta.origin(), "other");
    SignIn signIn =
        SignIn.asMachine(OktaOrg.of(other), MachineOrg.CLIENT, MachineOrg.key()).build();

    assertThat(catchThrowableOfType(UnknownAuthorizationServerException.class, signIn::signIn))
        .hasMessageContainingAll("no such authorization server", "Resource not found: other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'token_type':'Bearer','expires_in':3600}",
        "{'token_type':'Bearer','expires_in':-1,'access_token':'canary-machine-token'}",
        "{'expires_in':3600,'access_token':'canary-machine-token'}",
        "{'token_type':'Bearer','access_token':['canary-machine-token']}",
        "canary-machine-token"
      })
  void anAnswerThatIsNoneIsNotTakenForTokens(String body) {
    Planted.secrets("canary-machine-token");
    okta.answersNext(MachineOrg.json(200, body));

    assertThat(failure(MachineOrg.key(), UnexpectedAnswerException.class))
        .hasMessageNotContaining("canary");
  }

  @Test
  void aServerThatQuotesTheAssertionIsNotQuoted() throws Exception {
    okta.signIn(MachineOrg.key()).build().signIn();
    String assertion = okta.forms.get(0).get("client_assertion");
    okta.answersNext(
        MachineOrg.error(401, "invalid_client", "The assertion " + assertion + " is invalid."));

    assertThat(failure(MachineOrg.key(), ClientAssertionRejectedException.class))
        .hasMessageContaining("The assertion … is invalid.")
        .hasMessageNotContaining(assertion);
  }

  @Test
  void whatCannotBeAskedForIsSaidBeforeAnythingIsSent() {
    assertThat(
            catchThrowableOfType(
                ConfigurationException.class,
                () -> okta.signIn(MachineOrg.key()).scopes(List.of()).build()))
        .hasMessageContaining("No scope");
    assertThat(
            catchThrowableOfType(
                ConfigurationException.class,
                () -> okta.signIn(MachineOrg.key()).scopes(List.of("a b")).build()))
        .hasMessageContaining("not a scope");
    assertThat(
            catchThrowableOfType(
                ConfigurationException.class,
                () -> SignIn.asMachine(okta.org(), " ", MachineOrg.key()).build()))
        .hasMessageContaining("client ID is blank");
    assertThat(okta.forms).isEmpty();
  }

  @Test
  void theSignInPrintsOrgClientAndKeyId() {
    assertThat(Planted.said(okta.signIn(MachineOrg.key()).build().toString()))
        .contains("127.0.0.1", MachineOrg.CLIENT, "client-key, RS256");
  }

  private ClientKey keyFor(SignatureAlgorithm algorithm) {
    if (algorithm.name().startsWith("RS")) {
      return MachineOrg.key().with(algorithm);
    }
    JWK jwk = MachineOrg.ec(curve(algorithm));
    okta.register(jwk);
    return ClientKey.jwk(jwk.toJSONString());
  }

  private static String curve(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> "P-256";
      case ES384 -> "P-384";
      default -> "P-521";
    };
  }

  /** As a key service signs. */
  private static byte[] der(JWK jwk, SignatureAlgorithm algorithm, byte[] input) {
    try {
      java.security.Signature signature =
          java.security.Signature.getInstance(algorithm.standardName.replace("inP1363Format", ""));
      signature.initSign(jwk.toECKey().toECPrivateKey());
      signature.update(input);
      return signature.sign();
    } catch (java.security.GeneralSecurityException | com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private SignedJWT assertion(int request) throws Exception {
    return SignedJWT.parse(okta.forms.get(request).get("client_assertion"));
  }

  private <E extends OktaAwsException> E failure(ClientKey key, Class<E> type) {
    SignIn signIn = okta.signIn(key).build();
    return Planted.thrown(catchThrowableOfType(type, signIn::signIn));
  }
}
