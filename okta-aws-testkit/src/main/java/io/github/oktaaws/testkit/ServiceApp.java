package io.github.oktaaws.testkit;

import java.security.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An API service app: a machine that signs in with {@code client_credentials} and a signed
 * assertion ({@code private_key_jwt}), and nobody's password.
 *
 * @param clientId the client id
 * @param label its name
 * @param keys the registered public keys, RSA or EC, by key id. An app without any gets a fresh EC
 *     key when the sandbox starts, see {@link OktaAwsSandbox#machine()}
 * @param scopes the scopes that access policies let it have
 * @param dpopRequired whether its token requests need a DPoP proof
 */
public record ServiceApp(
    String clientId,
    String label,
    Map<String, PublicKey> keys,
    Set<String> scopes,
    boolean dpopRequired) {

  /**
   * Copies the collections.
   *
   * @param clientId the client id
   * @param label its name
   * @param keys the registered public keys, RSA or EC, by key id
   * @param scopes the scopes that access policies let it have
   * @param dpopRequired whether its token requests need a DPoP proof
   */
  public ServiceApp {
    Checks.notBlank(clientId, "clientId");
    Checks.notBlank(label, "label");
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    scopes = Checks.ordered(scopes);
  }

  /**
   * An app with the scope {@value AuthorizationServer#M2M_SCOPE} and no keys of its own.
   *
   * @param clientId the client id
   * @param label its name
   * @return the app
   */
  public static ServiceApp of(String clientId, String label) {
    return new ServiceApp(clientId, label, Map.of(), Set.of(AuthorizationServer.M2M_SCOPE), false);
  }

  /**
   * The same app with one more registered key, or another one of that id.
   *
   * @param keyId the key id, as the assertion's header names it
   * @param key an RSA or EC public key
   * @return a copy
   */
  public ServiceApp withKey(String keyId, PublicKey key) {
    Map<String, PublicKey> more = new LinkedHashMap<>(keys);
    more.put(keyId, key);
    return new ServiceApp(clientId, label, more, scopes, dpopRequired);
  }

  /**
   * The same app with one more registered key.
   *
   * @param keyId the key id, as the assertion's header names it
   * @param pem the key, {@code BEGIN PUBLIC KEY} or {@code BEGIN CERTIFICATE}
   * @return a copy
   * @throws IllegalArgumentException when it holds no RSA or EC key
   */
  public ServiceApp withKeyPem(String keyId, String pem) {
    return withKey(keyId, PublicKeys.pem(pem));
  }

  /**
   * The same app with the keys of a JWK set registered too.
   *
   * @param json a JWK set of RSA and EC keys, each with a {@code kid}; private parts are left out
   * @return a copy
   * @throws IllegalArgumentException when it is none
   */
  public ServiceApp withJwks(String json) {
    ServiceApp app = this;
    for (Map.Entry<String, PublicKey> key : PublicKeys.jwks(json).entrySet()) {
      app = app.withKey(key.getKey(), key.getValue());
    }
    return app;
  }

  /**
   * The same app with exactly these scopes.
   *
   * @param granted the scopes
   * @return a copy
   */
  public ServiceApp withScopes(String... granted) {
    return new ServiceApp(clientId, label, keys, Checks.ordered(List.of(granted)), dpopRequired);
  }

  /**
   * The same app with or without "Require Demonstrating Proof of Possession (DPoP) header in token
   * requests".
   *
   * @param required whether it is ticked
   * @return a copy
   */
  public ServiceApp withDpopRequired(boolean required) {
    return new ServiceApp(clientId, label, keys, scopes, required);
  }
}
