package io.github.oktaaws.testkit.internal.okta;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import okhttp3.tls.HeldCertificate;

/** An RSA key of the org with its certificate. */
record SigningKey(String id, PrivateKey privateKey, X509Certificate certificate) {

  /** Valid for decades, so that a test may set its clock to any year. */
  static SigningKey generate(String commonName) {
    HeldCertificate held =
        new HeldCertificate.Builder()
            .rsa2048()
            .commonName(commonName)
            .organizationalUnit("SSOProvider")
            .validityInterval(
                Instant.parse("2000-01-01T00:00:00Z").toEpochMilli(),
                Instant.parse("2099-12-31T00:00:00Z").toEpochMilli())
            .build();
    return new SigningKey(Ids.letters("", 43), held.keyPair().getPrivate(), held.certificate());
  }

  JWKSet publicKeys() {
    return new JWKSet(
        new RSAKey.Builder((RSAPublicKey) certificate.getPublicKey())
            .keyID(id)
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.RS256)
            .build());
  }

  @Override
  public String toString() {
    return "SigningKey[id=" + id + "]";
  }
}
