package io.github.oktaaws.testkit.internal.aws;

import com.nimbusds.jose.jwk.JWKSet;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** Placeholder. */
public final class AwsSts {
  public AwsSts(
      Clock clock,
      List<SamlProvider> samlProviders,
      List<Role> roles,
      List<OidcProvider> oidcProviders) {}

  public MockResponse answer(RecordedRequest request) {
    return new MockResponse.Builder().code(403).build();
  }

  public static boolean isFor(RecordedRequest request) {
    return request.getMethod().equals("POST") && request.getUrl().encodedPath().equals("/");
  }

  public record SamlProvider(String arn, String issuer, X509Certificate certificate) {}

  public record Role(String arn, Duration maxSessionDuration, Set<String> trustedPrincipals) {}

  public record OidcProvider(String issuer, String audience, Supplier<JWKSet> keys) {}

  public List<String> issuedSecrets() {
    return List.of();
  }

  public void rejectNext(String code, String message) {}
}
