package io.github.oktaaws.examples.cli.output;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * A file that its owner alone may read, replaced in one step: whoever reads it sees the old content
 * or the new, whole, also if the program dies meanwhile.
 */
public final class PrivateFile {

  private static final String TEMPORARY = ".okta-aws-tmp-";
  private static final int MOST_LINKS = 40;
  private static final int LARGEST = 8 * 1024 * 1024;

  private final Path file;
  private final Path directory;

  private PrivateFile(Path file, Path directory) {
    this.file = file;
    this.directory = directory;
  }

  /**
   * The file that a path names, through any symbolic links; its directory is made, for the owner
   * alone, if it is missing.
   *
   * @param path where it is
   * @return the file, which need not be there
   * @throws IOException if it cannot be, or is no file
   */
  public static PrivateFile at(Path path) throws IOException {
    Path target = path.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    Path parent = target.getParent();
    if (parent == null || (Files.exists(target) && !Files.isRegularFile(target))) {
      throw new IOException(path + " is not a file");
    }
    Files.createDirectories(parent, ownersAlone(parent, "rwx------"));
    Path real = parent.toRealPath();
    return new PrivateFile(real.resolve(target.getFileName()), real);
  }

  /**
   * The file itself, links followed.
   *
   * @return an absolute path
   */
  public Path path() {
    return file;
  }

  /** A file of the same directory that belongs to this one. */
  Path beside(String suffix) {
    return directory.resolve("." + file.getFileName() + suffix);
  }

  /** Its bytes; none if it is not there. */
  byte[] read() throws IOException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException(file + " is too large to be edited");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /**
   * Replaces the file. Its mode becomes 0600, or stays where it allows less; its owner stays.
   *
   * @param bytes what it is to hold
   * @throws IOException if it cannot be replaced, and then it is as it was
   */
  public void replace(byte[] bytes) throws IOException {
    Path temporary = directory.resolve(TEMPORARY + randomName());
    try {
      Files.createFile(temporary, ownersAlone(directory, "rw-------"));
      try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
        out.write(bytes);
        out.getFD().sync();
      }
      takeOver(temporary);
      Files.move(temporary, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    force();
  }

  /** Makes sure that nobody else can read a file that need not be replaced. */
  void tighten() throws IOException {
    if (isPosix(directory) && Files.exists(file)) {
      Set<PosixFilePermission> now = Files.getPosixFilePermissions(file);
      if (now.retainAll(Set.of(OWNER_READ, OWNER_WRITE))) {
        Files.setPosixFilePermissions(file, now);
      }
    }
  }

  /** Removes what a program left that died while it wrote; to be called while nobody writes. */
  void sweep() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, TEMPORARY + "*")) {
      for (Path path : left) {
        Files.deleteIfExists(path);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void takeOver(Path temporary) throws IOException {
    if (!isPosix(directory) || !Files.exists(file, NOFOLLOW_LINKS)) {
      return;
    }
    PosixFileAttributes old = Files.readAttributes(file, PosixFileAttributes.class, NOFOLLOW_LINKS);
    if (!old.owner().equals(Files.getOwner(temporary))) {
      Files.setOwner(temporary, old.owner());
    }
    Set<PosixFilePermission> mode = EnumSet.of(OWNER_READ, OWNER_WRITE);
    mode.retainAll(old.permissions());
    Files.setPosixFilePermissions(temporary, mode);
  }

  /** Makes the move durable, where the file system lets a directory be forced. */
  private void force() {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows: a move is as durable as it gets
    }
  }

  static FileAttribute<?>[] ownersAlone(Path near, String mode) {
    return isPosix(near)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static String randomName() {
    byte[] name = new byte[12];
    new SecureRandom().nextBytes(name);
    return HexFormat.of().formatHex(name);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
