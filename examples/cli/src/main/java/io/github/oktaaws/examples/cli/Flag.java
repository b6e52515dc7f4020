package io.github.oktaaws.examples.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * One of okta-aws-cli's flags.
 *
 * @param key the long name, which is the key in {@code okta.yaml} too
 * @param letter the short name
 * @param value what the value is, in the help; nothing for a flag that is on or off
 * @param check refuses a value that cannot be right
 * @param variables the environment variables that give it as well, the one that counts first
 * @param words the help
 */
record Flag(
    String key,
    @Nullable Character letter,
    @Nullable String value,
    @Nullable ITypeConverter<String> check,
    List<String> variables,
    List<String> words) {

  static Flag valued(
      String key,
      @Nullable Character letter,
      String value,
      @Nullable ITypeConverter<String> check,
      String variable,
      String... words) {
    return new Flag(key, letter, value, check, List.of(variable), List.of(words));
  }

  static Flag onOrOff(String key, char letter, String variable, String... words) {
    return new Flag(key, letter, null, null, List.of(variable), List.of(words));
  }

  /** This flag with another name of its environment variable, from older versions. */
  Flag orVariable(String older) {
    List<String> all = new ArrayList<>(variables);
    all.add(older);
    return new Flag(key, letter, value, check, List.copyOf(all), words);
  }

  OptionSpec option(ScopeType scope) {
    String longName = "--" + key;
    OptionSpec.Builder builder =
        letter == null ? OptionSpec.builder(longName) : OptionSpec.builder("-" + letter, longName);
    builder.scopeType(scope).description(words.toArray(String[]::new));
    if (value == null) {
      return builder.type(boolean.class).arity("0").negatable(true).build();
    }
    builder.type(String.class).arity("1").paramLabel(value);
    if (check != null) {
      builder.converters(check);
    }
    return builder.build();
  }
}
