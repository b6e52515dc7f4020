package io.github.oktaaws.testkit.internal.aws;

import static io.github.oktaaws.testkit.internal.aws.ResponseDraft.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class AssumeRoleWithWebIdentityTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private final StsOnLoopback sts = new StsOnLoopback(NOW);

  @AfterEach
  void stop() {
    sts.close();
  }

  private AssumeRoleWithWebIdentityResponse assume(
      String token, Consumer<AssumeRoleWithWebIdentityRequest.Builder> change) {
    AssumeRoleWithWebIdentityRequest.Builder request =
        AssumeRoleWithWebIdentityRequest.builder()
            .roleArn(ROLE)
            .roleSessionName("jane")
            .webIdentityToken(token);
    change.accept(request);
    try (StsClient client = sts.sdk()) {
      return client.assumeRoleWithWebIdentity(request.build());
    }
  }

  private void assertRejected(String token, String code, String text) {
    assertRejected(token, request -> {}, code, text);
  }

  private void assertRejected(
      String token,
      Consumer<AssumeRoleWithWebIdentityRequest.Builder> change,
      String code,
      String text) {
    StsException rejection = catchThrowableOfType(StsException.class, () -> assume(token, change));
    assertThat(rejection.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(rejection.awsErrorDetails().errorMessage()).contains(text);
    assertThat(rejection.statusCode()).isEqualTo(code.equals("AccessDenied") ? 403 : 400);
  }

  private String token(Consumer<JWTClaimsSet.Builder> change) throws Exception {
    return sts.idToken(sts.oidcKey, change);
  }

  @Test
  void aGoodTokenGivesASessionOfTheRole() throws Exception {
    AssumeRoleWithWebIdentityResponse session =
        assume(token(claims -> {}), request -> request.durationSeconds(900));
    assertThat(session.credentials().expiration()).isEqualTo(NOW.plusSeconds(900));
    assertThat(session.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/admin/jane");
    assertThat(session.subjectFromWebIdentityToken()).isEqualTo("00ujane");
    assertThat(session.audience()).isEqualTo(StsOnLoopback.OIDC_AUDIENCE);
    assertThat(session.provider())
        .isEqualTo("arn:aws:iam::111122223333:oidc-provider/acme.okta.com");
  }

  @Test
  void theAuthorizedPartyStandsForTheAudience() throws Exception {
    String good =
        token(claims -> claims.audience("api://x").claim("azp", StsOnLoopback.OIDC_AUDIENCE));
    assertThat(assume(good, request -> {}).audience()).isEqualTo(StsOnLoopback.OIDC_AUDIENCE);
    assertRejected(
        token(claims -> claims.claim("azp", "0oaother")),
        "InvalidIdentityToken",
        "Incorrect token audience");
  }

  @Test
  void anIssuerMayHaveSeveralAudiences() throws Exception {
    String token = token(claims -> claims.audience(List.of("api://other", "api://aws")));
    assertThat(assume(token, request -> {}).audience()).isEqualTo("api://aws");
  }

  @Test
  void aTokenForAnotherAudienceIsInvalid() throws Exception {
    assertRejected(
        token(claims -> claims.audience("0oaother")),
        "InvalidIdentityToken",
        "Incorrect token audience");
  }

  @Test
  void aTokenOfAnotherIssuerIsInvalid() throws Exception {
    assertRejected(
        token(claims -> claims.issuer("https://evil.example")),
        "InvalidIdentityToken",
        "No OpenIDConnect provider found in your account for https://evil.example");
  }

  @Test
  void aTokenIsGoodUntilItExpires() throws Exception {
    String token = token(claims -> {});
    sts.clock.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(assume(token, request -> {}).credentials()).isNotNull();
    sts.clock.advance(Duration.ofMillis(1));
    assertRejected(token, "ExpiredTokenException", "Token expired");
  }

  @Test
  void aTokenOfTheFutureIsInvalid() throws Exception {
    assertRejected(
        token(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(60)))),
        "InvalidIdentityToken",
        "not yet valid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "exp", "iat"})
  void aTokenNeedsTheClaimsThatAwsReads(String claim) throws Exception {
    assertRejected(
        token(claims -> claims.claim(claim, null)),
        "InvalidIdentityToken",
        "Missing a required claim: " + claim);
  }

  @Test
  void aTokenSignedWithAKeyTheIssuerDoesNotPublishIsInvalid() throws Exception {
    assertRejected(
        sts.idToken(StsOnLoopback.newOidcKey("k2"), claims -> {}),
        "InvalidIdentityToken",
        "Couldn't retrieve verification key");
    assertRejected(
        sts.idToken(StsOnLoopback.newOidcKey("k1"), claims -> {}),
        "InvalidIdentityToken",
        "Token signature invalid");
  }

  @Test
  void aChangedTokenIsInvalid() throws Exception {
    String[] good = token(claims -> {}).split("\\.", 3);
    String[] other = token(claims -> claims.subject("00umallory")).split("\\.", 3);
    assertRejected(
        good[0] + "." + other[1] + "." + good[2], "InvalidIdentityToken", "signature invalid");
  }

  @Test
  void aTokenThatIsNotSignedIsInvalid() {
    assertRejected(
        new PlainJWT(new JWTClaimsSet.Builder().issuer(StsOnLoopback.OIDC_ISSUER).build())
            .serialize(),
        "InvalidIdentityToken",
        "not a valid JWT");
  }

  @Test
  void aTokenSignedWithThePublicKeyAsASecretIsInvalid() throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(),
            SignedJWT.parse(token(claims -> {})).getJWTClaimsSet());
    token.sign(new MACSigner(sts.oidcKey.toRSAPublicKey().getEncoded()));
    assertRejected(token.serialize(), "InvalidIdentityToken", "Couldn't retrieve verification key");
  }

  @Test
  void aRoleThatDoesNotTrustTheIssuerIsDenied() throws Exception {
    assertRejected(
        token(claims -> {}),
        request -> request.roleArn("arn:aws:iam::111122223333:role/untrusting"),
        "AccessDenied",
        "Not authorized to perform sts:AssumeRoleWithWebIdentity");
  }

  @Test
  void aDurationOverTheRolesMaximumIsRejected() throws Exception {
    assertRejected(
        token(claims -> {}),
        request -> request.durationSeconds(28_801),
        "ValidationError",
        "exceeds the MaxSessionDuration");
  }

  @Test
  void aSessionNameOfAnotherFormIsRejected() throws Exception {
    assertRejected(
        token(claims -> {}),
        request -> request.roleSessionName("jane doe"),
        "ValidationError",
        "Value at 'roleSessionName' failed to satisfy constraint");
  }
}
