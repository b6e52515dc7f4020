package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.ConfigurationException;
import java.util.Map;

/** Credentials as commands that a shell evaluates. */
public final class EnvironmentOutput {

  /** The {@code aws} command line believes it before {@code AWS_SESSION_TOKEN}. */
  private static final String OLD_TOKEN = "AWS_SECURITY_TOKEN";

  private EnvironmentOutput() {}

  /**
   * Commands that put credentials into a shell's environment. An {@code AWS_SECURITY_TOKEN} that is
   * there from other credentials is removed, unless it is set.
   *
   * @param shell whose commands
   * @param credentials the credentials
   * @param extras what is wanted beside the keys
   * @param environment the environment of the shell, which is this process's
   * @return one command a line
   * @throws ConfigurationException if the shell has no way to write a value
   */
  public static String of(
      Shell shell, RoleCredentials credentials, Extras extras, Map<String, String> environment) {
    String lines = shell.setting(Variables.of(credentials, extras));
    return environment.containsKey(OLD_TOKEN) && !extras.legacyToken()
        ? lines + shell.unset(OLD_TOKEN) + "\n"
        : lines;
  }
}
