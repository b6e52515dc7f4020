package io.github.oktaaws.testkit.internal.okta;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.oktaaws.testkit.ServiceApp;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code private_key_jwt}: RFC 7523 §2.2 and 3, as Okta narrows them. */
final class ClientAssertions {

  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Duration LONGEST_LIFE = Duration.ofHours(1);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final OktaState state;

  /** When each assertion that was used ends, by client and {@code jti}. */
  private final Map<String, Instant> used = new Bounded<>();

  ClientAssertions(OktaState state) {
    this.state = state;
  }

  /** The machine whose key has signed the assertion; the assertion is used up. */
  ServiceApp verify(OAuthRequest request) throws OAuthRefusal {
    if (!TYPE.equals(request.form().get("client_assertion_type"))) {
      throw refusal("The client_assertion_type is invalid.");
    }
    try {
      SignedJWT assertion = SignedJWT.parse(request.form().getOrDefault("client_assertion", ""));
      JWTClaimsSet claims = assertion.getJWTClaimsSet();
      ServiceApp app = issuer(claims, request.form());
      checkSignature(assertion, app);
      checkAudience(claims, request);
      Instant expiry = checkTimes(claims);
      spend(app.clientId(), claims.getJWTID(), expiry);
      return app;
    } catch (ParseException notAJwt) {
      throw refusal("The client_assertion is not a valid JWT.");
    }
  }

  private ServiceApp issuer(JWTClaimsSet claims, Map<String, String> form) throws OAuthRefusal {
    @Nullable String issuer = claims.getIssuer();
    boolean itself = issuer != null && issuer.equals(claims.getSubject());
    if (!itself || !issuer.equals(form.getOrDefault("client_id", issuer))) {
      throw refusal("The issuer and subject claims for client_assertion must be the client_id.");
    }
    return state
        .config
        .serviceApp(issuer)
        .orElseThrow(() -> refusal("Invalid value for 'client_id' parameter."));
  }

  private static void checkSignature(SignedJWT assertion, ServiceApp app) throws OAuthRefusal {
    JWSHeader header = assertion.getHeader();
    if (!ALGORITHMS.contains(header.getAlgorithm())) {
      throw refusal("The client_assertion signing algorithm is not supported.");
    }
    PublicKey key = key(header.getKeyID(), app);
    boolean good;
    try {
      good = assertion.verify(new DefaultJWSVerifierFactory().createJWSVerifier(header, key));
    } catch (JOSEException otherKindOfKey) {
      good = false;
    }
    if (!good) {
      throw refusal("The client_assertion signature is invalid.");
    }
  }

  /** An app with one key needs no key id. */
  private static PublicKey key(@Nullable String id, ServiceApp app) throws OAuthRefusal {
    List<PublicKey> keys = List.copyOf(app.keys().values());
    @Nullable PublicKey key =
        id == null && keys.size() == 1 ? keys.get(0) : id == null ? null : app.keys().get(id);
    if (key == null) {
      throw refusal("The client_assertion JWT kid is invalid.");
    }
    return key;
  }

  private void checkAudience(JWTClaimsSet claims, OAuthRequest request) throws OAuthRefusal {
    List<String> audience = claims.getAudience();
    if (!audience.contains(state.baseUrl + request.http().path())
        && !audience.contains(request.server().issuer())) {
      throw refusal(
          "The audience claim for client_assertion must be the endpoint invoked for the request.");
    }
  }

  private Instant checkTimes(JWTClaimsSet claims) throws OAuthRefusal {
    Instant now = state.clock.instant();
    @Nullable Date expiry = claims.getExpirationTime();
    if (expiry == null) {
      throw refusal("The client_assertion token must have an expiration.");
    }
    if (!now.isBefore(expiry.toInstant())) {
      throw refusal("The client_assertion token is expired.");
    }
    if (expiry.toInstant().isAfter(now.plus(LONGEST_LIFE))) {
      throw refusal("The client_assertion token has an expiration too far into the future.");
    }
    @Nullable Date issued = claims.getIssueTime();
    if (issued != null && issued.toInstant().isAfter(now.plus(CLOCK_SKEW))) {
      throw refusal("The client_assertion token was issued in the future.");
    }
    return expiry.toInstant();
  }

  private void spend(String clientId, @Nullable String id, Instant expiry) throws OAuthRefusal {
    Instant now = state.clock.instant();
    used.values().removeIf(end -> !now.isBefore(end));
    if (id != null && used.putIfAbsent(clientId + " " + id, expiry) != null) {
      throw refusal("The client_assertion token has already been used.");
    }
  }

  private static OAuthRefusal refusal(String description) {
    return new OAuthRefusal(401, "invalid_client", description);
  }
}
