package io.github.oktaaws.examples.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modes, links, and programs that write at the same time. */
class CredentialsFileOnDiskTest {

  private final Path home;
  private final Path directory;
  private final Path path;

  CredentialsFileOnDiskTest(@TempDir Path home) {
    this.home = home;
    this.directory = home.resolve(".aws");
    this.path = directory.resolve("credentials");
  }

  /** okta-aws-cli 2.6.0 makes the directory readable by all, saml2aws the file. */
  @Test
  void theDirectoryAndTheFileAreTheOwnersAlone() throws Exception {
    write(path, "dev", "ASIANEW");

    assertThat(mode(directory)).isEqualTo("rwx------");
    assertThat(mode(path)).isEqualTo("rw-------");
    assertThat(lockFile()).isEmptyFile();
    assertThat(mode(lockFile())).isEqualTo("rw-------");
  }

  /** okta-aws-cli 2.6.0 leaves a file as open as it is. */
  @ParameterizedTest
  @CsvSource({
    "rw-r--r--, rw-------",
    "rwxrwxrwx, rw-------",
    "r--------, r--------",
    "r--r-----, r--------"
  })
  void aModeIsTightenedAndNeverLoosened(String before, String after) throws Exception {
    Files.createDirectories(directory);
    Files.writeString(path, "[default]\nregion = eu-west-1\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(before));

    write(path, "dev", "ASIANEW");

    assertThat(mode(path)).isEqualTo(after);
  }

  @Test
  void aModeIsTightenedAlsoWhereThereIsNothingNewToWrite() throws Exception {
    write(path, "dev", "ASIANEW");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

    write(path, "dev", "ASIANEW");

    assertThat(mode(path)).isEqualTo("rw-------");
  }

  @Test
  void theModeOfADirectoryThatIsThereStays() throws Exception {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));

    write(path, "dev", "ASIANEW");

    assertThat(mode(directory)).isEqualTo("rwxr-x---");
  }

  @Test
  void aLinkStaysALinkAndItsTargetIsWritten() throws Exception {
    Path target = home.resolve("dotfiles").resolve("aws-credentials");
    Files.createDirectories(target.getParent());
    Files.writeString(target, "[default]\nregion = eu-west-1\n");
    Files.createDirectories(directory);
    Files.createSymbolicLink(path, Path.of("..", "dotfiles", "link"));
    Files.createSymbolicLink(target.resolveSibling("link"), target);

    write(path, "dev", "ASIANEW");

    assertThat(path).isSymbolicLink();
    assertThat(target.resolveSibling("link")).isSymbolicLink();
    assertThat(target).content().startsWith("[default]\n").contains("[dev]\n");
    assertThat(mode(target)).isEqualTo("rw-------");
  }

  @Test
  void aLinkToAFileThatIsNotThereYetMakesThatFile() throws Exception {
    Path target = home.resolve("dotfiles").resolve("aws-credentials");
    Files.createDirectories(directory);
    Files.createSymbolicLink(path, target);

    write(path, "dev", "ASIANEW");

    assertThat(path).isSymbolicLink();
    assertThat(target).content().startsWith("[dev]\n");
  }

  @Test
  void linksInACircleAndDirectoriesAreErrorsThatNameThePath() throws Exception {
    Files.createDirectories(directory);
    Files.createSymbolicLink(path, path);

    assertThatThrownBy(() -> write(path, "dev", "ASIANEW"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(path.toString());
    assertThatThrownBy(() -> write(home, "dev", "ASIANEW"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(home.toString());
  }

  @Test
  void nothingIsLeftBesideTheFileAndWhatAKilledProgramLeftIsRemoved() throws Exception {
    Files.createDirectories(directory);
    Files.writeString(path.resolveSibling(".okta-aws-tmp-0123"), "half");

    write(path, "dev", "ASIANEW");

    try (var files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(path, lockFile());
    }
  }

  @Test
  void aFileThatCannotBeReplacedStaysAsItIs() throws Exception {
    Files.createDirectories(directory);
    String before = "x".repeat(9 * 1024 * 1024);
    Files.writeString(path, before);

    assertThatThrownBy(() -> write(path, "dev", "ASIANEW"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too large");
    assertThat(path).content().isEqualTo(before);
  }

  /** okta-aws-cli-assume-role reads, changes and writes without a lock. */
  @Test
  void threadsThatWriteAtOnceLoseNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<String>>> writers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String profile = "p" + i;
        writers.add(() -> write(path, profile, "ASIA" + profile));
      }
      for (Future<List<String>> done : threads.invokeAll(writers, 60, TimeUnit.SECONDS)) {
        assertThat(done.get()).isEmpty();
      }
    } finally {
      threads.shutdownNow();
    }

    String content = Files.readString(path);
    for (int i = 0; i < 40; i++) {
      assertThat(content).containsOnlyOnce("[p" + i + "]\naws_access_key_id = ASIAp" + i + "\n");
    }
  }

  /** Versent/saml2aws#162: runs at once are not possible. */
  @Test
  void processesThatWriteAtOnceLoseNothing() throws Exception {
    List<ForkedProgram> writers = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        writers.add(ForkedProgram.start(ProfileWriter.class, path.toString(), "w" + i, "30"));
      }
      for (ForkedProgram writer : writers) {
        assertThat(writer.exitCode()).as(writer.output()).isZero();
      }
    } finally {
      writers.forEach(ForkedProgram::close);
    }

    String content = Files.readString(path);
    for (int i = 0; i < 3; i++) {
      for (int n = 0; n < 30; n++) {
        assertThat(content).containsOnlyOnce("[w" + i + "-" + n + "]\n");
      }
    }
  }

  @Test
  void aProgramThatHoldsTheLockForTooLongIsNamedByTheFileThatItHolds() throws Exception {
    Files.createDirectories(directory);
    try (ForkedProgram holder = ForkedProgram.start(LockHolder.class, lockFile().toString())) {
      assertThat(holder.line()).isEqualTo("held");

      assertThatThrownBy(() -> FileEditing.alone(lockFile(), Duration.ofMillis(100), () -> "never"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(lockFile().toString())
          .hasMessageContaining("Try again");
    }
    assertThat(FileEditing.alone(lockFile(), Duration.ofSeconds(20), () -> "now")).isEqualTo("now");
  }

  private Path lockFile() {
    return path.resolveSibling(".credentials.okta-aws-lock");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  static List<String> write(Path path, String profile, String accessKeyId)
      throws IOException, InterruptedException {
    return CredentialsFile.at(path)
        .write(
            List.of(ProfileSettings.of(profile, Samples.credentials(accessKeyId), Extras.none())));
  }

  /** Writes profiles from a process of its own. */
  static final class ProfileWriter {
    public static void main(String[] args) throws Exception {
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        write(Path.of(args[0]), args[1] + "-" + i, "ASIANEW");
      }
    }
  }

  /** Holds a lock until its input ends. */
  static final class LockHolder {
    public static void main(String[] args) throws Exception {
      try (FileChannel channel =
          FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (channel.lock().isValid()) {
          System.out.println("held");
        }
        while (System.in.read() >= 0) {
          // until the test is done
        }
      }
    }
  }
}
