package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody else put there, or could have. */
@Timeout(30)
class UnsafePathsTest {

  private static final byte[] ENTRY = "entry".getBytes(UTF_8);
  private static final byte[] PRECIOUS = "precious".getBytes(UTF_8);

  private final Path root;
  private final Path directory;
  private final Path target;
  private final TokenStore store;

  UnsafePathsTest(@TempDir Path root) {
    this.root = root;
    this.directory = root.resolve("store");
    this.target = root.resolve("target");
    this.store = encrypted(directory);
  }

  private static TokenStore encrypted(Path directory) {
    return TokenStore.files(directory).encryptedWith(KeySource.bytes(new byte[32]));
  }

  @BeforeEach
  void plant() throws IOException {
    Files.write(target, PRECIOUS);
  }

  private Path entry() {
    return new StoreDirectory(directory).entry(SampleKeys.JANE);
  }

  private void made() throws IOException {
    Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Test
  void aDirectoryThatIsASymbolicLinkIsRefused() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
    Path file = elsewhere.resolve(entry().getFileName());
    Files.write(file, PRECIOUS);
    Files.createSymbolicLink(directory, elsewhere);

    assertRefused("symbolic link");

    assertThatThrownBy(() -> store.remove(SampleKeys.JANE))
        .isInstanceOf(ConfigurationException.class);
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(file).hasBinaryContent(PRECIOUS);
  }

  @Test
  void aFileInThePlaceOfTheDirectoryIsRefused() throws IOException {
    Files.write(directory, PRECIOUS);

    assertRefused("not a directory");

    assertThat(directory).hasBinaryContent(PRECIOUS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  void aDirectoryThatOthersCanWriteIsRefusedWithTheCommandThatMendsIt(String permissions)
      throws IOException {
    made();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));

    assertRefused("chmod 700 '" + directory + "'");

    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    store.write(SampleKeys.JANE, ENTRY);
    assertThat(encrypted(directory).read(SampleKeys.JANE)).contains(ENTRY);
  }

  @Test
  void aDirectoryThatBecomesWritableForOthersIsNotReadButWhatIsToBeWrittenIsKept()
      throws IOException {
    store.write(SampleKeys.JANE, ENTRY);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> store.read(SampleKeys.JANE))
        .isInstanceOf(ConfigurationException.class);
    store.write(SampleKeys.JOHN, ENTRY);

