package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.RoleCredentials;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Environment variables to be set, in their order.
 *
 * @param values the values by name
 */
public record Variables(Map<String, String> values) {

  /** Keeps a copy. */
  public Variables {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The variables from which AWS SDKs and the {@code aws} command line take credentials.
   *
   * @param credentials the credentials
   * @param extras what is wanted beside the keys
   * @return the variables; {@code AWS_CREDENTIAL_EXPIRATION} is STS's own time, in UTC
   */
  public static Variables of(RoleCredentials credentials, Extras extras) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
    values.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
    values.put("AWS_SESSION_TOKEN", credentials.sessionToken());
    if (extras.legacyToken()) {
      values.put("AWS_SECURITY_TOKEN", credentials.sessionToken());
    }
    values.put("AWS_CREDENTIAL_EXPIRATION", Expiration.of(credentials));
    extras
        .region()
        .ifPresent(
            region -> {
              values.put("AWS_REGION", region);
              values.put("AWS_DEFAULT_REGION", region);
            });
    return new Variables(values);
  }

  /** Prints the names alone. */
  @Override
  public String toString() {
    return "Variables" + values.keySet();
  }
}
