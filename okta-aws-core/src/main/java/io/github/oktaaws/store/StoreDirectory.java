package io.github.oktaaws.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import io.github.oktaaws.error.ConfigurationException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a store: made for their owner alone, replaced in one step, and read only where they
 * are files of one's own.
 */
final class StoreDirectory {

  static final String NO_STAMP = "none";

  private static final Logger LOG = LoggerFactory.getLogger(TokenStore.class);

  private static final String TEMPORARY = ".tmp-";
  private static final int SALT_BYTES = 16;
  private static final int LARGEST_FILE = 1024 * 1024;

  private final Path path;
  private final OwnFiles own;
  private final SecureRandom random = new SecureRandom();
  private volatile boolean found;
  private volatile boolean swept;

  StoreDirectory(Path path) {
    this.path = path;
    this.own = new OwnFiles(path.getFileSystem());
  }

  /** The locks that processes on this directory share; their file holds nothing. */
  StoreLocks locks() {
    return StoreLocks.of(path.resolve("lock"), own);
  }

  Path entry(StoreKey key) {
    String signIn = key.signIn().id();
    return path.resolve(
        key instanceof RoleKey ? signIn + "." + key.id() + ".credentials" : signIn + ".tokens");
  }

  /**
   * Makes sure that the directory is there and safe.
   *
   * @throws io.github.oktaaws.error.ConfigurationException if it is not safe to use
   * @throws IOException if it cannot be made
   */
  void prepare() throws IOException {
    own.createDirectory(path);
    own.requireSafeDirectory(path);
    found = true;
    if (!swept) {
      sweep();
    }
  }

  /** Whether the directory has once been safe to use. */
  boolean wasFound() {
    return found;
  }

  /** The bytes of a file of one's own; empty if it is anything else. */
  Optional<byte[]> read(Path file) throws IOException {
    if (!own.isOwnFile(file)) {
      return Optional.empty();
    }
    // a stream, because a thread that is interrupted must not close what it reads
    try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
      return bytes.length > LARGEST_FILE ? Optional.empty() : Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** What tells one writing of a file from another, if there is one that can be looked at. */
  String stampOf(StoreKey key) {
    try {
      BasicFileAttributes now =
          Files.readAttributes(entry(key), BasicFileAttributes.class, NOFOLLOW_LINKS);
      return now.lastModifiedTime() + " " + now.size();
    } catch (IOException e) {
      return NO_STAMP;
    }
  }

  /** Puts a file in place of the last one, so that readers see the one or the other, whole. */
  void replace(Path file, byte[] bytes) throws IOException {
    if (bytes.length > LARGEST_FILE) {
      throw new IOException("an entry of " + bytes.length + " bytes is too large");
    }
    StoreLocks.Held writing = locks().forWriting();
    try {
      put(file, bytes);
    } catch (NoSuchFileException e) {
      // the directory was removed meanwhile
      prepare();
      put(file, bytes);
    } finally {
      writing.release();
    }
  }

  private void put(Path file, byte[] bytes) throws IOException {
    Path temporary = path.resolve(TEMPORARY + randomName());
    try {
      write(temporary, bytes);
      Files.move(temporary, file, ATOMIC_MOVE);
      force(path);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  /** Deletes an entry; with a sign-in, those of all roles from it too. */
  void delete(StoreKey key) throws IOException {
    if (!Files.exists(path, NOFOLLOW_LINKS)) {
      return;
    }
    own.requireSafeDirectory(path);
    if (key instanceof SignInKey signIn) {
      deleteAll(signIn.id() + ".*");
    } else {
      Files.deleteIfExists(entry(key));
    }
  }

  /** Deletes an entry's own file, if that can be done. */
  void discard(StoreKey key) {
    try {
      own.requireSafeDirectory(path);
      Files.deleteIfExists(entry(key));
    } catch (IOException | ConfigurationException e) {
      LOG.debug("An older entry stays in {}: {}", path, e.getClass().getSimpleName());
    }
  }

  /** What cannot be deleted keeps nothing else from it. */
  private void deleteAll(String glob) throws IOException {
    IOException failure = null;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, glob)) {
      for (Path file : files) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          failure = e;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Random bytes that belong to this directory, made when they are first needed. */
  byte[] salt() throws IOException {
    prepare();
    Path file = path.resolve("salt");
    Optional<byte[]> known = saltIn(file);
    if (known.isEmpty()) {
      StoreLocks.Held writing = locks().forWriting();
      try {
        known = saltIn(file);
        if (known.isEmpty()) {
          byte[] made = new byte[SALT_BYTES];
          random.nextBytes(made);
          put(file, made);
          known = Optional.of(made);
        }
      } finally {
        writing.release();
      }
    }
    return known.get();
  }

  private Optional<byte[]> saltIn(Path file) throws IOException {
    return read(file).filter(bytes -> bytes.length == SALT_BYTES);
  }

  /** While nobody writes, what is there is from a process that died while it wrote. */
  private void sweep() throws IOException {
    Optional<StoreLocks.Held> alone = locks().whileNobodyWrites();
    if (alone.isEmpty()) {
      return;
    }
    try {
      deleteAll(TEMPORARY + "*");
    } catch (FileSystemException e) {
      // a directory by such a name: not from here, and in nobody's way
    } finally {
      alone.get().release();
    }
    swept = true;
  }

  private void write(Path temporary, byte[] bytes) throws IOException {
    Files.createFile(temporary, own.forOwnerAlone());
    // no channel: a thread that is interrupted must not lose what the server will not give again
    try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
      out.write(bytes);
      out.getFD().sync();
    }
  }

  /**
   * Makes a move in the directory durable, where the file system lets a directory be forced; on
   * Windows, a move is as durable as it gets. An interrupt waits until that is done.
   */
  static boolean force(Path directory) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
          channel.force(true);
          return true;
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        } catch (IOException e) {
          return false;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String randomName() {
    byte[] name = new byte[12];
    random.nextBytes(name);
    return HexFormat.of().formatHex(name);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
