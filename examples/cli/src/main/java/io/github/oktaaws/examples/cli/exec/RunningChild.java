package io.github.oktaaws.examples.cli.exec;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program that runs in this one's place, and what signals do to it. */
final class RunningChild {

  private static final Path TERMINAL = Path.of("/dev/tty");
  private static final long LONGEST_KILL_SECONDS = 5;

  /** A signal may come before it has started. */
  private final CompletableFuture<Process> started = new CompletableFuture<>();

  private final boolean windows;

  RunningChild(boolean windows) {
    this.windows = windows;
  }

  int exitCodeOf(Process process) throws InterruptedException {
    started.complete(process);
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      throw e;
    }
  }

  void end() {
    var unused = started.thenAccept(Process::destroy);
  }

  /**
   * Where there is a terminal, it has told the child already, and twice would be once too often.
   */
  void interrupt() {
    // a Windows console tells all of its programs
    if (!windows && !hasTerminal()) {
      var unused = started.thenAccept(RunningChild::sendInterrupt);
    }
  }

  private static boolean hasTerminal() {
    try {
      Files.newInputStream(TERMINAL).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The JDK sends no SIGINT. */
  private static void sendInterrupt(Process process) {
    try {
      boolean sent =
          new ProcessBuilder("sh", "-c", "kill -INT \"$0\"", Long.toString(process.pid()))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start()
              .waitFor(LONGEST_KILL_SECONDS, TimeUnit.SECONDS);
      if (!sent) {
        process.destroy();
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
