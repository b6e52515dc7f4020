package io.github.oktaaws.testkit.internal.okta;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.oktaaws.testkit.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Proofs of possession: RFC 9449 §4.3, with the nonces of §8 where tokens are asked for. */
final class DpopProofs {

  private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration NONCE_LIFE = Duration.ofHours(24);

  /** A proof whose signature is good. */
  private record Proof(JWTClaimsSet claims, String keyThumbprint) {}

  private final OktaState state;

  /** When each proof that was used may be forgotten, by key and {@code jti}. */
  private final Map<String, Instant> used = new Bounded<>();

  private String nonce = Ids.secret(24);
  private Instant nonceUntil = Instant.MIN;

  DpopProofs(OktaState state) {
    this.state = state;
  }

  void rotateNonce() {
    nonce = Ids.secret(24);
    nonceUntil = state.clock.instant().plus(NONCE_LIFE);
  }

  /**
   * The thumbprint of the key that the tokens asked for will be bound to; empty when the request
   * has no proof and needs none.
   */
  String forTokens(OAuthRequest request, boolean required) throws OAuthRefusal {
    List<String> proofs = request.http().headers().values("DPoP");
    if (proofs.isEmpty() && !required) {
      return "";
    }
    Proof proof = verified(request.http());
    if (!state.clock.instant().isBefore(nonceUntil)) {
      rotateNonce();
    }
    if (!nonce.equals(proof.claims().getClaim("nonce"))) {
      throw OAuthRefusal.dpopNonceRequired(nonce);
    }
    return proof.keyThumbprint();
  }

  /** The thumbprint of the key that a resource is asked for with. */
  String forResource(SandboxRequest request, String accessToken) throws OAuthRefusal {
    Proof proof = verified(request);
    if (!hash(accessToken).equals(proof.claims().getClaim("ath"))) {
      throw refusal("The DPoP proof JWT 'ath' claim is invalid.");
    }
    return proof.keyThumbprint();
  }

  private Proof verified(SandboxRequest request) throws OAuthRefusal {
    List<String> proofs = request.headers().values("DPoP");
    if (proofs.isEmpty()) {
      throw refusal("The DPoP proof JWT header is missing.");
    }
    if (proofs.size() > 1) {
      throw refusal("There is more than one DPoP proof JWT header.");
    }
    try {
      SignedJWT jwt = SignedJWT.parse(proofs.get(0));
      Proof proof = new Proof(jwt.getJWTClaimsSet(), signingKey(jwt));
      checkTarget(proof.claims(), request);
      checkTime(proof.claims());
      spend(proof);
      return proof;
    } catch (ParseException | IllegalArgumentException | JOSEException e) {
      throw refusal("The DPoP proof JWT is malformed.");
    }
  }

  private static String signingKey(SignedJWT jwt)
      throws OAuthRefusal, ParseException, JOSEException {
    JWSHeader header = jwt.getHeader();
    @Nullable JWK key = header.getJWK();
    if (!TYPE.equals(header.getType())) {
      throw refusal("The DPoP proof JWT header 'typ' must be 'dpop+jwt'.");
    }
    if (!ClientAssertions.ALGORITHMS.contains(header.getAlgorithm())) {
      throw refusal("The DPoP proof JWT header 'alg' is not supported.");
    }
    if (key == null || key.isPrivate()) {
      throw refusal("The DPoP proof JWT header 'jwk' must be a public key.");
    }
    if (!(key instanceof AsymmetricJWK pair)
        || !jwt.verify(
            new DefaultJWSVerifierFactory().createJWSVerifier(header, pair.toPublicKey()))) {
      throw refusal("The DPoP proof JWT signature is invalid.");
    }
    return key.computeThumbprint().toString();
  }

  private void checkTarget(JWTClaimsSet claims, SandboxRequest request) throws OAuthRefusal {
    if (!request.method().equals(claims.getClaim("htm"))) {
      throw refusal("The DPoP proof JWT 'htm' claim is not the request's method.");
    }
    if (!(state.baseUrl + request.path()).equals(claims.getClaim("htu"))) {
      throw refusal("The DPoP proof JWT 'htu' claim is not the request's URL.");
    }
  }

  private void checkTime(JWTClaimsSet claims) throws OAuthRefusal {
    Instant now = state.clock.instant();
    @Nullable Date issued = claims.getIssueTime();
    if (issued == null
        || issued.toInstant().isBefore(now.minus(WINDOW))
        || issued.toInstant().isAfter(now.plus(WINDOW))) {
      throw refusal("The DPoP proof JWT 'iat' claim is not within five minutes of now.");
    }
  }

  private void spend(Proof proof) throws OAuthRefusal {
    Instant now = state.clock.instant();
    used.values().removeIf(end -> now.isAfter(end));
    @Nullable String id = proof.claims().getJWTID();
    if (id == null || id.isEmpty()) {
      throw refusal("The DPoP proof JWT 'jti' claim is missing.");
    }
    Instant end = now.plus(WINDOW).plus(WINDOW);
    if (used.putIfAbsent(proof.keyThumbprint() + " " + id, end) != null) {
      throw refusal("The DPoP proof JWT has already been used.");
    }
  }

  private static OAuthRefusal refusal(String description) {
    return OAuthRefusal.badRequest("invalid_dpop_proof", description);
  }

  private static String hash(String accessToken) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
