package io.github.oktaaws.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.testing.Planted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.tls.HeldCertificate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of a key must be the key: the org, which knows its public half, judges. */
class ClientKeyTest {

  private static final RSAKey RSA = MachineOrg.rsa("rsa");
  private static final String PASSPHRASE = "correct horse battery";

  private final MachineOrg okta = new MachineOrg();
  private final Path directory;

  ClientKeyTest(@TempDir Path directory) throws Exception {
    this.directory = directory;
    okta.register(RSA);
    Planted.secrets(PASSPHRASE, base64(RSA.toPrivateKey().getEncoded()));
  }

  @AfterEach
  void stop() {
    okta.close();
  }

  @Test
  void pkcs8OfAnRsaKeySignsWithRs256() throws Exception {
    ClientKey key = ClientKey.pem("rsa", pem("PRIVATE KEY", RSA.toPrivateKey().getEncoded()));

    assertAccepted(key);
    assertThat(key.algorithm()).isEqualTo(SignatureAlgorithm.RS256);
    assertThat(key.keyId()).isEqualTo("rsa");
  }

  @Test
  void pkcs1() {
    HeldCertificate made = new HeldCertificate.Builder().rsa2048().build();
    okta.register(
        new RSAKey.Builder((java.security.interfaces.RSAPublicKey) made.keyPair().getPublic())
            .keyID("pkcs1")
            .build());

    assertAccepted(ClientKey.pem("pkcs1", made.privateKeyPkcs1Pem()));
  }

  /** okta-aws-cli 2.6.0 signs with ES256 whatever the curve. */
  @ParameterizedTest
  @CsvSource({"P-256, ES256", "P-384, ES384", "P-521, ES512"})
  void theCurveDecidesWithWhatAnEcKeySigns(String curve, SignatureAlgorithm algorithm)
      throws Exception {
    ECKey ec = MachineOrg.ec(curve);
    okta.register(ec);
    String id = ec.getKeyID();

    for (ClientKey key :
        List.of(
            ClientKey.pem(id, pem("PRIVATE KEY", ec.toECPrivateKey().getEncoded())),
            ClientKey.pem(id, ecParameters() + pem("EC PRIVATE KEY", sec1(ec))),
            ClientKey.of(id, ec.toECPrivateKey()),
            ClientKey.jwk(ec.toJSONString()))) {
      assertAccepted(key);
      assertThat(key.algorithm()).isEqualTo(algorithm);
    }
  }

  @Test
  void encryptedPkcs8() throws Exception {
    String pem = pem("ENCRYPTED PRIVATE KEY", encrypted(RSA.toPrivateKey()));
    Path file = Files.writeString(directory.resolve("key.pem"), pem);
    char[] passphrase = PASSPHRASE.toCharArray();

    assertAccepted(ClientKey.encryptedPem("rsa", pem, passphrase));
    assertAccepted(ClientKey.encryptedPem("rsa", file, passphrase));
    assertThat(passphrase).as("is the caller's").isEqualTo(PASSPHRASE.toCharArray());
    assertRefused(
        () -> ClientKey.encryptedPem("rsa", pem, "wrong horse".toCharArray()),
        "cannot be decrypted");
    assertRefused(
        () -> ClientKey.encryptedPem("rsa", pem, "pässword".toCharArray()), "not in ASCII");
    assertRefused(() -> ClientKey.pem("rsa", pem), "encryptedPem");
  }

  @Test
  void aPassphraseForAKeyThatIsNotEncryptedIsAMistake() throws Exception {
    String pem = pem("PRIVATE KEY", RSA.toPrivateKey().getEncoded());

    assertRefused(
        () -> ClientKey.encryptedPem("rsa", pem, PASSPHRASE.toCharArray()), "not encrypted");
  }

