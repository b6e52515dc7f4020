package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the files are, and for whom. */
class StoreFilesTest {

  private static final byte[] ENTRY = "entry".getBytes(UTF_8);

  private final Path root;

  StoreFilesTest(@TempDir Path root) {
    this.root = root;
  }

  /** okta-aws-cli-assume-role and MSAL4J leave it to the umask: 0644, for all to read. */
  @ParameterizedTest
  @ValueSource(strings = {"000", "022", "077"})
  void areForTheirOwnerAloneWhateverTheUmask(String umask) throws Exception {
    Path directory = root.resolve("missing/parents/store");

    try (ForkedStore store = ForkedStore.by("umask " + umask + "; exec \"$@\"", directory)) {
      assertThat(store.tell("lock jane 0")).startsWith("locked");
      assertThat(store.tell("write jane 100 word")).isEqualTo("written");
      assertThat(store.tell("salt")).startsWith("[");
    }

    assertThat(permissions(directory)).isEqualTo("rwx------");
    assertThat(permissions(root.resolve("missing/parents"))).isEqualTo("rwx------");
    assertThat(files(directory))
        .hasSize(3)
        .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
  }

  /** gimme-aws-creds 2.8.2 sets the mode when all is written. */
  @Test
  void temporaryFilesAreForTheirOwnerAloneWhenAProcessDiesOverThem() throws Exception {
    Path directory = root.resolve("store");
    try (ForkedStore store = ForkedStore.by("umask 000; exec \"$@\"", directory)) {
      store.tell("write jane 1 word");
      store.tell("churn jane");
      // seen while it is written: the name goes with the move
      String seen = "";
      while (seen.isEmpty()) {
        seen = temporaries(directory);
      }
      assertThat(seen).isEqualTo("rw-------");
    }
  }

  private static String temporaries(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files.filter(any -> any.getFileName().toString().startsWith(".tmp")).toList()) {
        try {
          return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (NoSuchFileException moved) {
          // look on
        }
      }
      return "";
    }
  }

  @Test
  void nothingIsTouchedBeforeTheFirstUse() {
    Path directory = root.resolve("store");

    TokenStore store = TokenStore.files(directory).plaintext();
    store.remove(SampleKeys.JANE);

    assertThat(directory).doesNotExist();
  }

  @Test
  void theDirectoryMayHaveAnyName() throws IOException {
    Path directory = root.resolve("a b/\"quoted\" 'too'/%20*?[x]{y}/.hidden");
    TokenStore store = TokenStore.files(directory).encryptedWith(KeySource.bytes(new byte[32]));

    store.write(SampleKeys.JANE, ENTRY);
    store.write(SampleKeys.JANES_ROLE, ENTRY);

    assertThat(again(directory).read(SampleKeys.JANE)).contains(ENTRY);
    store.remove(SampleKeys.JANE);
    assertThat(again(directory).read(SampleKeys.JANES_ROLE)).isEmpty();
  }

  private static TokenStore again(Path directory) {
    return TokenStore.files(directory).encryptedWith(KeySource.bytes(new byte[32]));
  }

  @Test
  void theDirectoryMayHaveANameThatIsNotAscii() throws Exception {
    // this JVM's locale may not be able to name it
    String script = "export LC_ALL=C.UTF-8; exec \"$@$(printf '/\\303\\244 \\342\\202\\254')\"";

    try (ForkedStore store = ForkedStore.by(script, root)) {
      assertThat(store.tell("write jane 10 word")).isEqualTo("written");
    }

    try (ForkedStore store = ForkedStore.by(script, root)) {
      assertThat(store.tell("read jane")).isEqualTo("word");
    }
  }

  @Test
  void aRelativePathAndOneWithDotsAreTheSameDirectory() {
    Path directory = root.resolve("store");
    TokenStore store = TokenStore.files(root.resolve("x/../store/.")).plaintext();

    store.write(SampleKeys.JANE, ENTRY);

    assertThat(TokenStore.files(directory).plaintext().read(SampleKeys.JANE)).contains(ENTRY);
  }

  @Test
  void anotherFileSystemIsRefusedBeforeAnythingIsLost() throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(root.resolve("x.zip"), Map.of("create", "true"))) {
      assertThatThrownBy(() -> TokenStore.files(zip.getPath("/store")))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("default file system");
    }
  }

  @Test
  void noSecretIsInANameAndNoEntryInToString() throws IOException {
    Path directory = root.resolve("store");
    TokenStore store = TokenStore.files(directory).plaintext();

    store.write(SampleKeys.JANE, ENTRY);
    store.write(SampleKeys.JANES_ROLE, ENTRY);

    assertThat(files(directory))
        .extracting(file -> file.getFileName().toString())
        .allSatisfy(name -> assertThat(name).doesNotContain("jane", "0oaClient", "Analyst"));
    assertThat(store).hasToString("TokenStore[plaintext files in " + directory + "]");
  }

  @Test
  void aSignInThatIsRemovedTakesItsRolesAlongAndNobodyElses() {
    TokenStore store = TokenStore.files(root.resolve("store")).plaintext();
    RoleKey johns = SampleKeys.role(SampleKeys.JOHN, "Analyst");
    for (StoreKey key : List.of(SampleKeys.JANE, SampleKeys.JANES_ROLE, SampleKeys.JOHN, johns)) {
      store.write(key, ENTRY);
    }

    store.remove(SampleKeys.JANE);

    assertThat(store.read(SampleKeys.JANE)).isEmpty();
    assertThat(store.read(SampleKeys.JANES_ROLE)).isEmpty();
    assertThat(store.read(SampleKeys.JOHN)).contains(ENTRY);
    assertThat(store.read(johns)).contains(ENTRY);
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
