package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AES-256 in GCM (NIST SP 800-38D): a header, a nonce, the ciphertext with its tag. The header and
 * the entry's key are authenticated, so that a file put in another's place does not open.
 */
final class EncryptedSeal implements Seal {

  private static final Logger LOG = LoggerFactory.getLogger(TokenStore.class);
  private static final byte[] HEADER = "okta-aws 1 AES-256-GCM\n".getBytes(US_ASCII);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final StoreDirectory directory;
  private final KeySource keys;
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock deriving = new ReentrantLock();
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile @Nullable Derived derived;

  EncryptedSeal(StoreDirectory directory, KeySource keys) {
    this.directory = directory;
    this.keys = keys;
  }

  @Override
  public void prepare() throws IOException {
    key();
  }

  @Override
  public byte[] close(StoreKey key, byte[] entry) throws IOException {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(entry);
      return ByteBuffer.allocate(HEADER.length + NONCE_BYTES + closed.length)
          .put(HEADER)
          .put(nonce)
          .put(closed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This platform lacks AES/GCM/NoPadding", e);
    }
  }

  @Override
  public Optional<byte[]> open(StoreKey key, byte[] file) throws IOException {
    int start = HEADER.length + NONCE_BYTES;
    if (file.length < start + TAG_BITS / 8
        || !Arrays.equals(HEADER, Arrays.copyOf(file, HEADER.length))) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOfRange(file, HEADER.length, start);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce);
      return Optional.of(cipher.doFinal(file, start, file.length - start));
    } catch (AEADBadTagException e) {
      warnOnce();
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, StoreKey key, byte[] nonce)
      throws GeneralSecurityException, IOException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(HEADER);
    cipher.updateAAD(key.id().getBytes(US_ASCII));
    return cipher;
  }

  /** A key and the salt that it is for. */
  private record Derived(SecretKeySpec key, String salt) {

    @Override
    public String toString() {
      return "Derived[key=***]";
    }
  }

  private SecretKeySpec key() throws IOException {
    // each time: who has made the directory anew meanwhile has made another salt
    byte[] salt = directory.salt();
    String hex = HexFormat.of().formatHex(salt);
    Derived known = derived;
    if (known != null && known.salt().equals(hex)) {
      return known.key();
    }
    deriving.lock();
    try {
      Derived now = derived;
      if (now == null || !now.salt().equals(hex)) {
        byte[] key = KeySources.checked(keys.key(salt), "The token store's key");
        now = new Derived(new SecretKeySpec(key, "AES"), hex);
        derived = now;
      }
      return now.key();
    } finally {
      deriving.unlock();
    }
  }

  private void warnOnce() {
    if (warned.compareAndSet(false, true)) {
      LOG.warn(
          "An entry in {} is damaged or was encrypted with another key; it counts as not there",
          directory);
    }
  }

  @Override
  public String toString() {
    return "encrypted";
  }
}