  @Test
  void literalLineEndsOfAnEnvironmentVariableAreAccepted() throws Exception {
    String pem = pem("PRIVATE KEY", RSA.toPrivateKey().getEncoded());

    assertAccepted(ClientKey.pem("rsa", pem.replace("\n", "\\n")));
    assertAccepted(ClientKey.pem("rsa", pem.replace("\n", "\\r\\n")));
    assertAccepted(ClientKey.pem("rsa", pem.replace("\n", " ")));
    assertAccepted(ClientKey.pem("rsa", "of the nightly job\n" + pem.replace("\n", "\r\n")));
  }

  @Test
  void aFileIsReadAndOneThatCannotBeIsNamed() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("key.pem"), pem("PRIVATE KEY", RSA.toPrivateKey().getEncoded()));
    Path large = Files.write(directory.resolve("large.pem"), new byte[65 * 1024]);

    assertAccepted(ClientKey.pem("rsa", file));
    assertRefused(() -> ClientKey.pem("rsa", directory.resolve("none.pem")), "none.pem");
    assertRefused(() -> ClientKey.pem("rsa", directory), "cannot be read");
    assertRefused(() -> ClientKey.pem("rsa", large), "too long");
    assertRefused(() -> ClientKey.pem("rsa", "x".repeat(65 * 1024)), "too long");
  }

  @Test
  void whatOpensslEncryptedTheOldWaySaysHowToEncryptItAnew() {
    assertRefused(
        () ->
            ClientKey.pem(
                "rsa",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info:"
                    + " AES-128-CBC,5D7DBD\n\nMIIEogIBAAKCAQEA\n-----END RSA PRIVATE KEY-----\n"),
        "Proc-Type",
        "openssl pkcs8 -topk8");
    assertRefused(
        () ->
            ClientKey.encryptedPem(
                "rsa",
                pem("ENCRYPTED PRIVATE KEY", encryptedOtherwise(RSA.toPrivateKey())),
                PASSPHRASE.toCharArray()),
        "cannot undo",
        "openssl pkcs8 -topk8");
  }

  @Test
  void aPublicKeyInPlaceOfThePrivateOneIsNamed() throws Exception {
    assertRefused(
        () -> ClientKey.pem("rsa", pem("PUBLIC KEY", RSA.toPublicKey().getEncoded())),
        "a PUBLIC KEY and no private key");
    assertRefused(
        () -> ClientKey.pem("rsa", new HeldCertificate.Builder().build().certificatePem()),
        "a CERTIFICATE and no private key");
    assertRefused(() -> ClientKey.jwk(RSA.toPublicJWK().toJSONString()), "is a public key");
  }

  @Test
  void keysOfOtherKindsAreNamed() throws Exception {
    byte[] ed25519 =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
    byte[] secp256k1 =
        HexFormat.of()
            .parseHex(
                "303e020100301006072a8648ce3d020106052b8104000a042730250201010420"
                    + "11".repeat(32));

    assertRefused(() -> ClientKey.pem("ed", pem("PRIVATE KEY", ed25519)), "neither an RSA key");
    assertRefused(() -> ClientKey.pem("k1", pem("PRIVATE KEY", secp256k1)), "not on a named curve");
    assertRefused(() -> ClientKey.pem("dsa", pem("DSA PRIVATE KEY", ed25519)), "DSA PRIVATE KEY");
    assertRefused(
        () ->
            ClientKey.of(
                "ed",
                KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(ed25519))),
        "not one that Okta takes");
    assertRefused(() -> ClientKey.jwk("{\"kty\":\"OKP\",\"kid\":\"k\",\"d\":\"AA\"}"), "OKP");
    assertRefused(
        () -> ClientKey.jwk("{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"kid\":\"k\",\"d\":\"AA\"}"),
        "secp256k1");
  }

  @Test
  void anRsaKeyThatIsTooShortIsRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    PrivateKey tooShort = generator.generateKeyPair().getPrivate();

    assertRefused(
        () -> ClientKey.pem("rsa", pem("PRIVATE KEY", tooShort.getEncoded())), "1024 bits");
  }

  @Test
  void twoKeysAreNotAnsweredWithTheFirst() throws Exception {
    String pem = pem("PRIVATE KEY", RSA.toPrivateKey().getEncoded());

    assertRefused(() -> ClientKey.pem("rsa", pem + pem), "2 private keys");
  }

  @Test
  void damagedKeysAreRefusedWhereverTheyAreDamagedAndNotQuoted() throws Exception {
    byte[] whole = RSA.toPrivateKey().getEncoded();
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertRefused(() -> ClientKey.pem("rsa", pem("PRIVATE KEY", cut)));
      assertRefused(() -> ClientKey.pem("rsa", pem("RSA PRIVATE KEY", cut)));
      assertRefused(() -> ClientKey.pem("rsa", pem("EC PRIVATE KEY", cut)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "key",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMIIE*canary-private-key\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\ncanary-private-key\n-----END RSA PRIVATE KEY-----",
        "/run/secrets/okta-aws.pem"
      })
  void textThatHoldsNoKeyIsRefusedAndNotQuoted(String text) {
    Planted.secrets("canary-private-key");

    assertRefused(() -> ClientKey.pem("rsa", text));
  }

  @Test
  void aJwkOfRsaWithItsAlgorithm() throws Exception {
    JWK jwk = new RSAKey.Builder(RSA).algorithm(com.nimbusds.jose.JWSAlgorithm.RS384).build();
    ClientKey key = ClientKey.jwk(jwk.toJSONString());

    assertAccepted(key);
    assertThat(key.algorithm()).isEqualTo(SignatureAlgorithm.RS384);
  }

  @Test
  void aJwkOfRsaWithoutItsFactors() {
    assertAccepted(
        ClientKey.jwk(
            "{\"kty\":\"RSA\",\"kid\":\"rsa\",\"n\":\""
                + RSA.getModulus()
                + "\",\"e\":\"AQAB\",\"d\":\""
                + RSA.getPrivateExponent()
                + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "{\"keys\":[]}",
        "{\"kty\":\"RSA\",\"d\":\"canary-private-key\"}",
        "{\"kty\":\"RSA\",\"kid\":\"k\",\"d\":\"canary-private-key!\"}",
        "{\"kty\":\"EC\",\"kid\":\"k\",\"crv\":\"P-256\",\"d\":\"\"}",
        "{\"kty\":\"EC\",\"kid\":\"k\",\"d\":\"canary-private-key\"}"
      })
  void aJwkThatIsNoneIsRefusedAndNotQuoted(String json) {
    Planted.secrets("canary-private-key");

    assertRefused(() -> ClientKey.jwk(json));
  }

  @Test
  void anAlgorithmThatDoesNotSuitTheKeyIsRefused() {
    ClientKey key = ClientKey.jwk(RSA.toJSONString());
    ClientKey elsewhere = ClientKey.of("kms", SignatureAlgorithm.RS256, input -> input);

    assertThat(key.with(SignatureAlgorithm.RS512).algorithm()).isEqualTo(SignatureAlgorithm.RS512);
    assertThat(elsewhere.with(SignatureAlgorithm.RS256)).isSameAs(elsewhere);
    assertRefused(() -> key.with(SignatureAlgorithm.ES256), "cannot sign with ES256");
    assertRefused(() -> elsewhere.with(SignatureAlgorithm.RS512), "a signer of its own");
    assertRefused(
        () -> ClientKey.jwk("{\"alg\":\"none\"," + RSA.toJSONString().substring(1)),
        "the algorithm none");
  }

  @Test
  void aKeyIdThatCannotBeIsRefused() {
    assertRefused(() -> ClientKey.of(" ", SignatureAlgorithm.RS256, input -> input), "key id");
    assertRefused(() -> ClientKey.of("a\nb", SignatureAlgorithm.RS256, input -> input), "key id");
  }

  @Test
  void aKeyPrintsItsIdAndAlgorithmOnly() {
    ClientKey key = Planted.said(ClientKey.jwk(RSA.toJSONString()));

    assertThat(key).hasToString("ClientKey[rsa, RS256]");
    assertThat(Planted.said(JsonWebKey.read(RSA.toJSONString()))).hasToString("JsonWebKey[RSA]");
  }

  @Test
  void derOfAnotherSignatureIsRefused() {
    assertRefused(() -> SignatureAlgorithm.RS256.fromDer(new byte[0]), "RSA");
    assertRefused(() -> SignatureAlgorithm.ES256.fromDer(new byte[64]), "not an ECDSA signature");
    assertRefused(
        () -> SignatureAlgorithm.ES256.fromDer(HexFormat.of().parseHex("3003020101")),
        "not an ECDSA signature");
  }

  private void assertAccepted(ClientKey key) {
    assertThat(okta.signIn(key).build().signIn().accessToken()).isNotEmpty();
  }

  private static void assertRefused(ThrowingCallable making, String... words) {
    ConfigurationException error =
        Planted.thrown(catchThrowableOfType(ConfigurationException.class, making));
    assertThat(error).hasMessageNotContaining("canary");
    assertThat(error.remedy()).isNotBlank();
    assertThat(words).allSatisfy(word -> assertThat(error).hasMessageContaining(word));
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  /** What openssl ecparam writes before the key. */
  private static String ecParameters() {
    return pem("EC PARAMETERS", HexFormat.of().parseHex("06082a8648ce3d030107"));
  }

  /** RFC 5915, which neither Java nor the JOSE library writes. */
  private static byte[] sec1(ECKey key) {
    byte[] d = key.getD().decode();
    return Der.sequence(
            new Der(Der.INTEGER, new byte[] {1}),
            new Der(Der.OCTET_STRING, d),
            new Der(0xa0, oid(curve(key).oid).encoded()))
        .encoded();
  }

  private static Curve curve(ECKey key) {
    return Arrays.stream(Curve.values())
        .filter(known -> known.jose.equals(key.getCurve().getName()))
        .findFirst()
        .orElseThrow();
  }

  /** PBES2 as openssl pkcs8 -topk8 writes it: PBKDF2 with HMAC-SHA-256, and AES-256 in CBC. */
  private static byte[] encrypted(PrivateKey key) throws Exception {
    byte[] salt = new byte[16];
    byte[] iv = new byte[16];
    PBEKeySpec passphrase = new PBEKeySpec(PASSPHRASE.toCharArray(), salt, 10_000, 256);
    byte[] aesKey =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(passphrase)
            .getEncoded();
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(aesKey, "AES"), new IvParameterSpec(iv));
    Der derivation =
        Der.sequence(
            oid("2a864886f70d01050c"),
            Der.sequence(
                new Der(Der.OCTET_STRING, salt),
                new Der(Der.INTEGER, new byte[] {0x27, 0x10}),
                Der.sequence(oid("2a864886f70d0209"), new Der(0x05, new byte[0]))));
    Der encryption = Der.sequence(oid("60864801650304012a"), new Der(Der.OCTET_STRING, iv));
    return Der.sequence(
            Der.sequence(oid("2a864886f70d01050d"), Der.sequence(derivation, encryption)),
            new Der(Der.OCTET_STRING, cipher.doFinal(key.getEncoded())))
        .encoded();
  }

  /** An encryption that nobody knows. */
  private static byte[] encryptedOtherwise(PrivateKey key) {
    return Der.sequence(
            Der.sequence(oid("2a864886f70d01057f")),
            new Der(Der.OCTET_STRING, Arrays.copyOf(key.getEncoded(), 64)))
        .encoded();
  }

  private static Der oid(String hex) {
    return new Der(Der.OBJECT_IDENTIFIER, HexFormat.of().parseHex(hex));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
