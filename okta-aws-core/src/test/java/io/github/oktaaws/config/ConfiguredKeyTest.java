package io.github.oktaaws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kinds of keys that settings take, signed in with at the sandbox, and what is told of none.
 */
class ConfiguredKeyTest {

  private static final String PASSPHRASE = "correct horse passphrase";
  private static final String FILE = "OKTA_AWSCLI_PRIVATE_KEY_FILE";

  private final Path home;
  private final OktaAwsSandbox sandbox = OktaAwsSandbox.start();
  private final ConfigDraft draft;

  ConfiguredKeyTest(@TempDir Path home) {
    this.home = home;
    this.draft =
        new ConfigDraft(home)
            .variable("OKTA_AWSCLI_ORG_DOMAIN", sandbox.oktaUrl())
            .variable("OKTA_AWSCLI_OIDC_CLIENT_ID", sandbox.machine().clientId())
            .variable("OKTA_AWSCLI_KEY_ID", sandbox.machine().keyId())
            .variable("OKTA_AWSCLI_IAM_ROLE", OrgConfig.ACME_MACHINE_ROLE)
            .variable("OKTA_AWSCLI_AWS_REGION", "us-east-1")
            .variable("OKTA_AWS_STS_ENDPOINT", sandbox.stsUrl())
            .variable("OKTA_AWS_FLOW", "m2m");
  }

  @AfterEach
  void stop() {
    Planted.secretsOf(sandbox);
    Planted.secrets(PASSPHRASE);
    sandbox.close();
  }

  @Test
  void aJwkIsAKeyAsTextAndInAFile() throws Exception {
    String jwk = jwk(sandbox.machine().keyId());

    assertAccepted(draft.variable("OKTA_AWSCLI_PRIVATE_KEY", jwk));
    assertAccepted(
        draft.variable("OKTA_AWSCLI_PRIVATE_KEY", "").variable(FILE, fileOf(jwk).toString()));
  }

  @Test
  void aJwkOfAnotherIdIsRefused() throws Exception {
    ConfigurationException error =
        refused(draft.variable("OKTA_AWSCLI_PRIVATE_KEY", jwk("another")));

    assertThat(error).hasMessageContainingAll("another", sandbox.machine().keyId(), "key-id");
  }

  @Test
  void anEncryptedPemIsAKeyWithItsPassphrase() throws Exception {
    draft.variable("OKTA_AWS_PRIVATE_KEY_PASSPHRASE", PASSPHRASE);

    assertAccepted(draft.variable("OKTA_AWSCLI_PRIVATE_KEY", encrypted()));
    assertAccepted(
        draft
            .variable("OKTA_AWSCLI_PRIVATE_KEY", "")
            .variable(FILE, fileOf(encrypted()).toString()));
  }

  @Test
  void anEncryptedPemWithoutAPassphraseIsToldWithTheSettingThatGivesIt() throws Exception {
    Path file = fileOf(encrypted());

    ConfigurationException error = refused(draft.variable(FILE, file.toString()));

    assertThat(error)
        .hasMessageContainingAll(
            "private-key-file",
            file.toString(),
            "private-key-passphrase",
            "OKTA_AWS_PRIVATE_KEY_PASSPHRASE")
        .hasMessageNotContaining("encryptedPem");
  }

  @Test
  void aWrongPassphraseIsToldWithTheFile() throws Exception {
    Path file = fileOf(encrypted());
    draft.variable("OKTA_AWS_PRIVATE_KEY_PASSPHRASE", "wrong horse");

    assertThat(refused(draft.variable(FILE, file.toString())))
        .hasMessageContainingAll(file.toString(), "passphrase")
        .hasMessageNotContaining("wrong horse");
  }

  @Test
  void aFileThatIsNotThereIsToldWithKeyPathAndPlace() {
    Path file = home.resolve("nowhere.pem");

    assertThat(refused(draft.variable(FILE, file.toString())))
        .hasMessageContainingAll(
            "private-key-file",
            file.toString(),
            "environment variable OKTA_AWSCLI_PRIVATE_KEY_FILE",
            "does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage of nobody's", "{\"kty\":", "-----BEGIN PRIVATE KEY-----\n"})
  void aFileOfSomethingElseIsToldWithKeyPathAndPlaceAndNotQuoted(String garbage)
      throws IOException {
    Path file = fileOf(garbage);

    assertThat(refused(draft.variable(FILE, file.toString())))
        .hasMessageContainingAll(
            "private-key-file",
            file.toString(),
            "environment variable OKTA_AWSCLI_PRIVATE_KEY_FILE")
        .hasMessageNotContaining("garbage")
        .hasMessageNotContaining("as a Path");
  }

  @Test
  void aPathInPlaceOfTheKeyIsToldWhereItBelongs() {
    assertThat(refused(draft.variable("OKTA_AWSCLI_PRIVATE_KEY", "/run/secrets/key.pem")))
        .hasMessageContainingAll("private-key ", "private-key-file")
        .hasMessageNotContaining("/run/secrets");
  }

  private static void assertAccepted(ConfigDraft draft) {
    assertThat(new SharedSessions().role(draft.resolve()).get(Request.silent()).roleArn())
        .isEqualTo(OrgConfig.ACME_MACHINE_ROLE);
  }

  private static ConfigurationException refused(ConfigDraft draft) {
    return Planted.thrown(
        catchThrowableOfType(
            ConfigurationException.class, () -> new SharedSessions().role(draft.resolve())));
  }

  private Path fileOf(String text) throws IOException {
    return Files.writeString(home.resolve("key"), text);
  }

  private ECPrivateKey key() throws GeneralSecurityException {
    String base64 = sandbox.machine().privateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
    return (ECPrivateKey)
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private String jwk(String keyId) throws GeneralSecurityException {
    BigInteger d = key().getS();
    byte[] bytes = d.toByteArray();
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Planted.secrets(text);
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"" + keyId + "\",\"d\":\"" + text + "\"}";
  }

  private String encrypted() throws GeneralSecurityException, IOException {
    String scheme = "PBEWithHmacSHA256AndAES_256";
    Cipher cipher = Cipher.getInstance(scheme);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(scheme)
            .generateSecret(new PBEKeySpec(PASSPHRASE.toCharArray())));
    byte[] pbes2 = HexFormat.of().parseHex("06092a864886f70d01050d");
    byte[] der =
        der(
            0x30,
            der(0x30, pbes2, cipher.getParameters().getEncoded()),
            der(0x04, cipher.doFinal(key().getEncoded())));
    return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
  }

  /** The JDK cannot write what encrypts a key before Java 19. */
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    der.write(0x82);
    der.write(content.size() >> 8);
    der.write(content.size());
    der.writeBytes(content.toByteArray());
    return der.toByteArray();
  }
}
