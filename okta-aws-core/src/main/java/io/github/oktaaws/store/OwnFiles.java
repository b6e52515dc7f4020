package io.github.oktaaws.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import io.github.oktaaws.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes a file one's own. On file systems without owners and permissions (Windows) there is
 * nothing to check, and a directory in the user's profile is as private as the profile is.
 */
final class OwnFiles {

  private static final Set<PosixFilePermission> BY_OTHERS = Set.of(GROUP_WRITE, OTHERS_WRITE);
  private static final int STICKY = 01000;

  private final FileSystem fileSystem;
  private volatile @Nullable UserPrincipal user;

  OwnFiles(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  /** The attribute that makes a new file readable and writable by its owner alone. */
  FileAttribute<?>[] forOwnerAlone() {
    return attributes("rw-------");
  }

  void createDirectory(Path directory) throws IOException {
    if (Files.exists(directory, NOFOLLOW_LINKS)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      // whatever the umask: others could replace what lies in a directory that they can write
      Files.createDirectories(parent, attributes("rwx------"));
    }
    try {
      Files.createDirectory(directory, attributes("rwx------"));
    } catch (FileAlreadyExistsException e) {
      // another process was quicker
    }
  }

  /**
   * Refuses what somebody else could have put there or could change.
   *
   * @throws ConfigurationException if it is not a directory of one's own
   */
  void requireSafeDirectory(Path directory) throws IOException {
    BasicFileAttributes basic =
        Files.readAttributes(directory, BasicFileAttributes.class, NOFOLLOW_LINKS);
    if (basic.isSymbolicLink()) {
      throw unsafe(directory, "is a symbolic link", "Name the directory that it points to.");
    }
    if (!basic.isDirectory()) {
      throw unsafe(directory, "is not a directory", "Remove it, or name another directory.");
    }
    if (!isPosix()) {
      return;
    }
    PosixFileAttributes attributes = attributesOf(directory);
    if (!isMine(attributes.owner())) {
      throw unsafe(
          directory,
          "belongs to " + attributes.owner().getName() + ", not to this process's user",
          "Name a directory of your own.");
    }
    if (attributes.permissions().stream().anyMatch(BY_OTHERS::contains)) {
      throw unsafe(directory, "can be written by others", "Run: chmod 700 '" + directory + "'.");
    }
    Path parent = directory.getParent();
    if (parent != null && isOpenToAll(parent)) {
      throw unsafe(
          directory,
          "could be replaced by others: they can write to " + parent,
          "Name a directory that lies in one of your own.");
    }
  }

  /** Whether it is a plain file, ours, nobody else's to change, and known by one name only. */
  boolean isOwnFile(Path file) throws IOException {
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      return false;
    }
    if (!isPosix()) {
      return true;
    }
    try {
      PosixFileAttributes attributes = attributesOf(file);
      return isMine(attributes.owner())
          && attributes.permissions().stream().noneMatch(BY_OTHERS::contains)
          && names(file) == 1;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private boolean isOpenToAll(Path parent) throws IOException {
    return attributesOf(parent.toRealPath()).permissions().contains(OTHERS_WRITE)
        && (!hasUnixView()
            || ((int) Files.getAttribute(parent.toRealPath(), "unix:mode") & STICKY) == 0);
  }

  private int names(Path file) throws IOException {
    return hasUnixView() ? (int) Files.getAttribute(file, "unix:nlink", NOFOLLOW_LINKS) : 1;
  }

  private static PosixFileAttributes attributesOf(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS);
  }

  private boolean isMine(UserPrincipal owner) throws IOException {
    UserPrincipal known = user;
    if (known == null) {
      known = lookedUp();
      user = known;
    }
    if (!owner.equals(known)) {
      // a container may run under a number that has no name, or user.name be set to another
      known = ownerOfNewFiles();
      user = known;
    }
    return owner.equals(known);
  }

  private UserPrincipal lookedUp() throws IOException {
    try {
      return fileSystem
          .getUserPrincipalLookupService()
          .lookupPrincipalByName(System.getProperty("user.name"));
    } catch (UserPrincipalNotFoundException e) {
      return ownerOfNewFiles();
    }
  }

  private static UserPrincipal ownerOfNewFiles() throws IOException {
    Path probe = Files.createTempFile("okta-aws", null);
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private FileAttribute<?>[] attributes(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private boolean isPosix() {
    return fileSystem.supportedFileAttributeViews().contains("posix");
  }

  private boolean hasUnixView() {
    return fileSystem.supportedFileAttributeViews().contains("unix");
  }

  private static ConfigurationException unsafe(Path directory, String how, String remedy) {
    return new ConfigurationException(
        "The token store's directory " + directory + " " + how + ".", remedy);
  }
}
