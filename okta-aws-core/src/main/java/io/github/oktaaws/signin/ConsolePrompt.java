package io.github.oktaaws.signin;

import io.github.oktaaws.internal.http.Words;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Writes the challenge for a person to read. */
final class ConsolePrompt implements SignInPrompt {

  private final Supplier<PrintStream> out;

  /** Writes to {@code System.err}, whatever that is by then. */
  ConsolePrompt() {
    this(() -> System.err);
  }

  ConsolePrompt(Supplier<PrintStream> out) {
    this.out = out;
  }

  @Override
  public void show(DeviceChallenge challenge) {
    PrintStream out = this.out.get();
    // one write, so that what other threads print does not come between
    out.println(
        String.join(
            System.lineSeparator(),
            "",
            "Sign in to " + Words.printable(challenge.orgHost()) + " to get AWS credentials.",
            "  Open this address:       " + challenge.uriToOpen().toASCIIString(),
            "  Check or type this code: " + Words.printable(challenge.userCode()),
            "The code expires in "
                + words(challenge.expiresIn())
                + ". Approve only if you started this sign-in.",
            ""));
    out.flush();
  }

  @Override
  public void showBrowser(BrowserChallenge challenge) {
    PrintStream out = this.out.get();
    out.println(
        String.join(
            System.lineSeparator(),
            "",
            "Sign in to " + Words.printable(challenge.orgHost()) + " to get AWS credentials.",
            "  Your browser opens. If it does not, open this address on this machine:",
            "  " + challenge.uriToOpen().toASCIIString(),
            "You are waited for " + words(challenge.expiresIn()) + ".",
            ""));
    out.flush();
  }

  private static String words(Duration duration) {
    long minutes = duration.toMinutes();
    if (minutes >= 2) {
      return minutes + " minutes";
    }
    return duration.toSeconds() + " seconds";
  }
}
