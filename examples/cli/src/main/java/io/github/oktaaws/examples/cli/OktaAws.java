package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.examples.cli.terminal.ConsolePeople;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The program {@code okta-aws}. Every command is a class of its own; {@link Flags} are
 * okta-aws-cli's, and those that several commands share may stand before or after the command's
 * name.
 */
@Command(
    name = "okta-aws",
    description = "AWS credentials from an Okta sign-in.",
    synopsisHeading = "Usage: ",
    customSynopsis = "okta-aws [COMMAND] [OPTIONS] [-- COMMAND TO RUN]",
    footer = {"", "Without a command, 'web' is run; 'okta-aws web --help' lists its options."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; with web, m2m and direct: the credentials were given out",
      "1:there are no credentials, or a check failed; the message says why",
      "2:the command line or a setting is wrong",
      "130:cancelled",
      "other:with --exec, the exit code of the command that was run"
    })
public final class OktaAws {

  private OktaAws() {}

  /**
   * Runs the command that the arguments name, and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Arguments split = Arguments.of(args);
    InputStreamReader in = new InputStreamReader(System.in, Charset.defaultCharset());
    Surroundings surroundings = surroundings(split.command(), in);
    // over the stream itself: picocli's own writer hides it when the stream cannot be written
    CommandLine program =
        commandLine(Wiring.standard(), surroundings)
            .setOut(new PrintWriter(System.out, true, Charset.defaultCharset()));
    // threads of HTTP clients must not keep a program alive that has printed its answer
    System.exit(program.execute(DefaultCommand.in(split.own(), program)));
  }

  private static Surroundings surroundings(List<String> command, InputStreamReader in) {
    try {
      return Surroundings.found(variables -> new ConsolePeople(variables, in), command);
    } catch (ConfigurationException e) {
      System.exit(
          Failures.beforehand(e, new PrintWriter(System.err, true, Charset.defaultCharset())));
      throw e;
    }
  }

  /**
   * The program, to be executed any number of times.
   *
   * @param wiring what the commands are wired to
   * @param surroundings what they find
   * @return the root command
   */
  static CommandLine commandLine(Wiring wiring, Surroundings surroundings) {
    CommandLine root = new CommandLine(new OktaAws());
    Flags.addGlobalTo(root.getCommandSpec());
    root.addSubcommand(
            command(new WebCommand(wiring, surroundings), Flags.WEB, Flags.OURS_ON_THE_WEB))
        .addSubcommand(command(new MachineCommand(wiring, surroundings), Flags.M2M, Flags.OURS))
        .addSubcommand(command(new DirectCommand(wiring, surroundings), Flags.DIRECT, Flags.OURS))
        .addSubcommand(new ListProfilesCommand(wiring, surroundings))
        .addSubcommand(
            command(new ListRolesCommand(wiring, surroundings), Flags.WEB, Flags.OURS_ON_THE_WEB))
        .addSubcommand(
            kept(new WhoAmICommand(wiring, surroundings), Flags.WEB, Flags.OURS_ON_THE_WEB))
        .addSubcommand(
            command(new DoctorCommand(wiring, surroundings), Flags.WEB, Flags.OURS_ON_THE_WEB))
        .addSubcommand(
            kept(new LogoutCommand(wiring, surroundings), List.of(), Flags.OURS_ON_THE_WEB))
        .addSubcommand(
            command(new ServeCommand(wiring, surroundings), Flags.WEB, Flags.OURS_ON_THE_WEB))
        .addSubcommand(new CompletionCommand());
    everyCommand(root);
    return root;
  }

  /** The commands alone, to see which one is named. */
  static CommandLine sketch() {
    return commandLine(
        Wiring.standard(),
        new Surroundings(Map.of(), Map.of(), Person::nobody, List.of(), Clock.systemUTC()));
  }

  private static CommandSpec command(Object command, List<Flag> flags, List<Flag> ours) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    Flags.addTo(spec, flags);
    Flags.addTo(spec, ours);
    return spec;
  }

  /** One that looks at what was kept, whichever command kept it. */
  private static CommandSpec kept(Object command, List<Flag> flags, List<Flag> ours) {
    CommandSpec spec = command(command, flags, ours);
    Flags.addThoseOfOtherWaysTo(spec);
    return spec;
  }

  private static void everyCommand(CommandLine root) {
    root.getCommandSpec().versionProvider(new ManifestVersion());
    root.getSubcommands()
        .values()
        .forEach(line -> line.getCommandSpec().versionProvider(new ManifestVersion()));
    // the last of a repeated flag counts, and nobody is warned of it
    CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
    root.setExpandAtFiles(false)
        .setOverwrittenOptionsAllowed(true)
        .setAllowSubcommandsAsOptionParameters(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Failures::usage)
        .setExecutionExceptionHandler(Failures::execution);
  }
}
