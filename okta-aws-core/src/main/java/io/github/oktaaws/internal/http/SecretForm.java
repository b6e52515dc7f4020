package io.github.oktaaws.internal.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A form with one value that never becomes a string: it is encoded into bytes, which are wiped when
 * the form is closed. Copies in the buffers of OkHttp and of TLS are out of reach; they are
 * overwritten in the course of other requests. Not safe for use by several threads.
 */
public final class SecretForm implements AutoCloseable {

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;

  private SecretForm(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Encodes a form ({@code application/x-www-form-urlencoded}). The secret is not wiped here.
   *
   * @param form names and values
   * @param name the secret's name
   * @param secret the secret
   * @return the form
   */
  public static SecretForm of(Map<String, String> form, String name, char[] secret) {
    StringBuilder open = new StringBuilder();
    form.forEach(
        (key, value) -> open.append(text(key)).append('=').append(text(value)).append('&'));
    byte[] beginning = (open + text(name) + "=").getBytes(StandardCharsets.US_ASCII);
    byte[] end = encoded(CharBuffer.wrap(secret));
    byte[] all = Arrays.copyOf(beginning, beginning.length + end.length);
    System.arraycopy(end, 0, all, beginning.length, end.length);
    Arrays.fill(end, (byte) 0);
    return new SecretForm(all);
  }

  byte[] bytes() {
    return bytes;
  }

  /** Wipes the bytes. */
  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  private static String text(String value) {
    return new String(encoded(CharBuffer.wrap(value)), StandardCharsets.US_ASCII);
  }

  private static byte[] encoded(CharBuffer characters) {
    byte[] utf8 = new byte[3 * characters.remaining()];
    ByteBuffer target = ByteBuffer.wrap(utf8);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(characters, target, true);
    byte[] room = new byte[3 * target.position()];
    int length = 0;
    for (int i = 0; i < target.position(); i++) {
      byte next = utf8[i];
      if (isUnreserved(next)) {
        room[length++] = next;
      } else {
        room[length++] = '%';
        room[length++] = HEX[(next >> 4) & 0xf];
        room[length++] = HEX[next & 0xf];
      }
    }
    byte[] encoded = Arrays.copyOf(room, length);
    Arrays.fill(room, (byte) 0);
    Arrays.fill(utf8, (byte) 0);
    return encoded;
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }

  /** Prints nothing of the form. */
  @Override
  public String toString() {
    return "SecretForm[]";
  }
}
