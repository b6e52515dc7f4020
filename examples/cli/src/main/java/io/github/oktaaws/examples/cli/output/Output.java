package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where credentials of one role go.
 *
 * @param format what is printed, if anything
 * @param alsoToFile whether the credentials file is written beside that
 * @param shell whose commands {@link OutputFormat#ENV_VAR} prints
 * @param extras what is written beside the keys
 * @param profile the profile that is written
 * @param file the file that it is written to
 */
public record Output(
    OutputFormat format,
    boolean alsoToFile,
    Shell shell,
    Extras extras,
    String profile,
    CredentialsFile file) {

  /**
   * Checks what can be checked before anybody signs in.
   *
   * @throws ConfigurationException if a profile is to be written whose name AWS tools do not take
   */
  public Output {
    if (alsoToFile || format == OutputFormat.AWS_CREDENTIALS) {
      ProfileSettings.requireName(profile);
    }
  }

  /**
   * The same without what is printed.
   *
   * @return where they go beside a program that is run with them
   */
  public Output silent() {
    return new Output(OutputFormat.NOOP, alsoToFile, shell, extras, profile, file);
  }

  /**
   * Writes them.
   *
   * @param credentials the credentials
   * @param environment this process's environment
   * @param out standard output, for programs
   * @param say takes sentences for the person
   * @throws IOException if they cannot be written
   * @throws InterruptedException if the thread is interrupted while another program writes the file
   */
  public void write(
      RoleCredentials credentials,
      Map<String, String> environment,
      PrintWriter out,
      Consumer<String> say)
      throws IOException, InterruptedException {
    if (alsoToFile || format == OutputFormat.AWS_CREDENTIALS) {
      file.write(List.of(ProfileSettings.of(profile, credentials, extras))).forEach(say);
      say.accept("Updated profile \"" + profile + "\" in " + file.path() + ".");
    }
    switch (format) {
      case ENV_VAR -> print(out, EnvironmentOutput.of(shell, credentials, extras, environment));
      case PROCESS_CREDENTIALS -> print(out, ProcessCredentials.of(credentials));
      case AWS_CREDENTIALS, NOOP -> {}
    }
  }

  private static void print(PrintWriter out, String text) throws IOException {
    out.print(text);
    if (out.checkError()) {
      throw new IOException("the credentials could not be written to standard output");
    }
  }
}
