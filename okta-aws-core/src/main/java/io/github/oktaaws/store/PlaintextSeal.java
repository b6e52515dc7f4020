package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * None at all but a line with a checksum over the key and the entry, so that what is damaged or of
 * another key counts as not there. It keeps nobody from writing entries of their own.
 */
final class PlaintextSeal implements Seal {

  private static final String NAME = "okta-aws 1 plaintext";

  @Override
  public void prepare() {
    // it takes nothing
  }

  @Override
  public byte[] close(StoreKey key, byte[] entry) {
    byte[] header = header(key, entry);
    return ByteBuffer.allocate(header.length + entry.length).put(header).put(entry).array();
  }

  @Override
  public Optional<byte[]> open(StoreKey key, byte[] file) {
    int start = header(key, new byte[0]).length;
    if (file.length < start) {
      return Optional.empty();
    }
    byte[] entry = Arrays.copyOfRange(file, start, file.length);
    return Arrays.equals(header(key, entry), Arrays.copyOf(file, start))
        ? Optional.of(entry)
        : Optional.empty();
  }

  private static byte[] header(StoreKey key, byte[] entry) {
    String sum = KeyDigest.of(NAME).with(key.id()).with(entry).hex();
    return (NAME + " " + sum + "\n").getBytes(US_ASCII);
  }

  @Override
  public String toString() {
    return "plaintext";
  }
}
