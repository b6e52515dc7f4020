package io.github.oktaaws.signin;

import java.awt.AWTError;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the desktop, on a thread of its own: some desktops answer late or never. */
final class DesktopBrowser implements BrowserLauncher {

  private static final Logger LOG = LoggerFactory.getLogger(DesktopBrowser.class);
  private static final long LONGEST_WAIT_SECONDS = 2;

  @Override
  public boolean open(URI address) {
    CompletableFuture<Boolean> opened = new CompletableFuture<>();
    Thread thread = new Thread(() -> opened.complete(browse(address)), "okta-aws-browser");
    thread.setDaemon(true);
    thread.start();
    try {
      return opened.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return true;
    } catch (InterruptedException e) {
      // whoever waits for the sign-in will see it
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  private static boolean browse(URI address) {
    try {
      if (GraphicsEnvironment.isHeadless()
          || !Desktop.isDesktopSupported()
          || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
        return false;
      }
      Desktop.getDesktop().browse(address);
      return true;
    } catch (IOException | RuntimeException | LinkageError | AWTError e) {
      // the message may quote the address
      LOG.info("The desktop could not open a browser ({})", e.getClass().getName());
      return false;
    }
  }
}
