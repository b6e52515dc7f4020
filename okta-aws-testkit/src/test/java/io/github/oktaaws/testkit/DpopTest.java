package io.github.oktaaws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.oktaaws.testkit.SandboxClient.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DpopTest {

  private static final String TOKEN = "/oauth2/v1/token";
  private static final String APP_LINKS = "/api/v1/users/me/appLinks";

  private final VirtualClock clock = new VirtualClock();
  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().clock(clock).pollingInterval(Duration.ZERO).start();
  private final SandboxClient client = new SandboxClient(sandbox);
  private final ECKey key = SignedToken.newEcKey(Curve.P_256);
  private final ECKey other = SignedToken.newEcKey(Curve.P_256);

  @BeforeEach
  void require() {
    require(true);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void require(boolean required) {
    OidcApp app = sandbox.org().oidcApps().get(0);
    sandbox.reconfigure(sandbox.org().withOidcApp(app.withDpopRequired(required)));
  }

  private String proof(
      ECKey signingKey,
      String method,
      String path,
      Consumer<JWSHeader.Builder> header,
      Consumer<JWTClaimsSet.Builder> change) {
    return SignedToken.sign(
        signingKey,
        JWSAlgorithm.ES256,
        headers -> {
          headers.type(new JOSEObjectType("dpop+jwt")).jwk(signingKey.toPublicJWK());
          header.accept(headers);
        },
        claims -> {
          claims
              .claim("htm", method)
              .claim("htu", sandbox.oktaUrl() + path)
              .issueTime(Date.from(clock.instant()))
              .jwtID(UUID.randomUUID().toString());
          change.accept(claims);
        });
  }

  private String tokenProof(ECKey signingKey, Consumer<JWTClaimsSet.Builder> change) {
    String nonce = nonce();
    return proof(
        signingKey,
        "POST",
        TOKEN,
        header -> {},
        claims -> {
          claims.claim("nonce", nonce);
          change.accept(claims);
        });
  }

  /** Okta's present nonce, as a first proof without one gets it. */
  private String nonce() {
    String first = proof(key, "POST", TOKEN, header -> {}, claims -> {});
    return refresh("none", first).header("DPoP-Nonce");
  }

  private Answer refresh(String refreshToken, String... proofs) {
    return client.post(
        TOKEN,
        headers(proofs),
        "client_id",
        sandbox.oidcClientId(),
        "grant_type",
        "refresh_token",
        "refresh_token",
        refreshToken);
  }

  private static Headers headers(String... proofs) {
    Headers.Builder headers = new Headers.Builder();
    for (String proof : proofs) {
      headers.add("DPoP", proof);
    }
    return headers.build();
  }

  private Answer signIn(String... proofs) {
    Answer codes = client.authorize(SandboxClient.SCOPES + " offline_access");
    sandbox.approve(codes.text("user_code"), "jane");
    return client.post(
        TOKEN,
        headers(proofs),
        "client_id",
        sandbox.oidcClientId(),
        "grant_type",
        SandboxClient.DEVICE_CODE,
        "device_code",
        codes.text("device_code"));
  }

  private Answer signIn() {
    return signIn(tokenProof(key, claims -> {}));
  }

  private static Consumer<JWTClaimsSet.Builder> hashOf(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
      return claims -> claims.claim("ath", Base64URL.encode(hash).toString());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer appLinks(String scheme, String token, String... proofs) {
    Headers.Builder headers = headers(proofs).newBuilder();
    headers.add("Authorization", scheme + " " + token);
    Headers built = headers.build();
    String[] flat = new String[built.size() * 2];
    for (int i = 0; i < built.size(); i++) {
      flat[2 * i] = built.name(i);
      flat[2 * i + 1] = built.value(i);
    }
    return client.get(APP_LINKS, flat);
  }

  private void assertInvalid(Answer answer, String partOfDescription) {
    assertThat(answer.text("error_description")).contains(partOfDescription);
    assertThat(answer.text("error")).isEqualTo("invalid_dpop_proof");
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aRequestWithoutAProofIsRefused() {
    assertInvalid(signIn(new String[0]), "The DPoP proof JWT header is missing.");
  }

  @Test
  void aFirstProofIsAnsweredWithANonce() {
    Answer answer = signIn(proof(key, "POST", TOKEN, header -> {}, claims -> {}));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error")).isEqualTo("use_dpop_nonce");
    assertThat(answer.header("DPoP-Nonce")).isNotEmpty();
  }

  @Test
  void tokensAreBoundToTheKey() throws Exception {
    Answer tokens = signIn();
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.text("token_type")).isEqualTo("DPoP");
    Map<String, Object> confirmation =
        SignedToken.claims(tokens.text("access_token")).getJSONObjectClaim("cnf");
    assertThat(confirmation).containsEntry("jkt", key.computeThumbprint().toString());
  }

  @Test
  void aNonceIsGoodUntilItIsReplaced() {
    String nonce = nonce();
    clock.advance(Duration.ofHours(23));
    assertThat(nonce()).isEqualTo(nonce);
    clock.advance(Duration.ofHours(2));
    assertThat(nonce()).isNotEqualTo(nonce);
    String stale = tokenProof(key, claims -> {});
    sandbox.rotateDpopNonce();
    Answer answer = signIn(stale);
    assertThat(answer.text("error")).isEqualTo("use_dpop_nonce");
    assertThat(answer.header("DPoP-Nonce"))
        .isNotEqualTo(SignedToken.claims(stale).getClaim("nonce"));
  }

  @Test
  void aProofIsGoodOnce() {
    String proof = tokenProof(key, claims -> {});
    assertThat(signIn(proof).status()).isEqualTo(200);
    assertInvalid(signIn(proof), "already been used");
    assertInvalid(signIn(tokenProof(key, claims -> claims.jwtID(null))), "'jti'");
  }

  @Test
  void aProofIsForOneMethodUrlAndTime() {
    assertInvalid(signIn(tokenProof(key, claims -> claims.claim("htm", "GET"))), "'htm'");
    assertInvalid(
        signIn(tokenProof(key, claims -> claims.claim("htu", sandbox.oktaUrl() + APP_LINKS))),
        "'htu'");
    Date old = Date.from(clock.instant().minusSeconds(301));
    Date ahead = Date.from(clock.instant().plusSeconds(301));
    assertInvalid(signIn(tokenProof(key, claims -> claims.issueTime(old))), "'iat'");
    assertInvalid(signIn(tokenProof(key, claims -> claims.issueTime(ahead))), "'iat'");
    assertInvalid(signIn(tokenProof(key, claims -> claims.issueTime(null))), "'iat'");
  }

  @Test
  void aProofIsWellFormedAndSignedWithTheKeyItNames() {
    assertInvalid(
        signIn(proof(key, "POST", TOKEN, h -> h.type(JOSEObjectType.JWT), c -> {})), "'typ'");
    assertInvalid(signIn(proof(key, "POST", TOKEN, h -> h.jwk(null), c -> {})), "'jwk'");
    assertInvalid(
        signIn(proof(key, "POST", TOKEN, h -> h.jwk(other.toPublicJWK()), c -> {})),
        "signature is invalid");
    assertInvalid(signIn("not a token"), "malformed");
    assertInvalid(
        signIn(tokenProof(key, claims -> {}), tokenProof(key, claims -> {})), "more than one");
  }

  @Test
  void aProofThatGivesThePrivateKeyAwayIsRefused() throws Exception {
    String claims = tokenProof(key, any -> {}).split("\\.", 3)[1];
    for (JWK given : new JWK[] {key.toPublicJWK(), key}) {
      String header =
          "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + given.toJSONString() + "}";
      String input = Base64URL.encode(header) + "." + claims;
      Base64URL signature =
          new ECDSASigner(key)
              .sign(new JWSHeader(JWSAlgorithm.ES256), input.getBytes(StandardCharsets.US_ASCII));
      Answer answer = signIn(input + "." + signature);
      if (given.isPrivate()) {
        assertInvalid(answer, "malformed");
      } else {
        assertThat(answer.status()).as("but for the private part").isEqualTo(200);
        claims = tokenProof(key, any -> {}).split("\\.", 3)[1];
      }
    }
  }

  @Test
  void aResourceTakesTheTokenWithAProofOfIt() {
    String token = signIn().text("access_token");
    String proof = proof(key, "GET", APP_LINKS, header -> {}, hashOf(token));
    assertThat(appLinks("DPoP", token, proof).status()).isEqualTo(200);
    Answer replayed = appLinks("DPoP", token, proof);
    assertThat(replayed.status()).isEqualTo(401);
    assertThat(replayed.header("WWW-Authenticate"))
        .startsWith("DPoP ")
        .contains("error=\"invalid_dpop_proof\"");
  }

  @Test
  void aResourceRefusesTheTokenOtherwise() {
    String token = signIn().text("access_token");
    UnaryOperator<String> refused =
        proof -> {
          Answer answer = appLinks("DPoP", token, proof);
          assertThat(answer.status()).isEqualTo(401);
          assertThat(answer.text("errorCode")).isEqualTo("E0000011");
          return answer.header("WWW-Authenticate");
        };
    assertThat(appLinks("Bearer", token).status()).isEqualTo(401);
    assertThat(appLinks("DPoP", token).header("WWW-Authenticate")).contains("is missing");
    assertThat(refused.apply(proof(key, "GET", APP_LINKS, header -> {}, claims -> {})))
        .contains("'ath'");
    assertThat(refused.apply(proof(key, "GET", APP_LINKS, header -> {}, hashOf("other"))))
        .contains("'ath'");
    assertThat(refused.apply(proof(other, "GET", APP_LINKS, header -> {}, hashOf(token))))
        .contains("invalid_token");
    assertThat(refused.apply(proof(key, "POST", APP_LINKS, header -> {}, hashOf(token))))
        .contains("'htm'");
  }

  @Test
  void aRefreshNeedsTheSameKey() {
    String refresh = signIn().text("refresh_token");
    assertInvalid(refresh(refresh), "is missing");
    assertInvalid(
        refresh(refresh, tokenProof(other, claims -> {})), "is not that of the refresh token");
    Answer refreshed = refresh(refresh, tokenProof(key, claims -> {}));
    assertThat(refreshed.text("token_type")).isEqualTo("DPoP");
    require(false);
    assertInvalid(refresh(refreshed.text("refresh_token")), "is not that of the refresh token");
  }

  @Test
  void theExchangeNeedsTheSameKey() {
    Answer tokens = signIn();
    assertThat(exchange(tokens, tokenProof(other, claims -> {})).text("error_description"))
        .isEqualTo("'actor_token' is invalid.");
    assertThat(exchange(tokens, tokenProof(key, claims -> {})).text("token_type")).isEqualTo("N_A");
  }

  private Answer exchange(Answer tokens, String proof) {
    return client.post(
        TOKEN,
        headers(proof),
        "client_id",
        sandbox.oidcClientId(),
        "grant_type",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "actor_token",
        tokens.text("access_token"),
        "actor_token_type",
        "urn:ietf:params:oauth:token-type:access_token",
        "subject_token",
        tokens.text("id_token"),
        "subject_token_type",
        "urn:ietf:params:oauth:token-type:id_token",
        "requested_token_type",
        "urn:okta:oauth:token-type:web_sso_token",
        "audience",
        "urn:okta:apps:" + sandbox.federationApps().get(0).id());
  }

  @Test
  void anAppThatDoesNotRequireItMayStillBindItsTokens() {
    require(false);
    Answer plain = signIn(new String[0]);
    assertThat(plain.text("token_type")).isEqualTo("Bearer");
    assertThat(appLinks("Bearer", plain.text("access_token")).status()).isEqualTo(200);
    assertThat(
            appLinks(
                    "DPoP",
                    plain.text("access_token"),
                    proof(key, "GET", APP_LINKS, header -> {}, hashOf(plain.text("access_token"))))
                .status())
        .isEqualTo(401);
    assertThat(signIn().text("token_type")).isEqualTo("DPoP");
  }

  @Test
  void aMachinesAssertionIsUsedUpByTheAnswerWithTheNonce() {
    ECKey machineKey = SignedToken.newEcKey(Curve.P_256);
    ServiceApp app =
        ServiceApp.of("0oa4bound00000000000", "Bound")
            .withJwks("{\"keys\":[" + machineKey.toPublicJWK().toJSONString() + "]}")
            .withDpopRequired(true);
    sandbox.reconfigure(sandbox.org().withServiceApp(app));
    String assertion = assertion(machineKey, app);
    assertThat(machine(assertion, "").text("error")).isEqualTo("use_dpop_nonce");
    assertThat(machine(assertion, nonce()).text("error_description"))
        .isEqualTo("The client_assertion token has already been used.");
    Answer bound = machine(assertion(machineKey, app), nonce());
    assertThat(bound.text("token_type")).isEqualTo("DPoP");
    assertThat(SignedToken.claims(bound.text("access_token")).getClaim("cnf")).isNotNull();
  }

  private String assertion(ECKey machineKey, ServiceApp app) {
    return SignedToken.sign(
        machineKey,
        JWSAlgorithm.ES256,
        header -> header.keyID(machineKey.getKeyID()),
        claims ->
            claims
                .issuer(app.clientId())
                .subject(app.clientId())
                .audience(sandbox.oktaUrl() + "/oauth2/default/v1/token")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(clock.instant().plusSeconds(300))));
  }

  private Answer machine(String assertion, String nonce) {
    String path = "/oauth2/default/v1/token";
    String proof =
        proof(
            key,
            "POST",
            path,
            header -> {},
            claims -> claims.claim("nonce", nonce.isEmpty() ? null : nonce));
    return client.post(
        path,
        headers(proof),
        "grant_type",
        "client_credentials",
        "scope",
        "okta-m2m-access",
        "client_assertion_type",
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion",
        assertion);
  }
}
