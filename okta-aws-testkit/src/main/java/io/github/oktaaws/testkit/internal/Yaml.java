package io.github.oktaaws.testkit.internal;

import io.github.oktaaws.testkit.OrgUser;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of a configuration file, and what is wrong with them. */
final class Yaml {

  private Yaml() {}

  static <T> T required(@Nullable T value, String key) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  static Duration seconds(@Nullable Integer value, Duration otherwise) {
    return value == null ? otherwise : Duration.ofSeconds(value);
  }

  /** Unless it says otherwise, everybody is assigned. */
  static String[] assigned(@Nullable List<String> logins, List<OrgUser> people) {
    return logins == null
        ? people.stream().map(OrgUser::login).toArray(String[]::new)
        : logins.toArray(String[]::new);
  }

  static IllegalArgumentException unknown(
      String key, String what, String name, Stream<String> known) {
    return new IllegalArgumentException(
        key
            + ": no "
            + what
            + " is called "
            + name
            + "; there are "
            + known.collect(Collectors.joining(", ")));
  }
}
