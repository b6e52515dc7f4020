package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.ConfigurationException;
import java.util.List;
import java.util.Optional;

/**
 * How the person is shown where to sign in.
 *
 * @param qrCode whether with a QR code
 * @param browser the command that opens a browser, if one is to be opened
 */
record PromptOptions(boolean qrCode, Optional<List<String>> browser) {

  static PromptOptions of(Settings settings) {
    Optional<List<String>> given = settings.value("open-browser-command").map(PromptOptions::words);
    Optional<List<String>> usual =
        settings.isOn("open-browser") ? Optional.of(Browser.usualCommand()) : Optional.empty();
    return new PromptOptions(settings.isOn("qr-code"), given.or(() -> usual));
  }

  private static List<String> words(String command) {
    try {
      return ShellWords.split(command);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "open-browser-command cannot be split into words. " + e.getMessage(),
          "Write it as for a shell, for example: firefox -P \"my work\".");
    }
  }
}
