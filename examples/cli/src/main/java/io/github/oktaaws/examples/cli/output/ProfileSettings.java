package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.ConfigurationException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a profile of the AWS credentials file is to hold.
 *
 * @param name the profile's name
 * @param settings the values by key, in their order
 * @param onlyIfThere keys that are kept current where the profile has them, but are not added
 */
public record ProfileSettings(String name, Map<String, String> settings, Set<String> onlyIfThere) {

  /** What every AWS SDK takes for a profile's name. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./%@:+-]{1,256}");

  private static final Pattern UNFIT = Pattern.compile("[\\s\\p{Cntrl}]|[^\\x00-\\x7f]|^$");

  /**
   * Checks that the file can hold it.
   *
   * @throws ConfigurationException if the name is none that AWS tools take, or a value is no single
   *     word
   */
  public ProfileSettings {
    requireName(name);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    onlyIfThere = Set.copyOf(onlyIfThere);
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      if (UNFIT.matcher(setting.getValue()).find()) {
        throw new ConfigurationException(
            "The value of " + setting.getKey() + " does not fit into a credentials file.",
            "Write the credentials in another format.");
      }
    }
  }

  /** Refuses a name that not every AWS tool takes. */
  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ConfigurationException(
          "\"" + name + "\" cannot be the name of an AWS profile (--profile).",
          "Use letters, digits and _ . / % @ : + -, as every AWS SDK takes them.");
    }
  }

  /**
   * Credentials as a profile. Keys of an earlier writing that are not asked for now, among them the
   * session token's old name, which the {@code aws} command line believes first, are kept current
   * where they are.
   *
   * @param profile the profile's name
   * @param credentials the credentials
   * @param extras what is wanted beside the keys
   * @return the settings
   * @throws ConfigurationException if the name is none that AWS tools take
   */
  public static ProfileSettings of(String profile, RoleCredentials credentials, Extras extras) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("aws_access_key_id", credentials.accessKeyId());
    settings.put("aws_secret_access_key", credentials.secretAccessKey());
    settings.put("aws_session_token", credentials.sessionToken());
    settings.put("aws_security_token", credentials.sessionToken());
    settings.put("x_security_token_expires", Expiration.of(credentials));
    settings.put("aws_account_id", credentials.accountId());
    extras.region().ifPresent(region -> settings.put("region", region));
    Set<String> onlyIfThere = new TreeSet<>(Set.of("aws_account_id"));
    if (!extras.legacyToken()) {
      onlyIfThere.add("aws_security_token");
    }
    if (!extras.expiry()) {
      onlyIfThere.add("x_security_token_expires");
    }
    return new ProfileSettings(profile, settings, onlyIfThere);
  }

  boolean owns(String key) {
    return settings.containsKey(key);
  }

  /** A copy of what is added where it is missing, in its order. */
  Map<String, String> added() {
    Map<String, String> added = new LinkedHashMap<>(settings);
    added.keySet().removeAll(onlyIfThere);
    return added;
  }

  /** Prints the name and the keys; no value. */
  @Override
  public String toString() {
    return "ProfileSettings[" + name + ", " + settings.keySet() + "]";
  }
}
