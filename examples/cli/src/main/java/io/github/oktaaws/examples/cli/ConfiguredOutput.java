package io.github.oktaaws.examples.cli;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.examples.cli.exec.ChildProgram;
import io.github.oktaaws.examples.cli.output.CallingShell;
import io.github.oktaaws.examples.cli.output.CredentialsFile;
import io.github.oktaaws.examples.cli.output.Extras;
import io.github.oktaaws.examples.cli.output.Output;
import io.github.oktaaws.examples.cli.output.OutputFormat;
import io.github.oktaaws.examples.cli.output.Shell;
import io.github.oktaaws.examples.cli.output.Variables;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** The way out that is configured: what is printed, which file is written, or what is run. */
final class ConfiguredOutput {

  private ConfiguredOutput() {}

  static WayOut of(Run run) {
    Output output = output(run);
    List<String> command = run.surroundings().command();
    return command.isEmpty()
        ? credentials -> written(run, output, credentials)
        : credentials -> executed(run, output, command, credentials);
  }

  static CredentialsFile file(Run run) {
    return run.settings()
        .value("aws-credentials")
        .filter(path -> run.settings().isSet("aws-credentials"))
        .map(path -> CredentialsFile.at(Path.of(path)))
        .orElseGet(() -> CredentialsFile.of(run.surroundings().environment()));
  }

  static Extras extras(Run run) {
    Settings settings = run.settings();
    return new Extras(
        settings.isOn("legacy-aws-variables"),
        settings.isOn("expiry-aws-variables"),
        settings.value("aws-region"));
  }

  private static Output output(Run run) {
    Settings settings = run.settings();
    boolean toFile = settings.isOn("write-aws-credentials");
    OutputFormat format =
        settings
            .value("format")
            .map(OutputFormat::named)
            .orElse(toFile ? OutputFormat.AWS_CREDENTIALS : OutputFormat.ENV_VAR);
    return new Output(
        toFile && format == OutputFormat.ENV_VAR ? OutputFormat.AWS_CREDENTIALS : format,
        toFile,
        run.option("--shell").map(Shell::named).orElseGet(CallingShell::detected),
        extras(run),
        settings.value("profile").orElse("default"),
        file(run));
  }

  private static int written(Run run, Output output, RoleCredentials credentials)
      throws IOException {
    PrintWriter err = run.command().commandLine().getErr();
    try {
      output.write(
          credentials,
          run.surroundings().environment(),
          run.command().commandLine().getOut(),
          err::println);
      return 0;
    } catch (InterruptedException e) {
      throw interrupted("writing the AWS credentials file", e);
    }
  }

  /** What a program is run with is not printed; the file is written where that was asked for. */
  private static int executed(
      Run run, Output output, List<String> command, RoleCredentials credentials)
      throws IOException {
    if (output.alsoToFile()) {
      written(run, output.silent(), credentials);
    }
    PrintWriter err = run.command().commandLine().getErr();
    try {
      return ChildProgram.of(command, Variables.of(credentials, output.extras())).run(err::println);
    } catch (InterruptedException e) {
      throw interrupted("waiting for the program", e);
    }
  }

  static CancelledException interrupted(String what, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CancelledException(what, ErrorContext.at(Step.CONFIGURATION).cause(e));
  }
}
