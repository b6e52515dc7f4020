package io.github.oktaaws.config;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where values come from, the first that has one counts. What is empty says nothing.
 *
 * @param ordered what each source gives, by setting
 */
record Sources(List<Map<Setting<?>, Given>> ordered) {

  private static final String PREFIX = "OKTA_AWSCLI_";

  /** Wrong letters, or one that changed places; what all names begin with is no likeness. */
  private static final int NEAR = 2;

  /** The first source's value. */
  Optional<Given> of(Setting<?> setting) {
    return ordered.stream()
        .map(source -> source.get(setting))
        .filter(given -> given != null && !given.text().isBlank())
        .findFirst();
  }

  /** Which of two settings comes from a source that is farther; empty if neither does. */
  Optional<Setting<?>> farther(Setting<?> one, Setting<?> other) {
    int first = rank(one);
    int second = rank(other);
    if (first == second || Math.max(first, second) == ordered.size()) {
      return Optional.empty();
    }
    return Optional.of(first > second ? one : other);
  }

  /** The place of the source that counts; that after the last one if nobody says anything. */
  private int rank(Setting<?> setting) {
    for (int i = 0; i < ordered.size(); i++) {
      Given given = ordered.get(i).get(setting);
      if (given != null && !given.text().isBlank()) {
        return i;
      }
    }
    return ordered.size();
  }

  /**
   * What environment variables say; any that is called like ours and is not is an error.
   *
   * @param variables names and values
   * @param origin names a variable in errors
   */
  static Map<Setting<?>, Given> variables(
      Map<String, String> variables, UnaryOperator<String> origin) {
    Map<Setting<?>, Given> given = new LinkedHashMap<>();
    List<String> known = new ArrayList<>();
    for (Setting<?> setting : Setting.all()) {
      for (String name : setting.environment()) {
        known.add(name);
        String value = variables.getOrDefault(name, "");
        if (!value.isBlank()) {
          given.putIfAbsent(setting, new Given(value, origin.apply(name)));
        }
      }
    }
    variables.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw unknown(name, origin.apply(name), known);
            });
    return given;
  }

  /**
   * What the keys of a profile or a map say; one that is not known is an error.
   *
   * @param keys names and values
   * @param inFile whether they are in a file, which not all settings can be
   */
  static Map<Setting<?>, Given> keys(Map<String, Given> keys, boolean inFile) {
    Map<Setting<?>, Given> given = new LinkedHashMap<>();
    List<String> known = new ArrayList<>();
    for (Setting<?> setting : Setting.all()) {
      List<String> names = inFile ? setting.keys() : all(setting);
      known.addAll(names);
      for (String name : names) {
        Given value = keys.get(name);
        if (value != null && !value.text().isBlank()) {
          given.putIfAbsent(setting, value);
        }
      }
    }
    keys.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            throw unknown(name, value.origin(), known);
          }
        });
    return given;
  }

  private static List<String> all(Setting<?> setting) {
    return setting.keys().isEmpty() ? List.of(setting.name()) : setting.keys();
  }

  private static ConfigurationException unknown(String name, String origin, List<String> known) {
    String nearest =
        known.stream().min(Comparator.comparingInt(other -> distance(name, other))).orElse("");
    boolean near = distance(name, nearest) <= NEAR;
    return new ConfigurationException(
        "\"" + Words.printable(name) + "\" (" + origin + ") is not a setting.",
        near
            ? "Perhaps it is to be " + nearest + "; otherwise remove it."
            : "Remove it; docs/configuration.md lists those there are.");
  }

  /** Levenshtein's. */
  private static int distance(String one, String other) {
    int[] last = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(last[j], row[j - 1]));
      }
      last = row;
    }
    return last[other.length()];
  }
}
