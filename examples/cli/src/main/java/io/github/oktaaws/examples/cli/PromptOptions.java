package io.github.oktaaws.examples.cli;

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
    Optional<List<String>> given = settings.value("open-browser-command").map(ShellWords::split);
    Optional<List<String>> usual =
        settings.isOn("open-browser") ? Optional.of(Browser.usualCommand()) : Optional.empty();
    return new PromptOptions(settings.isOn("qr-code"), given.or(() -> usual));
  }
}
