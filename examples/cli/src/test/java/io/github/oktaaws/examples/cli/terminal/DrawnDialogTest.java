package io.github.oktaaws.examples.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.CancelledException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnDialogTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void aSecretIsReadAndNotShown() {
    assertThat(dialog("s3cret\r").answer("Password", true, "--password"))
        .isEqualTo("s3cret".toCharArray());
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .startsWith("Password: ")
        .doesNotContain("s3", "cret");
  }

  @Test
  void whatIsNoSecretIsShown() {
    assertThat(dialog("123456\n").answer("Code", false, "--code"))
        .isEqualTo("123456".toCharArray());
    assertThat(shown.toString(StandardCharsets.UTF_8)).startsWith("Code: 123456");
  }

  @Test
  void mistakesCanBeTakenBack() {
    assertThat(dialog("ab\u007f\bxyz\u0015good\u007f\r").answer("Password", true, "--password"))
        .isEqualTo("goo".toCharArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc\u0003", "abc\u001b", "\u0004", ""})
  void ctrlCAndEscapeCancel(String typed) {
    assertThatThrownBy(() -> dialog(typed).answer("Password", true, "--password"))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void anEmptyLineIsNoAnswer() {
    assertThatThrownBy(() -> dialog("\r").answer("Password", true, "--password"))
        .isInstanceOf(NoChoiceException.class)
        .hasMessageContaining("--password");
  }

  @Test
  void keysChooseOnATerminal() {
    List<String> roles = List.of("Admin", "Analyst", "ReadOnly");
    Question<String> question = new Question<>("a role", Function.identity(), "--aws-iam-role");

    assertThat(dialog("\r").choose(question, roles)).isEqualTo("Admin");
    assertThat(dialog("\u001b[B\u001b[B\u001b[A\r").choose(question, roles)).isEqualTo("Analyst");
    assertThat(dialog("only\r").choose(question, roles)).isEqualTo("ReadOnly");
    assertThat(dialog("zzz\r\u0015an\r").choose(question, roles)).isEqualTo("Analyst");
    assertThatThrownBy(() -> dialog("\u0003").choose(question, roles))
        .isInstanceOf(CancelledException.class);
  }

  private Dialog dialog(String typed) {
    return new DrawnDialog(() -> terminal(typed));
  }

  private Terminal terminal(String typed) throws IOException {
    return new DumbTerminal(
        "test",
        "ansi",
        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
        shown,
        StandardCharsets.UTF_8);
  }
}
