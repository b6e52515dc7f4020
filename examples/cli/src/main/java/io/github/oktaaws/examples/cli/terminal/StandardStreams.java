package io.github.oktaaws.examples.cli.terminal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which of the standard streams are a terminal, which Java tells of none by itself.
 *
 * @param in whether standard input is
 * @param err whether standard error is
 */
record StandardStreams(boolean in, boolean err) {

  private static final String TESTS = "[ -t 0 ]; in=$?; [ -t 2 ]; err=$?; exit $((in * 2 + err))";

  static StandardStreams found(boolean windows) {
    if (windows) {
      return onWindows();
    }
    int answer = answer();
    return new StandardStreams((answer & 2) == 0, (answer & 1) == 0);
  }

  // from Java 22 on there is always a console; opening the terminal then tells
  @SuppressWarnings("SystemConsoleNull")
  private static StandardStreams onWindows() {
    boolean console = System.console() != null;
    return new StandardStreams(console, console);
  }

  private static int answer() {
    try {
      Process shell = new ProcessBuilder(List.of("/bin/sh", "-c", TESTS)).inheritIO().start();
      return shell.waitFor(5, TimeUnit.SECONDS) ? shell.exitValue() : 3;
    } catch (IOException e) {
      return 3;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 3;
    }
  }
}
