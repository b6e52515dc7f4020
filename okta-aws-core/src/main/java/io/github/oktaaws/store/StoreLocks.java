package io.github.oktaaws.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

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
 * stores through a static map and never closed, and nobody reads, writes or deletes the file.
 */
final class StoreLocks {

  private static final Map<Path, StoreLocks> ALL = new ConcurrentHashMap<>();

  private static final long WRITING = 0;
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 20;

  private final FileChannel channel;
  private final @Nullable Object file;
  private final Map<Long, ReentrantLock> inThisProcess = new ConcurrentHashMap<>();

  private StoreLocks(FileChannel channel, @Nullable Object file) {
    this.channel = channel;
    this.file = file;
  }

  static StoreLocks of(Path file, OwnFiles own) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path real =
        directory == null ? file : directory.toRealPath().resolve(file.getFileName().toString());
    StoreLocks known = ALL.get(real);
    return known != null && known.isOf(real) ? known : opened(real, own);
  }

  private static StoreLocks opened(Path file, OwnFiles own) throws IOException {
    try {
      return ALL.compute(
          file, (path, known) -> known != null && known.isOf(path) ? known : open(path, own));
    } catch (NotOpened e) {
      throw e.why;
    }
  }

  /** False once somebody has removed the file, or the whole directory, and made another. */
  private boolean isOf(Path path) {
    try {
      return Objects.equals(file, identity(path));
    } catch (IOException e) {
      return false;
    }
  }

  private static @Nullable Object identity(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
  }

  private static StoreLocks open(Path file, OwnFiles own) {
    try {
      FileChannel channel =
          FileChannel.open(file, Set.of(CREATE, WRITE, NOFOLLOW_LINKS), own.forOwnerAlone());
      if (own.isOwnFile(file)) {
        return new StoreLocks(channel, identity(file));
      }
      channel.close();
      throw new NotOpened(new IOException(file + " is not a file of one's own"));
    } catch (IOException e) {
      throw new NotOpened(e);
    }
  }

  private static final class NotOpened extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient IOException why;

    NotOpened(IOException why) {
      super(why);
      this.why = why;
    }
  }

  /** A lock that the thread holds. */
  static final class Held {
    private final ReentrantLock inThisProcess;
    private final @Nullable FileLock betweenProcesses;

    private Held(ReentrantLock inThisProcess, @Nullable FileLock betweenProcesses) {
      this.inThisProcess = inThisProcess;
      this.betweenProcesses = betweenProcesses;
    }

    /** Whether no other process holds it. */
    boolean isCertain() {
      return betweenProcesses != null;
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
   * Waits for a key's lock.
   *
   * @return the lock, or empty if somebody else held it all the time
   */
  Optional<Held> acquire(StoreKey key, Duration atMost) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    ReentrantLock local = inThisProcess(position(key));
    if (!local.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    boolean acquired = false;
    try {
      FileLock lock = tryLock(position(key));
      while (lock == null && deadline - System.nanoTime() > 0) {
        pause();
        lock = tryLock(position(key));
      }
      acquired = lock != null;
      return acquired ? Optional.of(new Held(local, lock)) : Optional.empty();
    } finally {
      if (!acquired) {
        local.unlock();
      }
    }
  }

  /**
   * Waits for the lock under which files are replaced, which takes milliseconds. Where a process
   * stands still while it holds it, others go on without: replacing is atomic all the same. An
   * interrupt does not end the wait, so that nothing is lost that is to be written.
   */
  Held forWriting() throws IOException {
    ReentrantLock local = inThisProcess(WRITING);
    local.lock();
    boolean interrupted = Thread.interrupted();
    boolean failed = true;
    try {
      long deadline = System.nanoTime() + LONGEST_WRITE.toNanos();
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
      return new Held(local, lock);
    } finally {
      if (failed) {
        local.unlock();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private ReentrantLock inThisProcess(long position) {
    return inThisProcess.computeIfAbsent(position, absent -> new ReentrantLock());
  }

  private @Nullable FileLock tryLock(long position) throws IOException {
    try {
      return channel.tryLock(position, 1, false);
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
