package io.github.oktaaws.testkit.internal.aws;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.oktaaws.testkit.internal.aws.AwsSts.OidcProvider;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the tokens of the registered OpenID Connect providers. */
final class WebIdentityTokens {
  // The algorithms AWS documents for OIDC providers.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final Clock clock;
  private final List<OidcProvider> providers;

  WebIdentityTokens(Clock clock, List<OidcProvider> providers) {
    this.clock = clock;
    this.providers = List.copyOf(providers);
  }

  /** Whom a good token is about. */
  record Identity(String issuer, String subject, String audience) {}

  Identity verify(String encoded) {
    try {
      SignedJWT token = SignedJWT.parse(encoded);
      JWTClaimsSet claims = token.getJWTClaimsSet();
      String issuer = required("iss", claims.getIssuer());
      List<OidcProvider> registered = registered(issuer);
      checkSignature(token, registered.get(0));
      checkTimes(claims);
      String audience = audience(claims, registered);
      return new Identity(issuer, required("sub", claims.getSubject()), audience);
    } catch (ParseException notAJwt) {
      throw StsError.invalidToken("The ID Token provided is not a valid JWT.");
    }
  }

  private List<OidcProvider> registered(String issuer) {
    List<OidcProvider> registered =
        providers.stream().filter(provider -> provider.issuer().equals(issuer)).toList();
    if (registered.isEmpty()) {
      throw StsError.invalidToken("No OpenIDConnect provider found in your account for " + issuer);
    }
    return registered;
  }

  private static void checkSignature(SignedJWT token, OidcProvider provider) {
    @Nullable JWKMatcher matcher =
        ALGORITHMS.contains(token.getHeader().getAlgorithm())
            ? JWKMatcher.forJWSHeader(token.getHeader())
            : null;
    List<JWK> keys = matcher == null ? List.of() : new JWKSelector(matcher).select(keys(provider));
    if (keys.isEmpty()) {
      throw StsError.invalidToken(
          "Couldn't retrieve verification key from your identity provider, please reference"
              + " AssumeRoleWithWebIdentity documentation for requirements");
    }
    if (keys.stream().noneMatch(key -> isSignedWith(key, token))) {
      throw StsError.invalidToken("Token signature invalid");
    }
  }

  private static JWKSet keys(OidcProvider provider) {
    try {
      return provider.keys().get();
    } catch (RuntimeException unreachable) {
      throw new StsError(
          "IDPCommunicationError",
          "Couldn't retrieve verification key from your identity provider");
    }
  }

  private static boolean isSignedWith(JWK jwk, SignedJWT token) {
    try {
      Key key = ((AsymmetricJWK) jwk).toPublicKey();
      JWSVerifier verifier =
          new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), key);
      return token.verify(verifier);
    } catch (JOSEException unusable) {
      return false;
    }
  }

  private void checkTimes(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Instant expiry = required("exp", claims.getExpirationTime()).toInstant();
    required("iat", claims.getIssueTime());
    if (!now.isBefore(expiry)) {
      throw StsError.expiredToken(
          "Token expired: current date/time "
              + now.getEpochSecond()
              + " must be before the expiration date/time "
              + expiry.getEpochSecond());
    }
    @Nullable Date notBefore = claims.getNotBeforeTime();
    if (notBefore != null && now.isBefore(notBefore.toInstant())) {
      throw StsError.invalidToken("Token is not yet valid");
    }
  }

  private static String audience(JWTClaimsSet claims, List<OidcProvider> registered)
      throws ParseException {
    @Nullable String authorizedParty = claims.getStringClaim("azp");
    List<String> audiences =
        authorizedParty == null ? claims.getAudience() : List.of(authorizedParty);
    return registered.stream()
        .map(OidcProvider::audience)
        .filter(audiences::contains)
        .findFirst()
        .orElseThrow(() -> StsError.invalidToken("Incorrect token audience"));
  }

  private static <T> T required(String claim, @Nullable T value) {
    if (value == null) {
      throw StsError.invalidToken("Missing a required claim: " + claim);
    }
    return value;
  }
}
