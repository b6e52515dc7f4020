package io.github.oktaaws.config;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Our keys in the profiles of the AWS config file: {@code okta_org_domain}, or {@code org_domain}
 * nested under {@code okta}.
 */
final class AwsProfiles {

  private static final Pattern OURS = Pattern.compile("okta[._](.+)");

  private final @Nullable Supplier<ProfileFile> source;

  AwsProfiles(@Nullable Supplier<ProfileFile> source) {
    this.source = source;
  }

  /** What the file says, read once. */
  Map<String, Profile> read() {
    if (source == null) {
      return Map.of();
    }
    try {
      return source.get().profiles();
    } catch (SdkClientException | IllegalStateException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "The AWS config file cannot be used: " + Words.printable(String.valueOf(e.getMessage())),
          "Correct the file, or AWS_CONFIG_FILE.");
    }
  }

  /** Our keys of a profile, as {@code okta.yaml} spells them. */
  static Map<String, Given> keys(Profile profile) {
    Map<String, Given> keys = new LinkedHashMap<>();
    profile
        .properties()
        .forEach(
            (name, value) -> {
              Matcher ours = OURS.matcher(name.toLowerCase(Locale.ROOT));
              if (ours.matches()) {
                keys.put(key(ours.group(1)), given(profile, name, value));
              } else if (name.equalsIgnoreCase("okta")) {
                keys.putAll(nested(profile, value));
              }
            });
    return keys;
  }

  /** Older SDKs hand nested keys on as lines of one value. */
  private static Map<String, Given> nested(Profile profile, String lines) {
    Map<String, Given> keys = new LinkedHashMap<>();
    lines
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              if (equals > 0) {
                String name = line.substring(0, equals).strip();
                String value = line.substring(equals + 1).strip();
                keys.put(key(name.toLowerCase(Locale.ROOT)), given(profile, "okta." + name, value));
              }
            });
    return keys;
  }

  private static String key(String name) {
    return name.replace('_', '-');
  }

  /** The profile's region, which is where a role of it is most likely wanted. */
  static Map<String, Given> region(Profile profile) {
    return profile
        .property("region")
        .map(region -> Map.of(Setting.REGION.name(), given(profile, "region", region)))
        .orElse(Map.of());
  }

  private static Given given(Profile profile, String name, String value) {
    return new Given(
        value,
        Words.printable(name)
            + " in profile "
            + Words.printable(profile.name())
            + " of the AWS config file");
  }

  static List<String> names(Map<String, Profile> profiles) {
    return profiles.values().stream()
        .filter(profile -> !keys(profile).isEmpty())
        .map(Profile::name)
        .sorted()
        .toList();
  }
}
