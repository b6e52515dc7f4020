package io.github.oktaaws.examples.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * One of okta-aws-cli's flags, or one of ours that is a setting too.
 *
 * @param key the long name, which is the key in {@code okta.yaml} too
 * @param letter the short name; a blank if there is none
 * @param value what the value is, in the help; nothing for a flag that is on or off
 * @param words the help
 */
record Flag(String key, char letter, @Nullable String value, List<String> words) {

  static Flag valued(String key, char letter, String value, String... words) {
    return new Flag(key, letter, value, List.of(words));
  }

  static Flag onOrOff(String key, char letter, String... words) {
    return new Flag(key, letter, null, List.of(words));
  }

  /** One that okta-aws-cli does not have, and that has no short name. */
  static Flag ours(String key, @Nullable String value, String... words) {
    return new Flag(key, ' ', value, List.of(words));
  }

  OptionSpec option(ScopeType scope) {
    return letter == ' ' ? longOption(scope) : option(scope, "-" + letter, "--" + key);
  }

  /** The flag where its letter is another's. */
  OptionSpec longOption(ScopeType scope) {
    return option(scope, "--" + key);
  }

  private OptionSpec option(ScopeType scope, String... names) {
    OptionSpec.Builder builder = OptionSpec.builder(names);
    builder.scopeType(scope).description(words.toArray(String[]::new));
    if (value == null) {
      return builder.type(boolean.class).arity("0").negatable(true).build();
    }
    builder.type(String.class).arity("1").paramLabel(value);
    return builder.build();
  }
}
