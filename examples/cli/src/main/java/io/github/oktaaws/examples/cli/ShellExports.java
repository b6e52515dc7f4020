package io.github.oktaaws.examples.cli;

import io.github.oktaaws.RoleCredentials;
import java.util.regex.Pattern;

/** Credentials as lines that a POSIX shell can evaluate. */
final class ShellExports {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/+=.,:@%-]+");

  private ShellExports() {}

  static String of(RoleCredentials credentials) {
    return line("AWS_ACCESS_KEY_ID", credentials.accessKeyId())
        + line("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey())
        + line("AWS_SESSION_TOKEN", credentials.sessionToken());
  }

  private static String line(String name, String value) {
    return "export " + name + "=" + quoted(value) + "\n";
  }

  static String quoted(String value) {
    return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
