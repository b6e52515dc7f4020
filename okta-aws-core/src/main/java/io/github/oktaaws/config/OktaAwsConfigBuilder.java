package io.github.oktaaws.config;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Where a configuration is looked for, in this order: what is set here, the environment, the
 * variables of a {@code .env} file, the profile in the AWS config file if one is named, the profile
 * in {@code okta.yaml}, the defaults. Nothing is read before {@link #resolve()}. Not safe for use
 * by several threads while it is changed.
 */
public final class OktaAwsConfigBuilder {

  private static final String PREFIX = "okta.";

  private final Map<Setting<?>, Given> explicit = new LinkedHashMap<>();
  private Map<String, String> environment = System.getenv();
  private Map<String, String> dotEnv = Map.of();
  private String dotEnvName = ".env";
  private @Nullable Path file;
  private boolean profileMustExist;
  private @Nullable Supplier<ProfileFile> awsConfigFile;

  OktaAwsConfigBuilder() {}

  /**
   * Sets a value, which is then not looked for elsewhere.
   *
   * @param setting the setting
   * @param value its value, as somebody would write it; an empty one sets nothing
   * @return this
   * @throws ConfigurationException if the value cannot be right
   */
  public OktaAwsConfigBuilder set(Setting<?> setting, String value) {
    return set(setting, value, "set by the program");
  }

  /**
   * Sets a value, which is then not looked for elsewhere.
   *
   * @param setting the setting
   * @param value its value, as somebody would write it; an empty one sets nothing
   * @param origin where it comes from, for errors, for example {@code --aws-iam-role}
   * @return this
   * @throws ConfigurationException if the value cannot be right
   */
  public OktaAwsConfigBuilder set(Setting<?> setting, String value, String origin) {
    set(setting, new Given(value, origin));
    return this;
  }

  private void set(Setting<?> setting, Given given) {
    if (given.text().isBlank()) {
      explicit.remove(setting);
    } else {
      setting.read(given, home());
      explicit.put(setting, given);
    }
  }

  /**
   * Sets values by the names that {@code okta.yaml} has for them, as frameworks hand them over;
   * {@code okta.} before a name is left out.
   *
   * @param values names and values
   * @return this
   * @throws ConfigurationException if a name is not a setting's, or a value cannot be right
   */
  public OktaAwsConfigBuilder set(Map<String, String> values) {
    Map<String, Given> given = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          String name = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
          Given before = given.put(name, new Given(value, "key " + Words.printable(key)));
          if (before != null && !before.text().equals(value)) {
            throw new ConfigurationException(
                Words.printable(name) + " is given twice, with and without " + PREFIX + ".",
                "Leave one of them out.");
          }
        });
    Sources.keys(given, false).forEach(this::set);
    return this;
  }

  /**
   * Takes a profile, which must then be in {@code okta.yaml} or in the AWS config file.
   *
   * @param name its name
   * @return this
   * @throws ConfigurationException if it is blank
   */
  public OktaAwsConfigBuilder profile(String name) {
    if (name.isBlank()) {
      throw new ConfigurationException(
          "The profile has no name.", "Name a profile, or leave it out.");
    }
    profileMustExist = true;
    return set(Setting.PROFILE, name);
  }

  /**
   * The environment; by default this process's.
   *
   * @param variables names and values
   * @return this
   */
  public OktaAwsConfigBuilder environment(Map<String, String> variables) {
    this.environment = Objects.requireNonNull(variables, "variables");
    return this;
  }

  /**
   * Variables of a {@code .env} file, which the caller has read. {@code AWS_REGION} in it counts
   * where nothing else names a region.
   *
   * @param variables names and values
   * @param name the file's name, for errors
   * @return this
   */
  public OktaAwsConfigBuilder dotEnv(Map<String, String> variables, String name) {
    this.dotEnv = Map.copyOf(variables);
    this.dotEnvName = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * The file that holds profiles and labels; by default {@code .okta/okta.yaml} in {@code $HOME},
   * else in {@code user.home}. It need not exist.
   *
   * @param okta the file
   * @return this
   */
  public OktaAwsConfigBuilder file(Path okta) {
    this.file = Objects.requireNonNull(okta, "okta");
    return this;
  }

  /**
   * Takes the keys that begin with {@code okta_} or {@code okta.} from the profile in the AWS
   * config file too, before those of {@code okta.yaml}; and its region where nothing else names
   * one.
   *
   * @param file gives the file, for example {@link ProfileFile#defaultProfileFile()}; asked by
   *     {@link #resolve()}
   * @return this
   */
  public OktaAwsConfigBuilder awsConfigFile(Supplier<ProfileFile> file) {
    this.awsConfigFile = Objects.requireNonNull(file, "file");
    return this;
  }

  /**
   * Reads the files and makes the configuration.
   *
   * @return the configuration
   * @throws ConfigurationException if a file cannot be read, a key is not known, a value cannot be
   *     right, or a profile is not there; says where
   */
  public OktaAwsConfig resolve() {
    Map<Setting<?>, Given> variables =
        Sources.variables(environment, name -> "environment variable " + name);
    Map<Setting<?>, Given> dotVariables =
        Sources.variables(dotEnv, name -> "variable " + name + " in " + dotEnvName);
    List<Map<Setting<?>, Given>> ordered =
        new ArrayList<>(List.of(Map.copyOf(explicit), variables, dotVariables));
    Optional<Given> profile = new Sources(ordered).of(Setting.PROFILE);
    String name = profile.map(Given::text).map(String::strip).orElse("default");

    Path home = home();
    OktaYaml yaml = OktaYaml.read(file == null ? home.resolve(".okta/okta.yaml") : file);
    Map<String, Profile> aws = new AwsProfiles(awsConfigFile).read();
    Optional<Profile> awsProfile = Optional.ofNullable(aws.get(name));
    Map<String, Given> awsKeys = awsProfile.map(AwsProfiles::keys).orElse(Map.of());
    if (profile.isPresent() && awsKeys.isEmpty() && !yaml.profiles().containsKey(name)) {
      requireProfile(name, profile.get(), yaml, AwsProfiles.names(aws));
    }
    ordered.add(inProfile(awsKeys));
    ordered.add(inProfile(yaml.profiles().getOrDefault(name, Map.of())));
    ordered.add(regionIn(dotEnv));
    ordered.add(inProfile(awsProfile.map(AwsProfiles::region).orElse(Map.of())));
    ordered.add(defaults());
    return OktaAwsConfig.of(ordered, yaml, home);
  }

  /** A name that no file knows may still be that of an AWS profile to write, if it was so meant. */
  private void requireProfile(String name, Given given, OktaYaml yaml, List<String> inAws) {
    boolean meansNothingElse = profileMustExist || !yaml.profiles().isEmpty();
    if (!meansNothingElse || name.equals("default")) {
      return;
    }
    List<String> there = new ArrayList<>(yaml.profiles().keySet());
    there.addAll(inAws);
    String places = yaml.file() + (awsConfigFile == null ? "" : ", nor with okta keys in AWS's");
    throw new ConfigurationException(
        "There is no profile \""
            + Words.printable(name)
            + "\" ("
            + given.origin()
            + ") in "
            + places
            + ".",
        there.isEmpty()
            ? "Add it, or name none; there are no profiles."
            : "There are: "
                + String.join(", ", there.stream().map(Words::printable).distinct().toList())
                + ".");
  }

  /** Which profile it is was known before; a profile that names another does not become it. */
  private static Map<Setting<?>, Given> inProfile(Map<String, Given> keys) {
    Map<Setting<?>, Given> given = Sources.keys(keys, true);
    given.remove(Setting.PROFILE);
    return given;
  }

  private Map<Setting<?>, Given> regionIn(Map<String, String> variables) {
    String region = variables.getOrDefault("AWS_REGION", "");
    return Map.of(Setting.REGION, new Given(region, "variable AWS_REGION in " + dotEnvName));
  }

  private static Map<Setting<?>, Given> defaults() {
    Map<Setting<?>, Given> defaults = new LinkedHashMap<>();
    for (Setting<?> setting : Setting.all()) {
      setting.defaultText().ifPresent(text -> defaults.put(setting, new Given(text, "default")));
    }
    return defaults;
  }

  private Path home() {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
  }

  /** Prints what was set, without values. */
  @Override
  public String toString() {
    return "OktaAwsConfigBuilder["
        + String.join(", ", explicit.keySet().stream().map(Setting::name).toList())
        + "]";
  }
}
