package io.github.oktaaws.examples.cli;

import java.util.Arrays;
import java.util.List;

/**
 * The arguments before the first {@code --}, and the command after it.
 *
 * @param own this program's arguments
 * @param command the command that is to be run with the credentials
 */
record Arguments(List<String> own, List<String> command) {

  static Arguments of(String... args) {
    List<String> all = Arrays.asList(args);
    int end = all.indexOf("--");
    List<String> own = end < 0 ? all : all.subList(0, end);
    return new Arguments(
        own.stream().map(Arguments::negated).toList(),
        end < 0 ? List.of() : List.copyOf(all.subList(end + 1, all.size())));
  }

  /** {@code --flag=false} as okta-aws-cli has it is {@code --no-flag} here. */
  private static String negated(String argument) {
    int equals = argument.indexOf('=');
    if (equals < 0 || !argument.startsWith("--")) {
      return argument;
    }
    String key = argument.substring(2, equals);
    if (Flags.all().noneMatch(flag -> flag.value() == null && flag.key().equals(key))) {
      return argument;
    }
    return switch (argument.substring(equals + 1)) {
      case "true" -> "--" + key;
      case "false" -> "--no-" + key;
      default -> argument;
    };
  }
}
