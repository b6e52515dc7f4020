package io.github.oktaaws.store;

/**
 * Where the key comes from that entries on disk are encrypted with. A key that rests in a file
 * beside the entries protects nothing: take it from where only the person or the service can get
 * it. A lambda over a key ring or a key management service can stand in for it.
 */
@FunctionalInterface
public interface KeySource {

  /**
   * Gets the key. It is asked once for each store object, when an entry is first read or written,
   * and again if the directory was made anew and has another salt. The array is not changed.
   *
   * @param salt sixteen random bytes that belong to the store's directory, for keys that are
   *     derived
   * @return 32 bytes, the same each time for the same salt
   * @throws io.github.oktaaws.error.ConfigurationException if there is no key; says what to do
   */
  byte[] key(byte[] salt);

  /**
   * A given key.
   *
   * @param key 32 random bytes
   * @return the source
   * @throws io.github.oktaaws.error.ConfigurationException if they are not 32
   */
  static KeySource bytes(byte[] key) {
    byte[] copy = KeySources.checked(key.clone(), "The key");
    return salt -> copy.clone();
  }

  /**
   * A key that is derived from a passphrase: PBKDF2 with HMAC-SHA-256, 600,000 rounds, which takes
   * some tenths of a second once per store object.
   *
   * @param passphrase the passphrase; copied
   * @return the source
   * @throws io.github.oktaaws.error.ConfigurationException if it is empty
   */
  static KeySource passphrase(char[] passphrase) {
    return KeySources.passphrase(passphrase.clone());
  }

  /**
   * A key from an environment variable: 32 random bytes in base64, as {@code openssl rand -base64
   * 32} makes them.
   *
   * @param name the variable, for example {@code OKTA_AWS_STORE_KEY}; read when the key is needed
   * @return the source
   */
  static KeySource environment(String name) {
    return salt -> KeySources.decoded(System.getenv(name), name);
  }
}
