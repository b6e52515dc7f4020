package io.github.oktaaws.examples.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code web} is what runs where no command is named. */
final class DefaultCommand {

  private static final String NAME = "web";

  private DefaultCommand() {}

  /** The arguments, with the default command in front where they name none and ask for no help. */
  static String[] in(List<String> args, CommandLine program) {
    boolean begins = !args.isEmpty() && program.getSubcommands().containsKey(args.get(0));
    Stream<String> named = begins || namesACommand(args) ? Stream.empty() : Stream.of(NAME);
    return Stream.concat(named, args.stream()).toArray(String[]::new);
  }

  private static boolean namesACommand(List<String> args) {
    // not the first argument that has a command's name: it may be an option's value
    CommandLine sketch = OktaAws.sketch();
    Flags.addTo(sketch.getCommandSpec(), Flags.WEB);
    try {
      ParseResult parsed =
          sketch.setUnmatchedArgumentsAllowed(true).parseArgs(args.toArray(String[]::new));
      return parsed.hasSubcommand()
          || parsed.isUsageHelpRequested()
          || parsed.isVersionHelpRequested();
    } catch (ParameterException wrong) {
      // let the command say so
      return false;
    }
  }
}
