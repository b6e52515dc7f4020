package io.github.oktaaws.examples.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oktaaws.RoleCredentials;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Credentials as {@code credential_process} answers (AWS SDKs and Tools Reference Guide, "Process
 * credential provider").
 */
public final class ProcessCredentials {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ProcessCredentials() {}

  /**
   * The answer.
   *
   * @param credentials the credentials
   * @return one JSON document on one line; {@code Expiration} is STS's own, in UTC
   */
  public static String of(RoleCredentials credentials) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Version", 1);
    document.put("AccessKeyId", credentials.accessKeyId());
    document.put("SecretAccessKey", credentials.secretAccessKey());
    document.put("SessionToken", credentials.sessionToken());
    document.put("Expiration", Expiration.of(credentials));
    document.put("AccountId", credentials.accountId());
    try {
      return JSON.writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      // without the cause: it may quote what it could not write
      throw new IllegalStateException("credentials that are no text");
    }
  }
}
