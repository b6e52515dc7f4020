package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.error.ConfigurationException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The shells whose language the program writes. */
public enum Shell {

  /** {@code sh}, {@code bash}, {@code zsh}, {@code ksh}, {@code dash}. */
  POSIX {
    @Override
    String set(String name, String value) {
      return "export " + name + "=" + (PLAIN.matcher(value).matches() ? value : quoted(value));
    }

    @Override
    String unset(String name) {
      return "unset " + name;
    }

    private String quoted(String value) {
      return "'" + value.replace("'", "'\\''") + "'";
    }
  },

  /** {@code fish}. */
  FISH {
    @Override
    String set(String name, String value) {
      return "set -gx " + name + " '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    String unset(String name) {
      return "set -e " + name;
    }
  },

  /** PowerShell and {@code pwsh}. */
  POWERSHELL {
    @Override
    String set(String name, String value) {
      // typographic quotes end its strings as well
      return "$env:" + name + " = '" + value.replaceAll("['\u2018-\u201b]", "$0$0") + "'";
    }

    @Override
    String unset(String name) {
      return "$env:" + name + " = $null";
    }
  },

  /** {@code cmd.exe}. */
  CMD {
    @Override
    String set(String name, String value) {
      if (NOT_FOR_CMD.matcher(value).find()) {
        throw new ConfigurationException(
            "The value of " + name + " holds a character that cmd has no quoting for.",
            "Name another shell, for example powershell.");
      }
      return "set \"" + name + "=" + value + "\"";
    }

    @Override
    String unset(String name) {
      return "set \"" + name + "=\"";
    }
  };

  /** Nothing that any POSIX shell expands; zsh expands {@code =} where a word begins. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/+.,:@%-]+=*");

  private static final Pattern NOT_FOR_CMD = Pattern.compile("[\"%!\\p{Cntrl}]");

  /** A command that sets and exports a variable, without the end of its line. */
  abstract String set(String name, String value);

  /** A command that removes a variable, without the end of its line. */
  abstract String unset(String name);

  /**
   * The shell of a name, as it is given on the command line.
   *
   * @param name the name of a shell's program, in upper or lower case
   * @return the shell
   * @throws ConfigurationException if there is none of that name
   */
  public static Shell named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "posix", "sh", "bash", "zsh", "ksh", "dash", "ash" -> POSIX;
      case "fish" -> FISH;
      case "powershell", "pwsh" -> POWERSHELL;
      case "cmd" -> CMD;
      default ->
          throw new ConfigurationException(
              "There is no shell of the name that was given.",
              "Choose bash, zsh, sh, fish, powershell or cmd.");
    };
  }

  /**
   * Commands that set variables.
   *
   * @param variables what is to be set
   * @return one command a line
   * @throws ConfigurationException if the shell has no way to write a value
   */
  public String setting(Variables variables) {
    StringBuilder lines = new StringBuilder();
    variables.values().forEach((name, value) -> lines.append(set(name, value)).append('\n'));
    return lines.toString();
  }
}
