package io.github.oktaaws.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Keeps what the JVM has made of the program's classes (AppCDS), so that the next start takes half
 * the work. The launcher says where, and starts the program with it from then on. The file holds
 * classes and nothing of the sign-in; the JVM ignores one that does not fit.
 */
final class ClassArchive {

  /** Where the archive is to be; the launcher sets it while there is none. */
  static final String WHERE = "okta-aws.class-archive";

  /** An update of the program or of Java leaves archives behind that nothing uses. */
  private static final Duration OF_USE = Duration.ofDays(30);

  private ClassArchive() {}

  /**
   * Makes the archive, if it is wanted. Nothing can be printed from then on: the JVM itself would
   * write to standard output. Where it fails, the next start is as slow as this one was.
   */
  static void keepIfWanted() {
    String where = System.getProperty(WHERE, "");
    if (where.isEmpty()) {
      return;
    }
    try {
      keep(Path.of(where));
    } catch (IOException | JMException | RuntimeException | LinkageError notArchived) {
      // the credentials were given out, which is what counts
    }
  }

  private static void keep(Path archive) throws IOException, JMException {
    Path directory = archive.toAbsolutePath().getParent();
    if (directory == null) {
      return;
    }
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path unfinished = Path.of(archive + "." + ProcessHandle.current().pid());
    new FileOutputStream(FileDescriptor.out).close();
    try {
      dump(unfinished);
      Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    forgetOld(directory, Clock.systemUTC().instant().minus(OF_USE));
  }

  private static void dump(Path file) throws JMException {
    Object[] arguments = {new String[] {"dynamic_dump", file.toString()}};
    ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            "vmCds",
            arguments,
            new String[] {String[].class.getName()});
  }

  private static void forgetOld(Path directory, Instant before) throws IOException {
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(directory, "*.jsa")) {
      for (Path archive : archives) {
        if (Files.getLastModifiedTime(archive).toInstant().isBefore(before)) {
          Files.deleteIfExists(archive);
        }
      }
    }
  }
}
