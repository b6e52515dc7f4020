package io.github.oktaaws.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.oktaaws.error.ConfigurationException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Locks between processes: each is one byte, far behind the end of one empty file. The kernel gives
 * them up when a process ends, however it ends.
 *
 * <p>A process loses all of its POSIX record locks on a file as soon as it closes any descriptor of
 * that file (fcntl(2)). Therefore there is one channel per file in the process, shared by all
 * stores through a static map and never closed while the file is in its place, and nobody reads,
 * writes or deletes the file.
 */
final class StoreLocks {

  private static final Map<Path, StoreLocks> ALL = new ConcurrentHashMap<>();

  private static final long WRITING = 0;
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);
  private static final long POLL_MILLIS = 20;

  private final Path file;
  private final OwnFiles own;
  private final Map<Long, ReentrantLock> inThisProcess = new ConcurrentHashMap<>();
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable Opened opened;

  private StoreLocks(Path file, OwnFiles own) {
    this.file = file;
    this.own = own;
  }

  static StoreLocks of(Path file, OwnFiles own) {
    return ALL.computeIfAbsent(real(file), path -> new StoreLocks(path, own));
  }

  private static Path real(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    try {
      return directory == null ? file : directory.toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      return file.toAbsolutePath();
    }
  }

  /** A channel of the file, and which file that was. */
  private record Opened(FileChannel channel, @Nullable Object identity) {

    /** False once somebody has removed the file, or the whole directory, and made another. */
    boolean isStillAt(Path path) {
      try {
        return Objects.equals(identity, identityOf(path));
      } catch (IOException e) {
        return false;
      }
    }
  }

  private static @Nullable Object identityOf(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
  }

  private Opened opened() throws IOException {
    Opened known = opened;
    if (known != null && known.isStillAt(file)) {
      return known;
    }
    opening.lock();
    try {
      Opened now = opened;
      if (now == null || !now.isStillAt(file)) {
        // whoever holds a lock of the last file keeps its channel; else the collector closes it
        now = open();
        opened = now;
      }
      return now;
    } finally {
      opening.unlock();
    }
  }

  private Opened open() throws IOException {
    // before it is opened: a FIFO would wait for a reader, and closing gives up others' locks
    if (Files.exists(file, NOFOLLOW_LINKS) && !own.isOwnFile(file)) {
      throw new IOException(file + " is not a file of one's own");
    }
    FileChannel channel =
        FileChannel.open(file, Set.of(CREATE, WRITE, NOFOLLOW_LINKS), own.forOwnerAlone());
    return new Opened(channel, identityOf(file));
  }

  /** A lock that the thread holds. */
  static final class Held {
    private final ReentrantLock inThisProcess;
    private final @Nullable FileLock betweenProcesses;
    private final @Nullable IOException trouble;

    private Held(
        ReentrantLock inThisProcess,
        @Nullable FileLock betweenProcesses,
        @Nullable IOException trouble) {
      this.inThisProcess = inThisProcess;
      this.betweenProcesses = betweenProcesses;
      this.trouble = trouble;
    }

    /** Why it holds in this process only, if so. */
    Optional<IOException> trouble() {
      return Optional.ofNullable(trouble);
    }

    void release() {
      try {
        if (betweenProcesses != null) {
          betweenProcesses.release();
        }
      } catch (IOException e) {
        // the channel is closed, and the lock with it
      } finally {
        inThisProcess.unlock();
      }
    }
  }

  /**
   * Waits for a key's lock. Where the file cannot be locked, threads of this process exclude each
   * other all the same.
   *
   * @return the lock, or empty if somebody else held it all the time
   */
  Optional<Held> acquire(StoreKey key, Duration atMost) throws InterruptedException {
    long nanos = Math.min(TimeUnit.NANOSECONDS.convert(atMost), LONGEST_WAIT.toNanos());
    long deadline = System.nanoTime() + nanos;
    long position = position(key);
    ReentrantLock local = inThisProcess(position);
    if (local.isHeldByCurrentThread()) {
      throw new ConfigurationException(
          "A token store's lock was wanted by the thread that holds it.",
          "Let a prompt, selector or step of yours not call the session, nor one on its store.");
    }
    if (!local.tryLock(nanos, TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    Optional<Held> held = Optional.empty();
    try {
      FileLock lock = tryLock(position);
      while (lock == null && deadline - System.nanoTime() > 0) {
        pause();
        lock = tryLock(position);
      }
      held = Optional.ofNullable(lock).map(ours -> new Held(local, ours, null));
    } catch (IOException e) {
      held = Optional.of(new Held(local, null, e));
    } finally {
      if (held.isEmpty()) {
        local.unlock();
      }
    }
    return held;
  }

  /**
   * Waits for the lock under which files are replaced, which takes milliseconds. Where a process
   * stands still while it holds it, others go on without: replacing is atomic all the same. An
   * interrupt does not end the wait, so that nothing is lost that is to be written.
   */
  Held forWriting() throws IOException {
    long deadline = System.nanoTime() + LONGEST_WRITE.toNanos();
    ReentrantLock local = inThisProcess(WRITING);
    local.lock();
    boolean interrupted = Thread.interrupted();
    boolean failed = true;
    try {
      FileLock lock = tryLock(WRITING);
      while (lock == null && deadline - System.nanoTime() > 0) {
        try {
          pause();
        } catch (InterruptedException e) {
          interrupted = true;
        }
        lock = tryLock(WRITING);
      }
      failed = false;
      return new Held(local, lock, null);
    } finally {
      if (failed) {
        local.unlock();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The lock of {@link #forWriting}, if nobody has it. */
  Optional<Held> whileNobodyWrites() throws IOException {
    ReentrantLock local = inThisProcess(WRITING);
    if (!local.tryLock()) {
      return Optional.empty();
    }
    FileLock lock = null;
    try {
      lock = tryLock(WRITING);
    } finally {
      if (lock == null) {
        local.unlock();
      }
    }
    return Optional.ofNullable(lock).map(ours -> new Held(local, ours, null));
  }

  private ReentrantLock inThisProcess(long position) {
    return inThisProcess.computeIfAbsent(position, absent -> new ReentrantLock());
  }

  private @Nullable FileLock tryLock(long position) throws IOException {
    Opened now = opened();
    try {
      FileLock lock = now.channel().tryLock(position, 1, false);
      if (lock == null || now.isStillAt(file)) {
        return lock;
      }
      lock.release();
      return opened().channel().tryLock(position, 1, false);
    } catch (OverlappingFileLockException e) {
      // this library is in the process twice, and the other one holds it
      return null;
    }
  }

  private static void pause() throws InterruptedException {
    boolean never = new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
    assert !never;
  }

  /**
   * Sixty bits of the key's digest, so that no two keys share one by accident; never {@link
   * #WRITING}.
   */
  private static long position(StoreKey key) {
    return new BigInteger(key.id().substring(0, 15), 16).longValueExact() + 1;
  }
}
