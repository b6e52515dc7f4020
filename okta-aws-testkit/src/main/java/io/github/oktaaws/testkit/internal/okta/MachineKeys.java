package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.ServiceApp;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Generates and registers the keys of service apps that were given none. */
final class MachineKeys {

  private record Generated(String keyId, KeyPair pair) {}

  private final Secrets secrets;

  /** By client id; an app keeps its key while its settings change. */
  private final Map<String, Generated> keys = new HashMap<>();

  MachineKeys(Secrets secrets) {
    this.secrets = secrets;
  }

  OrgConfig registered(OrgConfig config) {
    OrgConfig complete = config;
    for (ServiceApp app : config.serviceApps()) {
      if (app.keys().isEmpty()) {
        Generated key = keys.computeIfAbsent(app.clientId(), any -> generate());
        complete = complete.withServiceApp(app.withKey(key.keyId(), key.pair().getPublic()));
      }
    }
    return complete;
  }

  /**
   * What a machine with a generated key signs in with.
   *
   * @throws IllegalStateException when its keys were given
   */
  MachineIdentity identity(String clientId) {
    Generated key = keys.get(clientId);
    if (key == null) {
      throw new IllegalStateException(
          "the private key of " + clientId + " is with whoever has registered the public one");
    }
    return new MachineIdentity(clientId, key.keyId(), pem(key.pair()));
  }

  private Generated generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      Generated key = new Generated(Ids.letters("", 43), generator.generateKeyPair());
      secrets.issue(pem(key.pair()));
      secrets.issue(Base64.getEncoder().encodeToString(key.pair().getPrivate().getEncoded()));
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(KeyPair pair) {
    byte[] encoded = pair.getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
