package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShellWordsTest {

  @Test
  void quotesAndBackslashesAreAShells() {
    assertThat(ShellWords.split("  firefox  --new-window\t-P work "))
        .containsExactly("firefox", "--new-window", "-P", "work");
    assertThat(ShellWords.split("\"/Applications/My Browser\" 'a \"b' c\\ d"))
        .containsExactly("/Applications/My Browser", "a \"b", "c d");
    assertThat(ShellWords.split("\"C:\\Program Files\\x.exe\" \"a\\\"b\""))
        .containsExactly("C:\\Program Files\\x.exe", "a\"b");
    assertThat(ShellWords.split("x '' \"\"")).containsExactly("x", "", "");
  }

  @Test
  void nothingIsRunOrReplaced() {
    assertThat(ShellWords.split("x $HOME `id` $(id) a;b"))
        .containsExactly("x", "$HOME", "`id`", "$(id)", "a;b");
  }

  @Test
  void aQuoteThatIsNotClosedIsRefused() {
    assertThatThrownBy(() -> ShellWords.split("x 'y")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ShellWords.split("x \\")).isInstanceOf(IllegalArgumentException.class);
  }
}
