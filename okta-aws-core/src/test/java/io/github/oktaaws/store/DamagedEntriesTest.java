package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A damaged or foreign entry is a miss that the next write mends, never an error. */
class DamagedEntriesTest {

  private static final byte[] ENTRY = "{\"access_token\":\"canary\"}".getBytes(UTF_8);
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

  private final Path directory;

  DamagedEntriesTest(@TempDir Path root) {
    this.directory = root.resolve("store");
  }

  enum Rest {
    ENCRYPTED,
    PLAINTEXT;

    TokenStore in(Path directory) {
      TokenFiles files = TokenStore.files(directory);
      return this == ENCRYPTED ? files.encryptedWith(KeySource.bytes(KEY)) : files.plaintext();
    }
  }

  private Path file(StoreKey key) {
    return new StoreDirectory(directory).entry(key);
  }

  private byte[] written(TokenStore store, StoreKey key) throws IOException {
    store.write(key, ENTRY);
    assertThat(store.read(key)).contains(ENTRY);
    return Files.readAllBytes(file(key));
  }

  /** boto/botocore#3106: an error for ever; and in okta-aws-cli-assume-role, too. */
  @ParameterizedTest
  @EnumSource
  void truncatedAtAnyByte(Rest rest) throws IOException {
    TokenStore store = rest.in(directory);
    byte[] whole = written(store, SampleKeys.JANE);

    for (int length = 0; length < whole.length; length++) {
      Files.write(file(SampleKeys.JANE), Arrays.copyOf(whole, length));
      assertThat(store.read(SampleKeys.JANE)).as("%d bytes", length).isEmpty();
    }

    assertHeals(rest);
  }

  @ParameterizedTest
  @EnumSource
  void withAnyBitFlipped(Rest rest) throws IOException {
    TokenStore store = rest.in(directory);
    byte[] whole = written(store, SampleKeys.JANE);

    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file(SampleKeys.JANE), flipped);
      assertThat(store.read(SampleKeys.JANE)).as("bit %d", bit).isEmpty();
    }

    assertHeals(rest);
  }

  @ParameterizedTest
  @EnumSource
  void ofNulsOrWithMoreAfterIt(Rest rest) throws IOException {
    TokenStore store = rest.in(directory);
    byte[] whole = written(store, SampleKeys.JANE);

    Files.write(file(SampleKeys.JANE), new byte[whole.length]);
    assertThat(store.read(SampleKeys.JANE)).isEmpty();
    Files.write(file(SampleKeys.JANE), Arrays.copyOf(whole, whole.length + 1));
    assertThat(store.read(SampleKeys.JANE)).isEmpty();

    assertHeals(rest);
  }

  @ParameterizedTest
  @EnumSource
  void hugeWithoutBeingReadIntoMemory(Rest rest) throws IOException {
    TokenStore store = rest.in(directory);
    written(store, SampleKeys.JANE);
    try (RandomAccessFile file = new RandomAccessFile(file(SampleKeys.JANE).toFile(), "rw")) {
      file.setLength(100L << 20);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    Optional<byte[]> read = store.read(SampleKeys.JANE);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8L << 20);
    assertThat(read).isEmpty();
    assertHeals(rest);
  }

  @ParameterizedTest
  @EnumSource
  void ofALaterVersion(Rest rest) throws IOException {
    TokenStore store = rest.in(directory);
    String later =
        new String(written(store, SampleKeys.JANE), ISO_8859_1)
            .replaceFirst("okta-aws 1", "okta-aws 2");

    Files.write(file(SampleKeys.JANE), later.getBytes(ISO_8859_1));

    assertThat(store.read(SampleKeys.JANE)).isEmpty();
    assertHeals(rest);
  }

  @ParameterizedTest
  @EnumSource
  void ofAnotherKey(Rest rest) throws IOException {
    TokenStore store = rest.in(directory);
    byte[] janes = written(store, SampleKeys.JANES_ROLE);
    byte[] others = written(store, SampleKeys.JANES_OTHER_ROLE);

    Files.write(file(SampleKeys.JANES_ROLE), others);
    Files.write(file(SampleKeys.JANES_OTHER_ROLE), janes);
    Files.write(file(SampleKeys.JANE), janes);

    assertThat(store.read(SampleKeys.JANES_ROLE)).isEmpty();
    assertThat(store.read(SampleKeys.JANES_OTHER_ROLE)).isEmpty();
    assertThat(store.read(SampleKeys.JANE)).isEmpty();
    assertHeals(rest);
  }

  @ParameterizedTest
  @EnumSource
  void thatRestsInTheOtherWay(Rest rest) throws IOException {
    Rest other = rest == Rest.PLAINTEXT ? Rest.ENCRYPTED : Rest.PLAINTEXT;
    written(other.in(directory), SampleKeys.JANE);

    assertThat(rest.in(directory).read(SampleKeys.JANE)).isEmpty();

    assertHeals(rest);
  }

  @Test
  void theEncryptedFileHoldsNothingOfTheEntryAndNoNonceTwice() throws IOException {
    TokenStore store = Rest.ENCRYPTED.in(directory);

    byte[] first = written(store, SampleKeys.JANE);
    byte[] second = written(store, SampleKeys.JANE);

    assertThat(new String(first, ISO_8859_1)).doesNotContain("canary");
    assertThat(Arrays.copyOfRange(first, 23, 35)).isNotEqualTo(Arrays.copyOfRange(second, 23, 35));
  }

  @Test
  void encryptedWithAnotherKeyIsWarnedOfOnceAndWrittenOver() throws IOException {
    written(Rest.ENCRYPTED.in(directory), SampleKeys.JANE);
    written(Rest.ENCRYPTED.in(directory), SampleKeys.JOHN);
    byte[] otherKey = KEY.clone();
    otherKey[0]++;
    TokenStore other = TokenStore.files(directory).encryptedWith(KeySource.bytes(otherKey));

    try (StoreWarnings warnings = new StoreWarnings()) {
      assertThat(other.read(SampleKeys.JANE)).isEmpty();
      assertThat(other.read(SampleKeys.JANE)).isEmpty();
      assertThat(other.read(SampleKeys.JOHN)).isEmpty();
      assertThat(warnings.lines())
          .singleElement()
          .asString()
          .contains("another key", directory.toString())
          .doesNotContain("canary", "0123456789abcdef");
    }
    assertThat(written(other, SampleKeys.JANE)).isNotEmpty();
  }

  @Test
  void tooLargeToBeReadAgainStaysInMemory() {
    TokenStore store = Rest.PLAINTEXT.in(directory);
    byte[] large = new byte[2 << 20];

    store.write(SampleKeys.JANE, large);

    assertThat(store.read(SampleKeys.JANE)).contains(large);
  }

  private void assertHeals(Rest rest) throws IOException {
    written(rest.in(directory), SampleKeys.JANE);
    assertThat(rest.in(directory).read(SampleKeys.JANE)).contains(ENTRY);
  }
}
