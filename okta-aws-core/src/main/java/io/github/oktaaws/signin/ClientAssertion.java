package io.github.oktaaws.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oktaaws.internal.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How a client proves with its key that it is the client (RFC 7523 section 2.2, {@code
 * private_key_jwt}). What it says is good for one request of the next five minutes.
 */
record ClientAssertion(String clientId, ClientKey key, Clock clock) {

  static final Duration LIFE = Duration.ofMinutes(5);

  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private record Header(@JsonProperty("alg") String algorithm, @JsonProperty("kid") String keyId) {}

  private record Claims(
      @JsonProperty("iss") String issuer,
      @JsonProperty("sub") String subject,
      @JsonProperty("aud") String audience,
      @JsonProperty("iat") long issuedAt,
      @JsonProperty("exp") long expiresAt,
      @JsonProperty("jti") String id) {}

  /** A form with an assertion of its own for this address. */
  Map<String, String> authenticated(Map<String, String> form, URI address) {
    Map<String, String> authenticated = new LinkedHashMap<>(form);
    authenticated.put("client_assertion_type", TYPE);
    authenticated.put("client_assertion", signed(address));
    return authenticated;
  }

  private String signed(URI audience) {
    Instant now = clock.instant();
    Claims claims =
        new Claims(
            clientId,
            clientId,
            audience.toString(),
            now.getEpochSecond(),
            now.plus(LIFE).getEpochSecond(),
            UUID.randomUUID().toString());
    String input =
        base64(Json.write(new Header(key.algorithm().name(), key.keyId())))
            + "."
            + base64(Json.write(claims));
    return input + "." + base64(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
