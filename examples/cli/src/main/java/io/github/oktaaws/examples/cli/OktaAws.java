package io.github.oktaaws.examples.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The program {@code okta-aws}. Every command is a class of its own; options that several commands
 * share are {@link GlobalOptions} and may stand before or after the command's name.
 */
@Command(
    name = "okta-aws",
    description = "AWS credentials from an Okta sign-in.",
    synopsisHeading = "Usage: ",
    customSynopsis = "okta-aws [COMMAND] [OPTIONS]",
    versionProvider = ManifestVersion.class,
    footer = {"", "Without a command, 'web' is run; 'okta-aws web --help' lists its options."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:credentials were printed",
      "1:there are no credentials; the message says why",
      "2:the command line is wrong",
      "130:cancelled"
    })
public final class OktaAws {

  @Mixin private final GlobalOptions options;

  private OktaAws(GlobalOptions options) {
    this.options = options;
  }

  /**
   * Runs the command that the arguments name, and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Reader in = new InputStreamReader(System.in, Charset.defaultCharset());
    // over the stream itself: picocli's own writer hides it when the stream cannot be written
    CommandLine program =
        commandLine(in).setOut(new PrintWriter(System.out, true, Charset.defaultCharset()));
    // threads of HTTP clients must not keep a program alive that has printed its answer
    System.exit(program.execute(DefaultCommand.in(args)));
  }

  /**
   * The program, to be executed any number of times.
   *
   * @param in where a person's answers are read
   * @return the root command
   */
  static CommandLine commandLine(Reader in) {
    GlobalOptions options = new GlobalOptions();
    return new CommandLine(new OktaAws(options))
        .addSubcommand(new WebCommand(options, new BufferedReader(in)))
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(Failures::usage)
        .setExecutionExceptionHandler(Failures::execution);
  }

  @Override
  public String toString() {
    return "okta-aws with " + options;
  }
}
