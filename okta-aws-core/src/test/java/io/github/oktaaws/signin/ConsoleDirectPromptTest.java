package io.github.oktaaws.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsoleDirectPromptTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void theOrgAndTheNumberToChooseAreShown() {
    prompt(null).show(new PushChallenge("acme.okta.com", Optional.of("42"), Duration.ofMinutes(5)));

    assertThat(text())
        .contains("Sign in to acme.okta.com", "choose the number 42", "only if you started");
  }

  @Test
  void aPushWithoutANumberSaysNothingOfOne() {
    prompt(null).show(new PushChallenge("acme.okta.com", Optional.empty(), Duration.ofMinutes(5)));

    assertThat(text()).contains("Okta Verify").doesNotContain("number");
  }

  @Test
  void theCodeThatIsTypedIsTheAnswerAndNothingTypedIsNone() {
    assertThat(prompt("123456").ask(new CodeChallenge("acme.okta.com", DirectFactor.OTP, 3)))
        .isEqualTo("123456");
    assertThat(prompt(null).ask(new CodeChallenge("acme.okta.com", DirectFactor.SMS, 3))).isEmpty();

    assertThat(text()).contains("authenticator app", "came to your phone");
  }

  private DirectPrompt prompt(@Nullable String typed) {
    PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    return new ConsoleDirectPrompt(() -> out, () -> typed);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
