package io.github.oktaaws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.oktaaws.testkit.SandboxClient.Answer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineSignInTest {

  private static final String TOKEN = "/oauth2/default/v1/token";
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String CLIENT = OrgConfig.ACME_MACHINE_ID;

  private final VirtualClock clock = new VirtualClock();
  private final OktaAwsSandbox sandbox = OktaAwsSandbox.builder().clock(clock).start();
  private final SandboxClient client = new SandboxClient(sandbox);
  private final JWK key = ownKey();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  /** The key that the sandbox has made, read from its PEM as a client would. */
  private JWK ownKey() {
    MachineIdentity machine = sandbox.machine();
    String body = machine.privateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
    ServiceApp app = sandbox.org().serviceApp(machine.clientId()).orElseThrow();
    try {
      ECPrivateKey privateKey =
          (ECPrivateKey)
              KeyFactory.getInstance("EC")
                  .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
      return new ECKey.Builder(Curve.P_256, (ECPublicKey) app.keys().get(machine.keyId()))
          .privateKey(privateKey)
          .keyID(machine.keyId())
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String assertion(
      JWK signingKey, String algorithm, Consumer<JWTClaimsSet.Builder> change) {
    return SignedToken.sign(
        signingKey,
        JWSAlgorithm.parse(algorithm),
        header -> header.keyID(signingKey.getKeyID()),
        claims -> {
          claims
              .issuer(CLIENT)
              .subject(CLIENT)
              .audience(sandbox.oktaUrl() + TOKEN)
              .jwtID(UUID.randomUUID().toString())
              .issueTime(Date.from(clock.instant()))
              .expirationTime(Date.from(clock.instant().plusSeconds(300)));
          change.accept(claims);
        });
  }

  private String assertion() {
    return assertion(key, "ES256", claims -> {});
  }

  private Answer token(String path, String scope, String assertion) {
    return client.post(
        path,
        "grant_type",
        "client_credentials",
        "scope",
        scope,
        "client_assertion_type",
        TYPE,
        "client_assertion",
        assertion);
  }

  private Answer token(String assertion) {
    return token(TOKEN, "okta-m2m-access", assertion);
  }

  private void assertRefused(Answer answer, int status, String error, String description) {
    assertThat(answer.text("error_description")).isEqualTo(description);
    assertThat(answer.text("error")).isEqualTo(error);
    assertThat(answer.status()).isEqualTo(status);
  }

  private void assertInvalidClient(String assertion, String description) {
    assertRefused(token(assertion), 401, "invalid_client", description);
  }

  private void change(ServiceApp app) {
    sandbox.reconfigure(sandbox.org().withServiceApp(app));
  }

  private ServiceApp app() {
    return sandbox.org().serviceApps().get(0);
  }

  @Test
  void aMachineGetsATokenThatItsAuthorizationServerHasSigned() throws Exception {
    Answer answer = token(assertion());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("token_type")).isEqualTo("Bearer");
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3600);
    assertThat(answer.text("scope")).isEqualTo("okta-m2m-access");
    assertThat(answer.json().has("id_token")).isFalse();
    SignedJWT token = SignedJWT.parse(answer.text("access_token"));
    JWKSet keys = JWKSet.parse(client.get("/oauth2/default/v1/keys").body());
    RSAKey serverKey = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
    assertThat(token.verify(new RSASSAVerifier(serverKey))).isTrue();
    JWTClaimsSet claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(sandbox.oktaUrl() + "/oauth2/default");
    assertThat(claims.getAudience()).containsExactly("api://default");
    assertThat(claims.getSubject()).isEqualTo(CLIENT);
    assertThat(claims.getStringClaim("cid")).isEqualTo(CLIENT);
    assertThat(claims.getStringListClaim("scp")).containsExactly("okta-m2m-access");
    assertThat(client.get("/oauth2/v1/keys").body()).doesNotContain(serverKey.getKeyID());
  }

  private Answer revoke(String path, String token, String assertion) {
    return client.post(
        path, "client_assertion_type", TYPE, "client_assertion", assertion, "token", token);
  }

  private String assertionFor(String path) {
    return assertion(key, "ES256", claims -> claims.audience(sandbox.oktaUrl() + path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth2/v1/revoke", "/oauth2/default/v1/revoke"})
  void aMachineThatProvesWhoItIsMayRevoke(String path) {
    String token = token(assertion()).text("access_token");

    Answer revoked = revoke(path, token, assertionFor(path));

    assertThat(revoked.status()).isEqualTo(200);
    assertThat(revoke(path, "nobody-knows-it", assertionFor(path)).status()).isEqualTo(200);
    assertRefused(
        revoke(path, "", assertionFor(path)),
        400,
        "invalid_request",
        "The request is missing the required parameter 'token'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth2/v1/revoke", "/oauth2/default/v1/revoke"})
  void revokingTakesAGoodAssertionForThatEndpoint(String path) {
    String token = token(assertion()).text("access_token");
    String spent = assertionFor(path);
    revoke(path, token, spent);

    assertRefused(
        client.post(path, "client_id", CLIENT, "token", token),
        401,
        "invalid_client",
        "Client authentication failed. Either the client or the client credentials are invalid.");
    assertRefused(
        revoke(path, token, spent),
        401,
        "invalid_client",
        "The client_assertion token has already been used.");
    assertRefused(
        revoke(path, token, assertion()),
        401,
        "invalid_client",
        "The audience claim for client_assertion must be the endpoint invoked for the request.");
    assertRefused(
        revoke(
            path,
            token,
            assertion(
                SignedToken.newEcKey(Curve.P_256),
                "ES256",
                claims -> claims.audience(sandbox.oktaUrl() + path))),
        401,
        "invalid_client",
        "The client_assertion JWT kid is invalid.");
  }

  @Test
  void aMachineRevokesNobodyElsesTokens() {
    Answer janes = client.signIn(SandboxClient.SCOPES + " offline_access", "jane");
    String path = "/oauth2/v1/revoke";

    assertThat(revoke(path, janes.text("refresh_token"), assertionFor(path)).status())
        .isEqualTo(200);

    assertThat(client.refresh(janes.text("refresh_token")).status()).isEqualTo(200);
  }

  @Test
  void discoveryOfACustomServerNamesItsEndpoints() {
    Answer discovered = client.get("/oauth2/default/.well-known/oauth-authorization-server");
    assertThat(discovered.text("issuer")).isEqualTo(sandbox.oktaUrl() + "/oauth2/default");
    assertThat(discovered.text("token_endpoint")).isEqualTo(sandbox.oktaUrl() + TOKEN);
    assertThat(discovered.json().path("scopes_supported").toString())
        .contains("openid", "okta-m2m-access")
        .doesNotContain("okta.apps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "ES256", "ES384", "ES512"})
  void everyAlgorithmWithARegisteredKeyIsTaken(String algorithm) {
    JWK registered =
        switch (algorithm) {
          case "ES256" -> SignedToken.newEcKey(Curve.P_256);
          case "ES384" -> SignedToken.newEcKey(Curve.P_384);
          case "ES512" -> SignedToken.newEcKey(Curve.P_521);
          default -> SignedToken.newRsaKey();
        };
    change(app().withJwks(new JWKSet(registered).toString()));
    assertThat(token(assertion(registered, algorithm, claims -> {})).status()).isEqualTo(200);
  }

  @Test
  void aKeyIsRegisteredAsPemToo() throws Exception {
    RSAKey rsa = SignedToken.newRsaKey();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(rsa.toPublicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    change(app().withKeyPem(rsa.getKeyID(), pem));
    assertThat(token(assertion(rsa, "RS256", claims -> {})).status()).isEqualTo(200);
    assertThatIllegalArgumentException().isThrownBy(() -> app().withKeyPem("k", "no key"));
    assertThatIllegalArgumentException().isThrownBy(() -> app().withJwks("{\"keys\": 1}"));
  }

  @Test
  void theIssuerIsAnAudienceToo() {
    String issuer = sandbox.oktaUrl() + "/oauth2/default";
    assertThat(token(assertion(key, "ES256", claims -> claims.audience(issuer))).status())
        .isEqualTo(200);
  }

  @Test
  void anAssertionForAnotherEndpointIsRefused() {
    String elsewhere = sandbox.oktaUrl() + "/oauth2/v1/token";
    assertInvalidClient(
        assertion(key, "ES256", claims -> claims.audience(elsewhere)),
        "The audience claim for client_assertion must be the endpoint invoked for the request.");
  }

  @Test
  void anAssertionMustComeFromTheClientItself() {
    String own = "The issuer and subject claims for client_assertion must be the client_id.";
    assertInvalidClient(assertion(key, "ES256", claims -> claims.issuer("0oaother")), own);
    assertInvalidClient(assertion(key, "ES256", claims -> claims.subject("0oaother")), own);
    assertInvalidClient(
        assertion(key, "ES256", claims -> claims.issuer("0oaother").subject("0oaother")),
        "Invalid value for 'client_id' parameter.");
    assertRefused(
        client.post(
            TOKEN,
            "client_id",
            "0oaother",
            "grant_type",
            "client_credentials",
            "client_assertion_type",
            TYPE,
            "client_assertion",
            assertion()),
        401,
        "invalid_client",
        own);
  }

  @Test
  void anAssertionLivesAnHourAtMost() {
    Date anHour = Date.from(clock.instant().plus(Duration.ofHours(1)));
    assertThat(token(assertion(key, "ES256", claims -> claims.expirationTime(anHour))).status())
        .isEqualTo(200);
    Date longer = Date.from(clock.instant().plus(Duration.ofHours(1)).plusSeconds(1));
    assertInvalidClient(
        assertion(key, "ES256", claims -> claims.expirationTime(longer)),
        "The client_assertion token has an expiration too far into the future.");
    assertInvalidClient(
        assertion(key, "ES256", claims -> claims.expirationTime(null)),
        "The client_assertion token must have an expiration.");
    String late = assertion();
    clock.advance(Duration.ofMinutes(5));
    assertInvalidClient(late, "The client_assertion token is expired.");
    Date ahead = Date.from(clock.instant().plusSeconds(61));
    assertInvalidClient(
        assertion(key, "ES256", claims -> claims.issueTime(ahead)),
        "The client_assertion token was issued in the future.");
  }

  @Test
  void anAssertionIsGoodOnce() {
    String assertion = assertion();
    assertThat(token(assertion).status()).isEqualTo(200);
    assertInvalidClient(assertion, "The client_assertion token has already been used.");
    assertInvalidClient(
        assertion(key, "ES256", claims -> claims.jwtID(SignedToken.claims(assertion).getJWTID())),
        "The client_assertion token has already been used.");
  }

  @Test
  void aSignatureOfAnotherKeyIsRefused() {
    ECKey other = SignedToken.newEcKey(Curve.P_256);
    assertInvalidClient(
        assertion(other, "ES256", claims -> {}), "The client_assertion JWT kid is invalid.");
    JWK sameId = new ECKey.Builder(other).keyID(key.getKeyID()).build();
    assertInvalidClient(
        assertion(sameId, "ES256", claims -> {}), "The client_assertion signature is invalid.");
    RSAKey otherKind = new RSAKey.Builder(SignedToken.newRsaKey()).keyID(key.getKeyID()).build();
    assertInvalidClient(
        assertion(otherKind, "RS256", claims -> {}), "The client_assertion signature is invalid.");
    assertInvalidClient(
        assertion(otherKind, "PS256", claims -> {}),
        "The client_assertion signing algorithm is not supported.");
    assertInvalidClient("not a token", "The client_assertion is not a valid JWT.");
  }

  @Test
  void aKeyIdIsNeededOnceThereAreTwoKeys() {
    JWK nameless = new ECKey.Builder(key.toECKey()).keyID(null).build();
    assertThat(token(assertion(nameless, "ES256", claims -> {})).status()).isEqualTo(200);
    change(app().withJwks(new JWKSet(SignedToken.newEcKey(Curve.P_256)).toString()));
    assertInvalidClient(
        assertion(nameless, "ES256", claims -> {}), "The client_assertion JWT kid is invalid.");
  }

  @Test
  void aMachineWithoutAnAssertionIsRefused() {
    Answer bare = client.post(TOKEN, "client_id", CLIENT, "grant_type", "client_credentials");
    assertThat(bare.status()).isEqualTo(401);
    assertThat(bare.text("error")).isEqualTo("invalid_client");
    assertRefused(
        client.post(
            TOKEN,
            "grant_type",
            "client_credentials",
            "client_assertion_type",
            "jwt",
            "client_assertion",
            assertion()),
        401,
        "invalid_client",
        "The client_assertion_type is invalid.");
  }

  @Test
  void machinesAndPeopleHaveGrantsOfTheirOwn() {
    Answer person =
        client.post(
            TOKEN,
            "client_id",
            sandbox.oidcClientId(),
            "grant_type",
            "client_credentials",
            "scope",
            "okta-m2m-access");
    assertThat(person.text("error")).isEqualTo("unauthorized_client");
    Answer machine =
        client.post(
            TOKEN,
            "grant_type",
            "password",
            "client_assertion_type",
            TYPE,
            "client_assertion",
            assertion());
    assertThat(machine.text("error")).isEqualTo("unauthorized_client");
    assertThat(machine.text("error_description")).contains("[client_credentials]");
  }

  @Test
  void aScopeMustBeDefinedAndAllowed() {
    String policy =
        "Policy evaluation failed for this request, please check the policy configurations.";
    assertThat(token(TOKEN, "okta-m2m-access more", assertion()).text("error"))
        .isEqualTo("invalid_scope");
    assertThat(token(TOKEN, "", assertion()).text("error")).isEqualTo("invalid_scope");
    assertThat(token(TOKEN, "openid", assertion()).text("error")).isEqualTo("invalid_scope");
    change(app().withScopes("other"));
    assertRefused(token(assertion()), 400, "access_denied", policy);
    change(app().withScopes("okta-m2m-access"));
    AuthorizationServer server = sandbox.org().authorizationServers().get(0);
    sandbox.reconfigure(
        sandbox.org().withAuthorizationServer(server.withAllowedClients("0oaother")));
    assertRefused(token(assertion()), 400, "access_denied", policy);
    sandbox.reconfigure(sandbox.org().withAuthorizationServer(server.withAllowedClients(CLIENT)));
    assertThat(token(assertion()).status()).isEqualTo(200);
  }

  @Test
  void theOrgsOwnServerDefinesOktasScopesOnly() {
    Consumer<JWTClaimsSet.Builder> forOrg =
        claims -> claims.audience(sandbox.oktaUrl() + "/oauth2/v1/token");
    assertThat(
            token("/oauth2/v1/token", "okta-m2m-access", assertion(key, "ES256", forOrg))
                .text("error"))
        .isEqualTo("invalid_scope");
    change(app().withScopes("okta.users.read"));
    Answer answer = token("/oauth2/v1/token", "okta.users.read", assertion(key, "ES256", forOrg));
    assertThat(SignedToken.claims(answer.text("access_token")).getIssuer())
        .isEqualTo(sandbox.oktaUrl());
  }

  @Test
  void anUnknownServerIsNotFound() {
    Answer answer = token("/oauth2/aus1nowhere/v1/token", "okta-m2m-access", assertion());
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("errorCode")).isEqualTo("E0000007");
    assertThat(answer.text("errorSummary"))
        .isEqualTo("Not found: Resource not found: aus1nowhere (AuthorizationServer)");
    assertThat(client.get("/oauth2/default/token").text("errorCode")).isEqualTo("E0000007");
  }

  @Test
  void awsTakesTheTokenForTheRolesThatTrustTheServer() {
    String token = token(assertion()).text("access_token");
    Answer assumed = client.assumeRole(OrgConfig.ACME_MACHINE_ROLE, token);
    assertThat(assumed.status()).isEqualTo(200);
    assertThat(assumed.body())
        .contains("assumed-role/Deployer/sandbox-test", "api://default", CLIENT);
    Answer elsewhere = client.assumeRole("arn:aws:iam::123456789012:role/Admin", token);
    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(elsewhere.body()).contains("AccessDenied");
  }

  @Test
  void awsRefusesATokenForAnotherAudienceAndOneOfAServerItDoesNotKnow() {
    OrgConfig org = sandbox.org();
    sandbox.reconfigure(
        org.withAuthorizationServer(
            org.authorizationServers().get(0).withAudience("api://another")));
    assertThat(
            client
                .assumeRole(OrgConfig.ACME_MACHINE_ROLE, token(assertion()).text("access_token"))
                .body())
        .contains("InvalidIdentityToken", "Incorrect token audience");
    sandbox.reconfigure(org.withAuthorizationServer(AuthorizationServer.of("late")));
    String path = "/oauth2/late/v1/token";
    String assertion = assertion(key, "ES256", claims -> claims.audience(sandbox.oktaUrl() + path));
    assertThat(
            client
                .assumeRole(
                    OrgConfig.ACME_MACHINE_ROLE,
                    token(path, "okta-m2m-access", assertion).text("access_token"))
                .body())
        .contains("InvalidIdentityToken", "No OpenIDConnect provider found");
  }

  @Test
  void theOrgsOwnApiIsClosedToTokensOfCustomServers() {
    String token = token(assertion()).text("access_token");
    assertThat(client.getWithToken("/api/v1/apps", token).status()).isEqualTo(401);
  }

  @Test
  void aMachineKeepsItsKeyAndTheKeyIsASecret() {
    MachineIdentity machine = sandbox.machine();
    change(app().withScopes("okta-m2m-access", "more"));
    assertThat(sandbox.machine()).isEqualTo(machine);
    assertThat(machine.toString()).contains(CLIENT).doesNotContain("PRIVATE");
    assertThat(sandbox.issuedSecrets()).contains(machine.privateKeyPem());
    ServiceApp own =
        ServiceApp.of(CLIENT, "Own").withJwks(new JWKSet(SignedToken.newRsaKey()).toString());
    try (OktaAwsSandbox other =
        OktaAwsSandbox.builder().org(OrgConfig.acme().withServiceApp(own)).start()) {
      assertThatIllegalStateException().isThrownBy(other::machine);
    }
  }

  @Test
  void anOrgThatDoesNotFitTogetherIsRefused() {
    OrgConfig acme = OrgConfig.acme();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> acme.withServiceApp(ServiceApp.of(OrgConfig.ACME_CLIENT_ID, "Twice")))
        .withMessageContaining("is that of an OIDC app");
    WebIdentityRole role = acme.webIdentityRoles().get(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> acme.withWebIdentityRole(role.withAuthorizationServer("nowhere")))
        .withMessageContaining("not among authorizationServers");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> AuthorizationServer.of("v1"));
  }
}
