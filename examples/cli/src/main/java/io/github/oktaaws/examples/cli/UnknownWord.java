package io.github.oktaaws.examples.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A word that is no command, no flag and no flag's value; no command takes any other. */
final class UnknownWord {

  private UnknownWord() {}

  /** The word that made the command line wrong, if one did. */
  static Optional<String> in(ParameterException wrong) {
    // what follows an unknown flag may be meant for it
    return wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
        ? unmatched.getUnmatched().stream().findFirst()
        : Optional.empty();
  }

  /** What to say of it, whether a command was named or not. */
  static String told(String word, CommandLine command) {
    if (word.equals("debug")) {
      return "okta-aws-cli's command debug is okta-aws doctor here; -g, --debug is a flag.";
    }
    CommandLine root = command.getParent() == null ? command : command.getParent();
    return "\""
        + word
        + "\" is no command and belongs to no flag. The commands are "
        + String.join(", ", root.getSubcommands().keySet())
        + ".";
  }
}
