package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.oktaaws.examples.cli.terminal.Person;
import io.github.oktaaws.signin.DeviceChallenge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTest {

  private static final String ADDRESS = "https://acme.okta.com/activate?user_code=NNBJWNSJ";
  private static final DeviceChallenge CHALLENGE =
      new DeviceChallenge(
          "acme.okta.com",
          "NNBJWNSJ",
          URI.create("https://acme.okta.com/activate"),
          Optional.of(URI.create(ADDRESS)),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10));

  private final StringWriter shown = new StringWriter();
  private final Path folder;

  PromptTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** okta-aws-cli 2.6.0 shows the complete address alone. */
  @Test
  void addressCodeAndOrgAreAlwaysShown() {
    show(Map.of());
    show(Map.of("qr-code", "true", "open-browser-command", "/no/such/browser"));

    String each = "(?s).*\n  \\Q" + ADDRESS + "\\E\n.*acme.okta.com shows this code: NNBJWNSJ\n";
    assertThat(shown.toString()).containsPattern(each + each);
  }

  @Test
  void whereThereIsNoTerminalNoLineIsUpdated() {
    show(Map.of());

    assertThat(shown.toString()).doesNotContain("Waiting", "\r", "\u001b");
  }

  @Test
  void theQrCodeIsShownOnRequestOnly() {
    show(Map.of());
    assertThat(shown.toString()).doesNotContain("█");

    show(Map.of("qr-code", "true"));
    assertThat(shown.toString()).contains("█");
  }

  /** okta-aws-cli 2.6.0 waits for the command to end before it polls. */
  @Test
  void theCommandGetsTheAddressAsItsLastArgumentAndIsNotWaitedFor() throws IOException {
    Path opened = folder.resolve("opened");
    Path pipe = folder.resolve("never-ends");
    Path browser =
        script("printf '%s\\n' \"$@\" > '" + opened + "'\nread never < '" + pipe + "'\n");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().onExit().join().exitValue())
        .isZero();

    show(Map.of("open-browser-command", "'" + browser + "' --profile \"my work\""));

    await().untilAsserted(() -> assertThat(opened).content().endsWith(ADDRESS + "\n"));
    assertThat(opened).content().isEqualTo("--profile\nmy work\n" + ADDRESS + "\n");
    assertThat(shown.toString()).contains("Your browser will open");
    Files.writeString(pipe, "\n");
  }

  @Test
  void aCommandThatCannotBeStartedIsToldAndThePersonOpensTheAddress() {
    show(Map.of("open-browser-command", "/no/such/browser"));

    assertThat(shown.toString())
        .contains("could not be opened with '/no/such/browser': open the URL yourself");
  }

  private Path script(String text) throws IOException {
    Path script = Files.writeString(folder.resolve("browser"), "#!/bin/sh\n" + text);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private void show(Map<String, String> given) {
    Person person = Person.nobody(false, new PrintWriter(shown, true));
    PromptOptions options = PromptOptions.of(Program.settings(given, Map.of()));
    new DevicePrompt(person, options).show(CHALLENGE);
  }
}
