package io.github.oktaaws.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The files of a store: made for their owner alone, replaced in one step, and read only where they
 * are files of one's own.
 */
final class StoreDirectory {

  private static final String TEMPORARY = ".tmp-";
  private static final int SALT_BYTES = 16;
  private static final int LARGEST_FILE = 1024 * 1024;

  private final Path path;
  private final OwnFiles own;
  private final ReentrantLock preparing = new ReentrantLock();
  private final SecureRandom random = new SecureRandom();
  private volatile boolean prepared;

  StoreDirectory(Path path) {
    this.path = path;
    this.own = new OwnFiles(path.getFileSystem());
  }

  /** The locks that processes on this directory share. */
  StoreLocks locks() throws IOException {
    prepare();
    return StoreLocks.of(lockFile(), own);
  }

  /** The file that is locked in parts; it is never read, written or deleted. */
  private Path lockFile() {
    return path.resolve("lock");
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
    if (prepared && Files.isDirectory(path, NOFOLLOW_LINKS)) {
      return;
    }
    preparing.lock();
    try {
      own.createDirectory(path);
      own.requireSafeDirectory(path);
      sweep();
      prepared = true;
    } finally {
      preparing.unlock();
    }
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

  /** Puts a file in place of the last one, so that readers see the one or the other, whole. */
  void replace(Path file, byte[] bytes) throws IOException {
    StoreLocks.Held writing = StoreLocks.of(lockFile(), own).forWriting();
    try {
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

  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /** Deletes the files of a sign-in and of all roles from it. */
  void deleteAll(SignInKey key) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, key.id() + ".*")) {
      for (Path file : files) {
        delete(file);
      }
    } catch (NoSuchFileException e) {
      return;
    }
  }

  /** Random bytes that belong to this directory, made when they are first needed. */
  byte[] salt() throws IOException {
    prepare();
    Path file = path.resolve("salt");
    Optional<byte[]> known = saltIn(file);
    if (known.isEmpty()) {
      StoreLocks.Held writing = StoreLocks.of(lockFile(), own).forWriting();
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

  /** Nobody writes meanwhile: what is there is from a process that died while it wrote. */
  private void sweep() throws IOException {
    StoreLocks.Held writing = StoreLocks.of(lockFile(), own).forWriting();
    try (DirectoryStream<Path> strays = Files.newDirectoryStream(path, TEMPORARY + "*")) {
      if (writing.isCertain()) {
        for (Path stray : strays) {
          Files.deleteIfExists(stray);
        }
      }
    } finally {
      writing.release();
    }
  }

  private void write(Path temporary, byte[] bytes) throws IOException {
    Files.createFile(temporary, own.forOwnerAlone());
    // no channel: a thread that is interrupted must not lose what the server will not give again
    try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
      out.write(bytes);
      out.getFD().sync();
    }
  }

  /** Makes the move itself durable, where the file system lets a directory be forced. */
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows: a move there is as durable as it gets
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
