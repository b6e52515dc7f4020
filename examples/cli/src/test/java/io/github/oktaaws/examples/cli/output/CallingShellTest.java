package io.github.oktaaws.examples.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallingShellTest {

  private static final String MACHINE = "C:\\Windows\\system32\\WindowsPowerShell\\v1.0\\Modules";

  @ParameterizedTest
  @CsvSource({
    "bash, POSIX",
    "zsh, POSIX",
    "sh, POSIX",
    "Fish, FISH",
    "powershell, POWERSHELL",
    "pwsh, POWERSHELL",
    "cmd, CMD"
  })
  void aShellIsChosenByName(String name, Shell shell) {
    assertThat(Shell.named(name)).isEqualTo(shell);
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> Shell.named("tcsh"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("bash, zsh, sh, fish, powershell or cmd");
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/bin/fish, FISH",
    "/bin/bash, POSIX",
    "/opt/microsoft/powershell/7/pwsh, POWERSHELL",
    "C:\\Program Files\\PowerShell\\7\\pwsh.exe, POWERSHELL",
    "C:\\Program Files\\Git\\usr\\bin\\bash.exe, POSIX"
  })
  void theShellThatStartedTheProgramCountsMoreThanTheLoginShell(String parent, Shell shell) {
    Map<String, String> other =
        Map.of("SHELL", shell == Shell.FISH ? "/bin/bash" : "/usr/bin/fish");

    assertThat(CallingShell.detected(other, Optional.of(parent))).isEqualTo(shell);
  }

  @Test
  void whereAnotherProgramStartedItTheLoginShellCounts() {
    Optional<String> parent = Optional.of("/usr/bin/python3.11");

    assertThat(CallingShell.detected(Map.of("SHELL", "/usr/bin/fish"), parent))
        .isEqualTo(Shell.FISH);
    assertThat(CallingShell.detected(Map.of("SHELL", "/bin/tcsh"), parent)).isEqualTo(Shell.POSIX);
    assertThat(CallingShell.detected(Map.of(), parent)).isEqualTo(Shell.POSIX);
  }

  @Test
  void onWindowsPowerShellIsKnownByItsModulesAndCmdIsTheRest() {
    Map<String, String> cmd =
        Map.of("COMSPEC", "C:\\Windows\\system32\\cmd.exe", "PSModulePath", MACHINE);
    Map<String, String> powerShell =
        Map.of(
            "ComSpec",
            "C:\\Windows\\system32\\cmd.exe",
            "PSModulePath",
            "C:\\Users\\jane\\Documents\\WindowsPowerShell\\Modules;" + MACHINE);
    Optional<String> batchFile = Optional.of("C:\\Windows\\System32\\cmd.exe");

    assertThat(CallingShell.detected(cmd, batchFile)).isEqualTo(Shell.CMD);
    assertThat(CallingShell.detected(powerShell, batchFile)).isEqualTo(Shell.POWERSHELL);
    assertThat(CallingShell.detected(Map.of("PSModulePath", "/x"), Optional.empty()))
        .isEqualTo(Shell.POWERSHELL);
  }

  @Test
  void theRealOneIsFound() {
    assertThat(CallingShell.detected()).isNotNull();
  }
}
