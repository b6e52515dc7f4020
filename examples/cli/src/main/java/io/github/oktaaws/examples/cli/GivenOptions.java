package io.github.oktaaws.examples.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What was given on the command line and nothing else, by the names of the keys in {@code
 * okta.yaml}. Flags that are on or off are {@code true} or {@code false}.
 */
final class GivenOptions {

  private static final Map<String, String> OLD_NAMES =
      Map.of("session-duration", "aws-session-duration");

  private GivenOptions() {}

  static Map<String, String> of(CommandSpec command) {
    Map<String, String> given = new LinkedHashMap<>();
    for (CommandSpec spec = command; spec != null; spec = spec.parent()) {
      ParseResult parsed = spec.commandLine().getParseResult();
      if (parsed != null) {
        parsed.matchedOptions().forEach(option -> put(given, option));
      }
    }
    return given;
  }

  private static void put(Map<String, String> given, OptionSpec option) {
    Object value = option.getValue();
    String name = option.longestName().replaceFirst("^--", "");
    String key = OLD_NAMES.getOrDefault(name, name);
    // what only one command of ours knows is no setting
    boolean isSetting = Flags.all().anyMatch(flag -> flag.key().equals(key));
    if (value != null && isSetting) {
      given.putIfAbsent(key, value.toString());
    }
  }
}
