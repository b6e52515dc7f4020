package io.github.oktaaws.examples.cli.output;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which shell is going to read what the program prints, as far as a program can tell. */
public final class CallingShell {

  private CallingShell() {}

  /**
   * The shell that started this process.
   *
   * @return the shell
   */
  public static Shell detected() {
    return detected(
        System.getenv(),
        ProcessHandle.current().parent().flatMap(parent -> parent.info().command()));
  }

  /**
   * The shell that the parent process is; else the one that {@code SHELL} names, where a person
   * logs in to; else what a Windows environment tells.
   *
   * @param environment this process's environment
   * @param parentCommand the program of the process that started this one, if it is known
   * @return the shell; {@link Shell#POSIX} where nothing tells
   */
  static Shell detected(Map<String, String> environment, Optional<String> parentCommand) {
    return parentCommand
        .flatMap(CallingShell::byProgram)
        // what runs a batch file, whoever runs the batch file
        .filter(shell -> shell != Shell.CMD)
        .or(() -> value(environment, "SHELL").map(CallingShell::loginShell))
        .orElseGet(() -> onWindows(environment));
  }

  private static Shell loginShell(String program) {
    return byProgram(program).orElse(Shell.POSIX);
  }

  private static Optional<Shell> byProgram(String path) {
    String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.exe$", "").replaceFirst("^-", "");
    return switch (name) {
      case "sh", "bash", "zsh", "ksh", "dash", "ash" -> Optional.of(Shell.POSIX);
      case "fish" -> Optional.of(Shell.FISH);
      case "pwsh", "powershell" -> Optional.of(Shell.POWERSHELL);
      case "cmd" -> Optional.of(Shell.CMD);
      default -> Optional.empty();
    };
  }

  private static Shell onWindows(Map<String, String> environment) {
    boolean cmd = value(environment, "ComSpec").isPresent();
    Optional<String> modules = value(environment, "PSModulePath");
    // the whole machine has a PSModulePath; PowerShell adds the user's own folder for its children
    boolean powerShell =
        modules
            .filter(path -> !cmd || path.toLowerCase(Locale.ROOT).contains("\\documents\\"))
            .isPresent();
    if (powerShell) {
      return Shell.POWERSHELL;
    }
    return cmd ? Shell.CMD : Shell.POSIX;
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
