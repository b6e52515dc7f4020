package io.github.oktaaws.config;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import io.github.oktaaws.signin.ClientKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A machine's key as the settings have it; what is wrong is told in the settings' words. */
final class ConfiguredKey {

  private static final int LONGEST = 64 * 1024;

  private final String keyId;
  private final OktaAwsConfig config;
  private final Setting<?> setting;

  private ConfiguredKey(String keyId, OktaAwsConfig config, Setting<?> setting) {
    this.keyId = keyId;
    this.config = config;
    this.setting = setting;
  }

  /** Whether a key is a JWK, which is a JSON object. */
  static boolean isJson(String text) {
    return text.strip().startsWith("{");
  }

  /** The key in the text. */
  static ClientKey of(String keyId, String text, OktaAwsConfig config) {
    return new ConfiguredKey(keyId, config, Setting.PRIVATE_KEY).read(text);
  }

  /** The key in the file, which is read now. */
  static ClientKey of(String keyId, Path file, OktaAwsConfig config) {
    ConfiguredKey key = new ConfiguredKey(keyId, config, Setting.PRIVATE_KEY_FILE);
    return key.read(key.text(file));
  }

  private String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw wrong("is too long for a key", "Name the file of the key alone.");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw wrong("does not exist", "Correct the path, or put the key there.");
    } catch (CharacterCodingException e) {
      throw wrong("is not text", "Name the file of a private key in PEM, or of a JWK.");
    } catch (IOException e) {
      throw wrong(
          "cannot be read (" + e.getClass().getSimpleName() + ")", "Let this user read it.");
    }
  }

  private ClientKey read(String text) {
    boolean pem = text.contains("-----BEGIN");
    if (!isJson(text) && !pem) {
      throw wrong("holds no private key", "Give a private key in PEM, or a JWK with its d.");
    }
    char[] passphrase =
        config.get(Setting.PRIVATE_KEY_PASSPHRASE).map(String::toCharArray).orElse(null);
    if (passphrase == null && text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
      throw wrong(
          "holds a key that is encrypted, and private-key-passphrase is not set",
          "Set the environment variable "
              + Setting.PRIVATE_KEY_PASSPHRASE.environment().get(0)
              + ".");
    }
    try {
      if (isJson(text)) {
        return sameId(ClientKey.jwk(text));
      }
      return passphrase == null
          ? ClientKey.pem(keyId, text)
          : ClientKey.encryptedPem(keyId, text, passphrase);
    } catch (ConfigurationException e) {
      // no message of a key's quotes the key
      throw wrong("cannot be used", String.valueOf(e.getMessage()));
    }
  }

  /** The id that is set is the one that is meant; a JWK of another one is another key. */
  private ClientKey sameId(ClientKey key) {
    if (!key.keyId().equals(keyId)) {
      throw new ConfigurationException(
          "Its kid is \"" + key.keyId() + "\" and key-id is \"" + keyId + "\".",
          "Set key-id to the kid, or give the other key.");
    }
    return key;
  }

  private ConfigurationException wrong(String problem, String remedy) {
    String value =
        setting.isSecret()
            ? ""
            : " \"" + Words.printable(config.get(setting).map(Object::toString).orElse("")) + "\"";
    return new ConfigurationException(
        setting.name() + value + " (" + config.origin(setting).orElse("") + ") " + problem + ".",
        remedy);
  }
}
