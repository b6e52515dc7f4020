package io.github.oktaaws.signin;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One element of ASN.1's distinguished encoding (X.690), as far as keys and signatures have it.
 * What is not that is an {@link IllegalArgumentException} that quotes nothing.
 */
final class Der {

  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  private final int tag;
  private final byte[] content;

  Der(int tag, byte[] content) {
    this.tag = tag;
    this.content = content;
  }

  static Der sequence(Der... parts) {
    ByteBuffer content = ByteBuffer.allocate(64 * 1024);
    for (Der part : parts) {
      content.put(part.encoded());
    }
    return new Der(SEQUENCE, taken(content.flip(), content.remaining()));
  }

  /** Reads bytes that are one element and nothing else. */
  static Der read(byte[] bytes) {
    List<Der> all = readAll(ByteBuffer.wrap(bytes));
    if (all.size() != 1) {
      throw new IllegalArgumentException("not one element");
    }
    return all.get(0);
  }

  List<Der> children() {
    return readAll(ByteBuffer.wrap(content));
  }

  boolean is(int expected) {
    return tag == expected;
  }

  BigInteger number() {
    if (tag != INTEGER || content.length == 0) {
      throw new IllegalArgumentException("not a number");
    }
    return new BigInteger(content);
  }

  String hex() {
    return HexFormat.of().formatHex(content);
  }

  byte[] encoded() {
    int length = content.length;
    ByteBuffer bytes = ByteBuffer.allocate(length + 6);
    bytes.put((byte) tag);
    if (length < 0x80) {
      bytes.put((byte) length);
    } else if (length < 0x100) {
      bytes.put((byte) 0x81).put((byte) length);
    } else {
      bytes.put((byte) 0x82).putShort((short) length);
    }
    bytes.put(content);
    return taken(bytes.flip(), bytes.remaining());
  }

  private static List<Der> readAll(ByteBuffer bytes) {
    List<Der> all = new ArrayList<>();
    try {
      while (bytes.hasRemaining()) {
        int tag = bytes.get() & 0xff;
        all.add(new Der(tag, taken(bytes, length(bytes))));
      }
      return all;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("cut short");
    }
  }

  private static int length(ByteBuffer bytes) {
    int first = bytes.get() & 0xff;
    return switch (first) {
      case 0x81 -> bytes.get() & 0xff;
      case 0x82 -> bytes.getShort() & 0xffff;
      default -> {
        if (first > 0x7f) {
          throw new IllegalArgumentException("longer than any key");
        }
        yield first;
      }
    };
  }

  private static byte[] taken(ByteBuffer bytes, int length) {
    if (length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }
}
