package io.github.oktaaws.signin;

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

  /** A form with an assertion of its own for this address. */
  Map<String, String> authenticated(Map<String, String> form, URI address) {
    Map<String, String> authenticated = new LinkedHashMap<>(form);
    authenticated.put("client_assertion_type", TYPE);
    authenticated.put("client_assertion", signed(address));
    return authenticated;
  }

  private String signed(URI audience) {
    Instant now = clock.instant();
    byte[] header =
        Json.write(
            json -> {
              json.writeStringField("alg", key.algorithm().name());
              json.writeStringField("kid", key.keyId());
            });
    byte[] claims =
        Json.write(
            json -> {
              json.writeStringField("iss", clientId);
              json.writeStringField("sub", clientId);
              json.writeStringField("aud", audience.toString());
              json.writeNumberField("iat", now.getEpochSecond());
              json.writeNumberField("exp", now.plus(LIFE).getEpochSecond());
              json.writeStringField("jti", UUID.randomUUID().toString());
            });
    String input = base64(header) + "." + base64(claims);
    return input + "." + base64(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
