package io.github.oktaaws.signin;

import io.github.oktaaws.internal.http.OktaErrors;
import java.util.Map;

/**
 * A grant that is asked for again until a person has approved.
 *
 * @param name as the Admin Console calls it
 * @param form what is posted each time
 * @param secrets those values of the form that no message may quote, each with what stands for it
 */
record PolledGrant(String name, Map<String, String> form, Map<String, String> secrets) {

  /** RFC 8628 section 3.4. */
  static PolledGrant device(TokenClient client, String deviceCode) {
    return new PolledGrant(
        TokenClient.DEVICE_AUTHORIZATION,
        Map.of(
            "client_id",
            client.id(),
            "device_code",
            deviceCode,
            "grant_type",
            "urn:ietf:params:oauth:grant-type:device_code"),
        Map.of(deviceCode, "[device code]"));
  }

  /** What the server said, without the secrets, should it have quoted one. */
  OktaErrors hiding(OktaErrors error) {
    String description = error.description();
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      description = description.replace(secret.getKey(), secret.getValue());
    }
    return new OktaErrors(error.code(), description, error.answer(), error.step());
  }

  /** Prints no code. */
  @Override
  public String toString() {
    return "PolledGrant[" + name + "]";
  }
}
