package io.github.oktaaws.testkit;

/**
 * What a machine signs in with: a service app of the org, and the private key whose public half is
 * registered with it.
 *
 * @param clientId the service app's client id
 * @param keyId the id of the registered key
 * @param privateKeyPem the private key, an EC key on P-256 in PKCS#8, {@code BEGIN PRIVATE KEY}
 */
public record MachineIdentity(String clientId, String keyId, String privateKeyPem) {

  @Override
  public String toString() {
    return "MachineIdentity[clientId=" + clientId + ", keyId=" + keyId + "]";
  }
}