    assertThat(store.read(SampleKeys.JOHN)).contains(ENTRY);
    assertThat(new StoreDirectory(directory).entry(SampleKeys.JOHN)).doesNotExist();
  }

  @Test
  void aParentThatOthersCanWriteWithoutTheStickyBitIsRefused() throws IOException {
    Path parent = Files.createDirectory(root.resolve("parent"));
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwxrwx"));
    TokenStore inIt = encrypted(parent.resolve("store"));

    assertThatThrownBy(() -> inIt.read(SampleKeys.JANE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(parent.toString());

    Files.setAttribute(parent, "unix:mode", 01777);
    assertThat(inIt.read(SampleKeys.JANE)).isEmpty();
  }

  @Test
  void aParentThatOthersCouldReplaceIsRefused() throws IOException {
    Path open = Files.createDirectory(root.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path parent = Files.createDirectory(open.resolve("parent"));

    assertThatThrownBy(() -> encrypted(parent.resolve("store")).read(SampleKeys.JANE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(open.toString());
  }

  @Test
  void aDirectoryOfSomebodyElseIsRefused() throws IOException {
    Path foreign = foreignDirectory();

    assertThatThrownBy(() -> encrypted(foreign).read(SampleKeys.JANE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(foreign.toString())
        .hasMessageContaining("belongs to");
  }

  /** Root makes one; anybody else finds one. */
  private Path foreignDirectory() throws IOException {
    if ((int) Files.getAttribute(target, "unix:uid") == 0) {
      made();
      Files.setAttribute(directory, "unix:uid", 65534);
      return directory;
    }
    return Path.of("/usr");
  }

  @Test
  void theUserIsWhoOwnsNewFilesWhateverIsSaidOfTheName() {
    String before = System.getProperty("user.name");
    System.setProperty("user.name", "nobody");
    try {
      TokenStore other = encrypted(directory);
      other.write(SampleKeys.JANE, ENTRY);
      assertThat(encrypted(directory).read(SampleKeys.JANE)).contains(ENTRY);
    } finally {
      System.setProperty("user.name", before);
    }
    assertThat(store.read(SampleKeys.JANE)).contains(ENTRY);
  }

  /** saml2aws follows it, and writes in place. */
  @Test
  void anEntryThatIsASymbolicLinkIsAMissAndReplaced() throws IOException {
    byte[] ofJane = written();
    Files.write(target, ofJane);
    Files.delete(entry());
    Files.createSymbolicLink(entry(), target);

    assertMissThatHeals();

    assertThat(target).hasBinaryContent(ofJane);
  }

  @Test
  void anEntryWithAnotherNameIsAMissAndReplaced() throws IOException {
    byte[] ofJane = written();
    Files.delete(target);
    Files.createLink(target, entry());

    assertMissThatHeals();

    assertThat(target).hasBinaryContent(ofJane);
  }

  @Test
  void anEntryThatOthersCanWriteIsAMissAndReplaced() throws IOException {
    written();
    Files.setPosixFilePermissions(entry(), PosixFilePermissions.fromString("rw-rw-rw-"));

    assertMissThatHeals();
  }

  @Test
  void anEntryOfSomebodyElseIsAMissAndReplaced() throws IOException {
    byte[] ofJane = written();
    if ((int) Files.getAttribute(target, "unix:uid") == 0) {
      Files.setAttribute(entry(), "unix:uid", 65534);
      assertMissThatHeals();
    } else {
      // nobody can give files away: what is asked is whose they are
      OwnFiles own = new OwnFiles(directory.getFileSystem());
      assertThat(own.isOwnFile(entry())).isTrue();
      assertThat(own.isOwnFile(Path.of("/etc/passwd"))).isFalse();
    }
    assertThat(ofJane).isNotEmpty();
  }

  @Test
  void aFifoInThePlaceOfAnEntryIsAMissAndReplaced() throws Exception {
    written();
    fifo(entry());

    assertMissThatHeals();
  }

  @Test
  void aFifoInThePlaceOfTheLockHoldsNobodyUp() throws Exception {
    made();
    fifo(directory.resolve("lock"));

    assertMemoryAlone();
  }

  @Test
  void aLockThatIsASymbolicLinkIsNotFollowed() throws IOException {
    made();
    Files.createSymbolicLink(directory.resolve("lock"), target);

    assertMemoryAlone();

    assertThat(target).hasBinaryContent(PRECIOUS);
  }

  @Test
  void aLockThatIsADanglingLinkMakesNoFileElsewhere() throws IOException {
    made();
    Path nowhere = root.resolve("nowhere");
    Files.createSymbolicLink(directory.resolve("lock"), nowhere);

    assertMemoryAlone();

    assertThat(nowhere).doesNotExist();
  }

  @Test
  void aLockThatIsADirectoryMeansMemory() throws IOException {
    made();
    Files.createDirectory(directory.resolve("lock"));

    assertMemoryAlone();
  }

  @Test
  void aLockThatOthersCanWriteMeansMemory() throws IOException {
    made();
    Files.createFile(directory.resolve("lock"));
    Files.setPosixFilePermissions(
        directory.resolve("lock"), PosixFilePermissions.fromString("rw-rw-rw-"));

    assertMemoryAlone();
  }

  @Test
  void aSaltThatIsASymbolicLinkIsReplacedAndNotFollowed() throws IOException {
    made();
    Files.write(target, new byte[16]);
    Files.createSymbolicLink(directory.resolve("salt"), target);

    store.write(SampleKeys.JANE, ENTRY);

    assertThat(target).hasBinaryContent(new byte[16]);
    assertThat(Files.isRegularFile(directory.resolve("salt"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(encrypted(directory).read(SampleKeys.JANE)).contains(ENTRY);
  }

  @Test
  void straysThatAreLinksAreSweptAndNotFollowed() throws IOException {
    made();
    Files.createSymbolicLink(directory.resolve(".tmp-x"), target);

    store.write(SampleKeys.JANE, ENTRY);

    assertThat(Files.exists(directory.resolve(".tmp-x"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(target).hasBinaryContent(PRECIOUS);
  }

  @Test
  void aDirectoryWithTheNameOfAStrayIsInNobodysWay() throws IOException {
    made();
    Files.createDirectories(directory.resolve(".tmp-x/y"));
    Files.createFile(directory.resolve(".tmp-z"));

    store.write(SampleKeys.JANE, ENTRY);

    assertThat(encrypted(directory).read(SampleKeys.JANE)).contains(ENTRY);
    assertThat(directory.resolve(".tmp-z")).doesNotExist();
  }

  @Test
  void aDirectoryInThePlaceOfARoleDoesNotKeepARemovalFromTheOthers() throws IOException {
    store.write(SampleKeys.JANE, ENTRY);
    store.write(SampleKeys.JANES_ROLE, ENTRY);
    for (int i = 0; i < 20; i++) {
      Files.createDirectories(directory.resolve(SampleKeys.JANE.id() + "." + i + ".credentials/x"));
    }

    store.remove(SampleKeys.JANE);

    assertThat(encrypted(directory).read(SampleKeys.JANE)).isEmpty();
    assertThat(encrypted(directory).read(SampleKeys.JANES_ROLE)).isEmpty();
  }

  private byte[] written() throws IOException {
    store.write(SampleKeys.JANE, ENTRY);
    assertThat(store.read(SampleKeys.JANE)).contains(ENTRY);
    return Files.readAllBytes(entry());
  }

  private static void fifo(Path path) throws Exception {
    Files.deleteIfExists(path);
    assertThat(new ProcessBuilder("mkfifo", "-m", "600", path.toString()).start().waitFor())
        .isZero();
  }

  private void assertMissThatHeals() throws IOException {
    assertThat(store.read(SampleKeys.JANE)).isEmpty();
    assertThat(encrypted(directory).read(SampleKeys.JANE)).isEmpty();
    store.write(SampleKeys.JANE, ENTRY);
    assertThat(encrypted(directory).read(SampleKeys.JANE)).contains(ENTRY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry())))
        .isEqualTo("rw-------");
  }

  /** The store works all the same, but nothing is on the disk. */
  private void assertMemoryAlone() {
    try (StoreWarnings warnings = new StoreWarnings()) {
      store.write(SampleKeys.JANE, ENTRY);
      store.lock(SampleKeys.JANE, Duration.ZERO).close();
      assertThat(store.read(SampleKeys.JANE)).contains(ENTRY);
      assertThat(warnings.lines()).singleElement().asString().contains(directory.toString());
    }
    assertThat(entry()).doesNotExist();
  }

  private void assertRefused(String words) {
    List<Runnable> uses =
        List.of(
            () -> store.read(SampleKeys.JANE),
            () -> store.write(SampleKeys.JANE, ENTRY),
            () -> store.lock(SampleKeys.JANE, Duration.ZERO).close());
    assertThat(uses)
        .allSatisfy(
            use ->
                assertThatThrownBy(use::run)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining(words));
  }
}
