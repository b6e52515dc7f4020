package io.github.oktaaws.examples.cli.output;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One editor at a time of one file, among the threads and processes that ask here. */
final class FileEditing {

  /**
   * For all files of this process: closing a descriptor of a lock file gives up every lock that the
   * process has on it (fcntl(2)), so that no two threads may have one open.
   */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private static final long POLL_MILLIS = 20;

  private FileEditing() {}

  /** What is done meanwhile. */
  @FunctionalInterface
  interface Edit<T> {
    T run() throws IOException;
  }

  /**
   * Does something while nobody else does.
   *
   * @param lockFile an empty file; it is made, and stays
   * @param atMost how long to wait for others
   * @param edit what to do
   * @return what that gives
   * @throws IOException if others did not come to an end, or the edit fails
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  static <T> T alone(Path lockFile, Duration atMost, Edit<T> edit)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    if (!IN_THIS_PROCESS.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      throw busy(lockFile);
    }
    try (FileChannel channel = open(lockFile)) {
      FileLock lock = lock(channel, lockFile, deadline);
      try {
        return edit.run();
      } finally {
        lock.release();
      }
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  private static FileChannel open(Path lockFile) throws IOException {
    return FileChannel.open(
        lockFile,
        Set.of(CREATE, WRITE, NOFOLLOW_LINKS),
        PrivateFile.ownersAlone(lockFile, "rw-------"));
  }

  private static FileLock lock(FileChannel channel, Path lockFile, long deadline)
      throws IOException, InterruptedException {
    FileLock lock = channel.tryLock();
    while (lock == null) {
      if (deadline - System.nanoTime() <= 0) {
        throw busy(lockFile);
      }
      pause();
      lock = channel.tryLock();
    }
    return lock;
  }

  private static void pause() throws InterruptedException {
    boolean never = new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
    assert !never;
  }

  private static IOException busy(Path lockFile) {
    return new IOException(
        "another program has been writing for too long, and holds " + lockFile + ". Try again.");
  }
}
