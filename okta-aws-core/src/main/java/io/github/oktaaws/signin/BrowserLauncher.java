package io.github.oktaaws.signin;

import java.net.URI;
import java.util.List;

/**
 * Opens an address in the person's browser. Called on the thread that waits for the sign-in, and
 * must return soon, whether or not the browser ends. A lambda can stand in for it. If it throws, or
 * returns false, the sign-in goes on without it.
 */
@FunctionalInterface
public interface BrowserLauncher {

  /**
   * Opens the address.
   *
   * @param address an https address (http on loopback). Not to be logged: it holds the state of one
   *     sign-in
   * @return whether a browser was asked to; false if there is none
   */
  boolean open(URI address);

  /**
   * The desktop's own browser ({@code java.awt.Desktop}). There is none where Java runs headless,
   * as on servers. Waits two seconds at most for the desktop to say that it cannot.
   *
   * @return the launcher
   */
  static BrowserLauncher desktop() {
    return new DesktopBrowser();
  }

  /**
   * A command of your own, for example {@code firefox --private-window}. The address is its last
   * argument; no shell reads it. The command is started and not waited for, its output is
   * discarded.
   *
   * @param command the program and its arguments
   * @return the launcher
   * @throws io.github.oktaaws.error.ConfigurationException if it is empty
   */
  static BrowserLauncher command(List<String> command) {
    return new CommandBrowser(command);
  }
}
