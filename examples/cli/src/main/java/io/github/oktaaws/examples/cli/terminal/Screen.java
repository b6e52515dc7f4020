package io.github.oktaaws.examples.cli.terminal;

import io.github.oktaaws.examples.cli.Printable;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Where the person reads: a terminal, or a stream that may end in a log. Safe for use by several
 * threads.
 */
final class Screen {

  private static final String TO_START_OF_LINE = "\r";
  private static final String ERASE_TO_END_OF_LINE = "\u001b[K";

  private final PrintWriter out;
  private final Charset charset;
  private final boolean terminal;
  private final IntSupplier columns;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean statusShown;
  private int knownColumns;

  private Screen(PrintWriter out, Charset charset, boolean terminal, IntSupplier columns) {
    this.out = out;
    this.charset = charset;
    this.terminal = terminal;
    this.columns = columns;
  }

  static Screen terminal(PrintWriter out, Charset charset, IntSupplier columns) {
    return new Screen(out, charset, true, columns);
  }

  static Screen stream(PrintWriter out, Charset charset) {
    return new Screen(out, charset, false, () -> Integer.MAX_VALUE);
  }

  boolean isTerminal() {
    return terminal;
  }

  /** How wide it is; asked once, since asking takes a process. */
  int columns() {
    if (knownColumns == 0) {
      knownColumns = Math.max(1, columns.getAsInt());
    }
    return knownColumns;
  }

  boolean canShow(String text) {
    return charset.newEncoder().canEncode(text);
  }

  /** Lines of text; nothing in them steers the terminal. */
  void lines(String... lines) {
    locked(
        () -> {
          eraseStatus();
          for (String line : lines) {
            out.println(Printable.of(line));
          }
        });
  }

  /** Text as it is. */
  void raw(String text) {
    locked(
        () -> {
          eraseStatus();
          out.print(text);
        });
  }

  /** A line that the next one replaces, if it is still wanted; on a terminal only. */
  void status(String line, BooleanSupplier wanted) {
    if (terminal) {
      int room = Math.max(1, columns() - 1);
      String fitting = Printable.of(line);
      String shown = fitting.length() > room ? fitting.substring(0, room) : fitting;
      locked(
          () -> {
            if (wanted.getAsBoolean()) {
              out.print(TO_START_OF_LINE + shown + ERASE_TO_END_OF_LINE);
              statusShown = true;
            }
          });
    }
  }

  void endStatus() {
    locked(this::eraseStatus);
  }

  private void eraseStatus() {
    if (statusShown) {
      out.print(TO_START_OF_LINE + ERASE_TO_END_OF_LINE);
      statusShown = false;
    }
  }

  private void locked(Runnable writing) {
    lock.lock();
    try {
      writing.run();
      out.flush();
    } finally {
      lock.unlock();
    }
  }
}
