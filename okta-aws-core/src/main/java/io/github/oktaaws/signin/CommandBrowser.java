package io.github.oktaaws.signin;

import io.github.oktaaws.error.ConfigurationException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a command and forgets it. */
final class CommandBrowser implements BrowserLauncher {

  private static final Logger LOG = LoggerFactory.getLogger(CommandBrowser.class);

  private final List<String> command;

  CommandBrowser(List<String> command) {
    this.command = List.copyOf(command);
    if (command.isEmpty() || command.get(0).isBlank()) {
      throw new ConfigurationException(
          "The browser command is empty.", "Give a program and its arguments.");
    }
  }

  @Override
  public boolean open(URI address) {
    List<String> whole = new ArrayList<>(command);
    whole.add(address.toASCIIString());
    try {
      Process browser =
          new ProcessBuilder(whole)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      browser.getOutputStream().close();
      return true;
    } catch (IOException | SecurityException e) {
      // the message of an IOException names the program, but other platforms may add the arguments
      LOG.info("The browser command {} could not be started", command.get(0));
      return false;
    }
  }

  /** Prints the program. */
  @Override
  public String toString() {
    return "CommandBrowser[" + command.get(0) + "]";
  }
}
