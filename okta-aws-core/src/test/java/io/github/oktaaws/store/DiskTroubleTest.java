package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.TimedOutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that does not take what is to be written: memory, one warning, and back when it does. */
class DiskTroubleTest {

  private static final byte[] OLD = "old".getBytes(UTF_8);
  private static final byte[] CANARY = "canary".getBytes(UTF_8);
  private static final byte[] NEWER = "newer".getBytes(UTF_8);

  private final Path root;
  private final Path directory;

  DiskTroubleTest(@TempDir Path root) {
    this.root = root;
    this.directory = root.resolve("store");
  }

  private static TokenStore store(Path directory) {
    return TokenStore.files(directory).encryptedWith(KeySource.bytes(new byte[32]));
  }

  private Path entry(StoreKey key) {
    return new StoreDirectory(directory).entry(key);
  }

  /** Nobody can put a file there, not even root. */
  private void obstruct(StoreKey key) throws IOException {
    Files.deleteIfExists(entry(key));
    Files.createDirectories(entry(key).resolve("in the way"));
  }

  private void clear(StoreKey key) throws IOException {
    Files.delete(entry(key).resolve("in the way"));
    Files.delete(entry(key));
  }

  @Test
  void anImpossibleDirectoryMeansMemoryAndOneWarning() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    assertMemory(file.resolve("store"));
    assertMemory(file.resolve("deeper/store"));
  }

  @Test
  void aDirectoryThatTheKernelDoesNotMakeMeansMemoryAndOneWarning() {
    assertMemory(
        Files.isDirectory(Path.of("/proc/self"))
            ? Path.of("/proc/self/store")
            : Path.of("/dev/fd/store"));
  }

  private static void assertMemory(Path impossible) {
    TokenStore store = store(impossible);
    try (StoreWarnings warnings = new StoreWarnings()) {
      assertThat(store.read(SampleKeys.JANE)).isEmpty();
      store.lock(SampleKeys.JANE, Duration.ZERO).close();
      store.write(SampleKeys.JANE, CANARY);
      store.write(SampleKeys.JANES_ROLE, CANARY);
      assertThat(store.read(SampleKeys.JANE)).contains(CANARY);
      assertThat(store.read(SampleKeys.JANES_ROLE)).contains(CANARY);
      store.remove(SampleKeys.JANE);
      assertThat(store.read(SampleKeys.JANE)).isEmpty();
      assertThat(store.read(SampleKeys.JANES_ROLE)).isEmpty();
      assertThat(warnings.lines())
          .singleElement()
          .asString()
          .contains(impossible.toString(), "memory")
          .doesNotContain("canary");
    }
  }

  @Test
  void threadsExcludeEachOtherWithoutADiskToo() {
    TokenStore store = store(Path.of("/dev/null/store"));
    TokenStore another = store(Path.of("/dev/null/store"));

    TokenStore.Lock lock = store.lock(SampleKeys.JANE, Duration.ZERO);
    assertThatThrownBy(
            () ->
                CompletableFuture.runAsync(
                        () -> another.lock(SampleKeys.JANE, Duration.ofMillis(30)))
                    .join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TimedOutException.class);
    lock.close();

    another.lock(SampleKeys.JANE, Duration.ZERO).close();
  }

  @Test
  void aFullDiskMeansMemoryAndLeavesNothingBehind() throws Exception {
    try (ForkedStore full = ForkedStore.by("ulimit -f 0; exec \"$@\"", directory)) {
      assertThat(full.tell("lock jane 0")).startsWith("locked");
      assertThat(full.tell("write jane 5000 word")).isEqualTo("written");
      assertThat(full.tell("read jane")).isEqualTo("word");
    }

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("lock"));
    }
  }

  @Test
  void anOlderSignInIsNotLeftToOthersWhoWouldSpendItsRefreshTokenAgain() throws Exception {
    TokenStore other = TokenStore.files(directory).plaintext();
    other.write(SampleKeys.JANE, OLD);
    other.write(SampleKeys.JANES_ROLE, OLD);

    try (ForkedStore full = ForkedStore.by("ulimit -f 0; exec \"$@\"", directory)) {
      assertThat(full.tell("write jane 5000 word")).isEqualTo("written");
      assertThat(full.tell("read jane")).isEqualTo("word");

      assertThat(other.read(SampleKeys.JANE)).isEmpty();
      assertThat(other.read(SampleKeys.JANES_ROLE)).contains(OLD);
    }
  }

  @Test
  void whatTheDiskDidNotTakeCountsBeforeAnOlderFile() throws IOException {
    TokenStore store = store(directory);
    store.write(SampleKeys.JANE, OLD);
    byte[] old = Files.readAllBytes(entry(SampleKeys.JANE));
    Files.move(directory, root.resolve("aside"));
    Files.createFile(directory);
    assertThatThrownBy(() -> store(directory).write(SampleKeys.JANE, CANARY))
        .isInstanceOf(ConfigurationException.class);

    store.write(SampleKeys.JANE, CANARY);

    assertThat(store.read(SampleKeys.JANE)).contains(CANARY);
    Files.delete(directory);
    Files.move(root.resolve("aside"), directory);
    assertThat(entry(SampleKeys.JANE)).hasBinaryContent(old);
    assertThat(store.read(SampleKeys.JANE)).contains(CANARY);
  }

  @Test
  void theNextWriteGoesToTheDiskThatRecovered() throws IOException {
    TokenStore store = store(directory);
    store.write(SampleKeys.JOHN, OLD);
    obstruct(SampleKeys.JANE);
    try (StoreWarnings warnings = new StoreWarnings()) {
      store.write(SampleKeys.JANE, OLD);
      store.write(SampleKeys.JANE, CANARY);
      assertThat(store.read(SampleKeys.JANE)).contains(CANARY);
      assertThat(warnings.lines()).hasSize(1);
    }
    clear(SampleKeys.JANE);

    store.write(SampleKeys.JANE, NEWER);

    assertThat(store.read(SampleKeys.JANE)).contains(NEWER);
    assertThat(store(directory).read(SampleKeys.JANE)).contains(NEWER);
  }

  @Test
  void whoeverLocksTheKeyNextBringsToTheDiskWhatItDidNotTake() throws IOException {
    TokenStore store = store(directory);
    store.write(SampleKeys.JOHN, OLD);
    obstruct(SampleKeys.JANE);
    store.write(SampleKeys.JANE, CANARY);
    clear(SampleKeys.JANE);
    assertThat(store(directory).read(SampleKeys.JANE)).isEmpty();

    store.lock(SampleKeys.JANE, Duration.ZERO).close();

    assertThat(store(directory).read(SampleKeys.JANE)).contains(CANARY);
    assertThat(store.read(SampleKeys.JANE)).contains(CANARY);
  }

  @Test
  void whatAnotherProcessWroteSinceCountsBeforeWhatIsInMemory() throws IOException {
    TokenStore store = store(directory);
    store.write(SampleKeys.JOHN, OLD);
    obstruct(SampleKeys.JANE);
    store.write(SampleKeys.JANE, CANARY);
    assertThat(store.read(SampleKeys.JANE)).contains(CANARY);
    clear(SampleKeys.JANE);

    store(directory).write(SampleKeys.JANE, NEWER);

    assertThat(store.read(SampleKeys.JANE)).contains(NEWER);
    store.lock(SampleKeys.JANE, Duration.ZERO).close();
    assertThat(store(directory).read(SampleKeys.JANE)).contains(NEWER);
  }

  @Test
  void aRemovalThatTheDiskRefusedIsMadeBeforeAnythingIsReadAgain() throws IOException {
    TokenStore store = store(directory);
    store.write(SampleKeys.JANE, OLD);
    store.write(SampleKeys.JANES_ROLE, OLD);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> store.remove(SampleKeys.JANE))
        .isInstanceOf(ConfigurationException.class);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));

    assertThat(store.read(SampleKeys.JANES_ROLE)).isEmpty();

    assertThat(store(directory).read(SampleKeys.JANE)).isEmpty();
    store.write(SampleKeys.JANE, NEWER);
    assertThat(store.read(SampleKeys.JANE)).contains(NEWER);
  }

  @Test
  void aRemovalThatTheDiskRefusedSparesWhatSomebodyHasWrittenSince() throws IOException {
    TokenStore store = store(directory);
    store.write(SampleKeys.JANE, OLD);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> store.remove(SampleKeys.JANE))
        .isInstanceOf(ConfigurationException.class);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));

    store(directory).write(SampleKeys.JANE, NEWER);

    assertThat(store.read(SampleKeys.JANE)).contains(NEWER);
  }

  @Test
  void aKeySourceThatFailsLaterCostsNothingThatIsToBeWritten() throws IOException {
    AtomicBoolean locked = new AtomicBoolean();
    TokenStore store =
        TokenStore.files(directory)
            .encryptedWith(
                salt -> {
                  if (locked.get()) {
                    throw new IllegalStateException("the key ring is locked");
                  }
                  return new byte[32];
                });
    store.write(SampleKeys.JANE, OLD);
    Files.move(directory, root.resolve("gone"));
    locked.set(true);

    try (StoreWarnings warnings = new StoreWarnings()) {
      store.write(SampleKeys.JANE, CANARY);
      assertThat(store.read(SampleKeys.JANE)).contains(CANARY);
      assertThat(warnings.lines()).singleElement().asString().contains("the key ring is locked");
    }
    locked.set(false);
    store.lock(SampleKeys.JANE, Duration.ZERO).close();
    assertThat(store(directory).read(SampleKeys.JANE)).contains(CANARY);
  }

  @Test
  void aDirectoryThatIsRemovedMeanwhileIsMadeAnew() throws IOException {
    TokenStore store = store(directory);
    store.write(SampleKeys.JANE, OLD);
    Files.move(directory, root.resolve("gone"));

    assertThat(store.read(SampleKeys.JANE)).isEmpty();
    store.write(SampleKeys.JANE, NEWER);

    assertThat(store(directory).read(SampleKeys.JANE)).contains(NEWER);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void storesWithAPassphraseStillShareADirectoryThatWasMadeAnew() throws IOException {
    TokenStore store = passphrase();
    store.write(SampleKeys.JANE, OLD);
    Files.move(directory, root.resolve("gone"));
    passphrase().write(SampleKeys.JOHN, NEWER);

    assertThat(store.read(SampleKeys.JOHN)).contains(NEWER);
    store.write(SampleKeys.JANE, NEWER);

    assertThat(passphrase().read(SampleKeys.JANE)).contains(NEWER);
  }

  private TokenStore passphrase() {
    return TokenStore.files(directory)
        .encryptedWith(KeySource.passphrase("correct horse".toCharArray()));
  }
}
