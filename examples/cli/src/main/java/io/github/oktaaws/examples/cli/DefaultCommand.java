package io.github.oktaaws.examples.cli;

import java.io.Reader;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code web} is what runs where no command is named. */
final class DefaultCommand {

  private static final String NAME = "web";

  private DefaultCommand() {}

  /** The arguments, with the default command in front where they name none and ask for no help. */
  static String[] in(String... args) {
    return namesACommand(args)
        ? args
        : Stream.concat(Stream.of(NAME), Stream.of(args)).toArray(String[]::new);
  }

  private static boolean namesACommand(String... args) {
    // not the first argument that has a command's name: it may be an option's value
    CommandLine sketch =
        OktaAws.commandLine(Reader.nullReader()).setUnmatchedArgumentsAllowed(true);
    try {
      ParseResult parsed = sketch.parseArgs(args);
      return parsed.hasSubcommand()
          || parsed.isUsageHelpRequested()
          || parsed.isVersionHelpRequested();
    } catch (ParameterException wrong) {
      // let the command say so
      return args.length > 0 && sketch.getSubcommands().containsKey(args[0]);
    }
  }
}
