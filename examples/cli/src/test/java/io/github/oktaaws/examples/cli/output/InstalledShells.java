package io.github.oktaaws.examples.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Shells that are not on every machine; run it by name where fish and zsh are installed: {@code
 * -Dtest=InstalledShells}.
 */
class InstalledShells {

  private static final String NASTY =
      "a'b\"c$d`e\\f g\n$(touch /nowhere) ;&|<>(){}[]*?~#!%^=é\u2019 ";

  @Test
  void fishReadsBackAnyValue() throws Exception {
    assertThat(
            ShellProcess.evaluating(
                script(Shell.FISH),
                "fish",
                "--no-config",
                "-c",
                "eval (cat | string collect); exec sh -c 'printf %s"
                    + " \"$AWS_SECRET_ACCESS_KEY${AWS_SECURITY_TOKEN-}\"'"))
        .isEqualTo(NASTY);
  }

  @Test
  void fishReadsWhatIsPipedToSource() throws Exception {
    assertThat(
            ShellProcess.evaluating(
                script(Shell.FISH),
                "fish",
                "--no-config",
                "-c",
                "cat | source; printf %s \"$AWS_SECRET_ACCESS_KEY\""))
        .isEqualTo(NASTY);
  }

  @Test
  void zshReadsBackAnyValue() throws Exception {
    assertThat(
            ShellProcess.evaluating(
                script(Shell.POSIX),
                "zsh",
                "-feuc",
                "eval \"$(cat)\"; exec sh -c 'printf %s"
                    + " \"$AWS_SECRET_ACCESS_KEY${AWS_SECURITY_TOKEN-}\"'"))
        .isEqualTo(NASTY);
  }

  @Test
  void zshExpandsNothing() throws Exception {
    String script =
        Shell.POSIX.set("A", "=ls")
            + "\n"
            + Shell.POSIX.set("B", "x:=ls")
            + "\n"
            + Shell.POSIX.set("C", "abc==")
            + "\n"
            + Shell.POSIX.set("D", "x:~")
            + "\n";

    assertThat(
            ShellProcess.evaluating(
                script, "zsh", "-feuc", "eval \"$(cat)\"; printf '%s ' $A $B $C $D"))
        .isEqualTo("=ls x:=ls abc== x:~ ");
  }

  private static String script(Shell shell) {
    return EnvironmentOutput.of(
        shell,
        Samples.credentials("ASIAEXAMPLE", NASTY, Samples.TOKEN),
        Extras.none(),
        Map.of("AWS_SECURITY_TOKEN", "old"));
  }
}
