package io.github.oktaaws.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsolePromptTest {

  private static final URI URI_OF_ORG = URI.create("https://acme.okta.com/activate");

  /** ByteNess/aws-vault#440: no code is shown. */
  @Test
  void showsOrgAddressCodeAndExpiry() {
    URI complete = URI.create("https://acme.okta.com/activate?user_code=NNBJWNSJ");

    assertThat(shown("NNBJWNSJ", Optional.of(complete), Duration.ofMinutes(10)))
        .contains("Sign in to acme.okta.com ")
        .contains(" " + complete + System.lineSeparator())
        .contains(" NNBJWNSJ" + System.lineSeparator())
        .contains("10 minutes");
  }

  @Test
  void showsThePlainAddressWhereThereIsNoCompleteOne() {
    assertThat(shown("NNBJWNSJ", Optional.empty(), Duration.ofSeconds(90)))
        .contains(" " + URI_OF_ORG + System.lineSeparator())
        .contains(" NNBJWNSJ" + System.lineSeparator())
        .contains("90 seconds");
  }

  @Test
  void writesNoTerminalSequences() {
    assertThat(
            shown("A\u001b[2JB\u202eC", Optional.of(URI.create("https://a/\u202e")), Duration.ZERO))
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void aChallengeCannotBeMadeWithoutUserCode() {
    assertThatThrownBy(() -> shown(" ", Optional.empty(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsTheAddressThatTheBrowserWasAskedToOpen() {
    URI address = URI.create("https://acme.okta.com/oauth2/v1/authorize?client_id=0oa1&state=abc");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    new ConsolePrompt(() -> stream)
        .showBrowser(new BrowserChallenge("acme.okta.com", address, Duration.ofMinutes(5)));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Sign in to acme.okta.com ")
        .contains(" " + address + System.lineSeparator())
        .contains("5 minutes");
  }

  @Test
  void theDefaultWritesToTheSystemsErrorStreamOfTheMomentThoughThereIsNoConsole() {
    SignInPrompt prompt = SignInPrompt.console();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      prompt.show(challenge("NNBJWNSJ", Optional.empty(), Duration.ofMinutes(10)));
    } finally {
      System.setErr(before);
    }
    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains(" " + URI_OF_ORG + System.lineSeparator())
        .contains(" NNBJWNSJ" + System.lineSeparator());
  }

  private static String shown(String userCode, Optional<URI> complete, Duration expiresIn) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    new ConsolePrompt(() -> stream).show(challenge(userCode, complete, expiresIn));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static DeviceChallenge challenge(
      String userCode, Optional<URI> complete, Duration expiresIn) {
    return new DeviceChallenge(
        "acme.okta.com", userCode, URI_OF_ORG, complete, Duration.ofSeconds(5), expiresIn);
  }
}
