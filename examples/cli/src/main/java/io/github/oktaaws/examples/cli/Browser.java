package io.github.oktaaws.examples.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Opens an address in the person's browser, and does not wait for it. */
final class Browser {

  private Browser() {}

  static List<String> usualCommand() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return List.of("open");
    }
    return system.startsWith("windows")
        ? List.of("rundll32", "url.dll,FileProtocolHandler")
        : List.of("xdg-open");
  }

  /**
   * Starts the command with the address as its last argument. No shell reads it, and what it prints
   * goes nowhere, so that standard output holds credentials alone.
   *
   * @param command the command
   * @param address the address
   * @throws IOException if it cannot be started
   */
  static void open(List<String> command, URI address) throws IOException {
    start(command, address);
  }

  /**
   * Starts the command as {@link #open} does, and gives it a second to say that there is no
   * browser.
   *
   * @param command the command
   * @param address the address
   * @return whether it goes on, or has ended well
   */
  static boolean opens(List<String> command, URI address) {
    try {
      Process started = start(command, address);
      return !started.waitFor(1, TimeUnit.SECONDS) || started.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      // whoever waits for the sign-in will see it
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Process start(List<String> command, URI address) throws IOException {
    List<String> words = new ArrayList<>(command);
    words.add(address.toASCIIString());
    Process started =
        new ProcessBuilder(words)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    started.getOutputStream().close();
    return started;
  }
}
