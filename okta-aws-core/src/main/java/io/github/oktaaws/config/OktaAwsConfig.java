package io.github.oktaaws.config;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.WebIdentitySession;
import io.github.oktaaws.WebIdentitySessionBuilder;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import io.github.oktaaws.signin.ClientKey;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PasswordSource;
import io.github.oktaaws.store.TokenStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was configured: a value for each {@link Setting} that somebody set or that has a default,
 * and where it comes from. Two that say the same are equal, wherever it was said. Immutable.
 */
public final class OktaAwsConfig {

  private final Map<Setting<?>, Object> values;
  private final Map<Setting<?>, String> origins;
  private final OktaYaml yaml;

  private OktaAwsConfig(
      Map<Setting<?>, Object> values, Map<Setting<?>, String> origins, OktaYaml yaml) {
    this.values = values;
    this.origins = origins;
    this.yaml = yaml;
  }

  static OktaAwsConfig of(List<Map<Setting<?>, Given>> ordered, OktaYaml yaml, Path home) {
    Sources sources = new Sources(ordered);
    Map<Setting<?>, Object> values = new LinkedHashMap<>();
    Map<Setting<?>, String> origins = new LinkedHashMap<>();
    for (Setting<?> setting : Setting.all()) {
      sources
          .of(setting)
          .ifPresent(
              given -> {
                values.put(setting, Objects.requireNonNull(setting.read(given, home)));
                origins.put(setting, given.origin());
              });
    }
    // two ways to say the same: the one that counts is the one that was said nearer
    sources
        .farther(Setting.PRIVATE_KEY, Setting.PRIVATE_KEY_FILE)
        .ifPresent(
            overridden -> {
              values.remove(overridden);
              origins.remove(overridden);
            });
    return new OktaAwsConfig(values, origins, yaml);
  }

  /**
   * Reads the environment and {@code okta.yaml}.
   *
   * @return the configuration
   * @throws ConfigurationException as {@link OktaAwsConfigBuilder#resolve()}
   */
  public static OktaAwsConfig load() {
    return builder().resolve();
  }

  /**
   * Begins with the environment and {@code okta.yaml}.
   *
   * @return a builder; nothing is read yet
   */
  public static OktaAwsConfigBuilder builder() {
    return new OktaAwsConfigBuilder();
  }

  /**
   * A setting's value.
   *
   * @param setting the setting
   * @param <T> what its value is
   * @return the value; empty if nobody set it and it has no default
   */
  @SuppressWarnings("unchecked")
  public <T> Optional<T> get(Setting<T> setting) {
    return Optional.ofNullable((T) values.get(setting));
  }

  /**
   * A setting's value, where nothing can be done without.
   *
   * @param setting the setting
   * @param <T> what its value is
   * @return the value
   * @throws ConfigurationException if it is not set; says where it can be
   */
  public <T> T require(Setting<T> setting) {
    return get(setting)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    setting.name() + " is not set.",
                    "Set it in the program, in the environment as "
                        + setting.environment().get(0)
                        + ", or in the profile "
                        + Words.printable(require(Setting.PROFILE))
                        + " in "
                        + yaml.file()
                        + "."));
  }

  /**
   * Whether something is switched on.
   *
   * @param setting the setting
   * @return whether it is
   */
  public boolean isOn(Setting<Boolean> setting) {
    return get(setting).orElse(false);
  }

  /**
   * Where a setting's value comes from, in words.
   *
   * @param setting the setting
   * @return for example {@code environment variable OKTA_AWSCLI_ORG_DOMAIN}; empty if it is not set
   */
  public Optional<String> origin(Setting<?> setting) {
    return Optional.ofNullable(origins.get(setting));
  }

  /**
   * Who signs in.
   *
   * @return what was set; else m2m where there is a private key, and otherwise web
   */
  public Flow flow() {
    boolean hasKey =
        get(Setting.PRIVATE_KEY).isPresent() || get(Setting.PRIVATE_KEY_FILE).isPresent();
    return get(Setting.FLOW).orElse(hasKey ? Flow.M2M : Flow.WEB);
  }

  /**
   * The file that profiles and labels are looked for in, whether it exists or not.
   *
   * @return for example {@code /home/jane/.okta/okta.yaml}
   */
  public Path file() {
    return yaml.file();
  }

  /**
   * The profiles of {@code okta.yaml}.
   *
   * @return their names, in the file's order
   */
  public List<String> profiles() {
    return List.copyOf(yaml.profiles().keySet());
  }

  /**
   * What {@code okta.yaml} calls roles.
   *
   * @return the labels
   */
  public Labels roleLabels() {
    return yaml.roles();
  }

  /**
   * What {@code okta.yaml} calls identity providers.
   *
   * @return the labels
   */
  public Labels identityProviderLabels() {
    return yaml.identityProviders();
  }

  /**
   * Where a sign-in is to rest: in memory unless a store is set or {@code cache-access-token} is
   * on.
   *
   * @return a new store; nothing is read or written yet
   * @throws ConfigurationException if a store of files is set and there is no key for it, or {@link
   *     Setting#DPOP} is on
   */
  public TokenStore store() {
    return StoreChoice.of(this).make();
  }

  /**
   * Begins a session of a person who signs in on the web, with all that is set; what only a program
   * knows, such as the prompt, is still to be added.
   *
   * @return a builder, with a {@linkplain #store() store} of its own; with {@link Setting#DPOP}
   *     without one, since nobody else could use its tokens
   * @throws ConfigurationException if the org or the client is not set, or a label is not known
   */
  public OktaAwsSessionBuilder session() {
    OktaAwsSessionBuilder builder = WebSettings.of(this).builder();
    TokenStore store = store();
    return isOn(Setting.DPOP) ? builder : builder.store(store);
  }

  /**
   * The role that is set, as a session gives it: by its ARN; by its label, if just one of the roles
   * that Okta offers is called so; and if none is set, the only one that Okta offers.
   *
   * @param session the session
   * @return the source; creating it sends nothing
   * @throws ConfigurationException if the role is neither an ARN nor a label
   */
  public RoleCredentialsSource role(OktaAwsSession session) {
    return WantedRole.of(this).from(session);
  }

  /**
   * Begins a session of a machine, or of a person who signs in directly, as the {@linkplain #flow()
   * flow} is, with all that is set. A {@link Setting#PRIVATE_KEY_FILE} is read now.
   *
   * @param password gives the password of a person where none is set; a machine has none
   * @param prompt shows a person the number to choose, and asks for codes; a machine needs none
   * @return a builder, with a {@linkplain #store() store} of its own; with {@link Setting#DPOP}
   *     without one, since nobody else could use its tokens
   * @throws ConfigurationException if the flow is web, something that it needs is not set, or the
   *     private key cannot be read
   */
  public WebIdentitySessionBuilder webIdentitySession(
      PasswordSource password, DirectPrompt prompt) {
    WebIdentitySessionBuilder builder =
        AccessTokenSettings.of(this).builder(this, password, prompt);
    TokenStore store = store();
    return isOn(Setting.DPOP) ? builder : builder.store(store);
  }

  /**
   * Begins a session of a machine, or of a person who signs in directly, as {@link
   * #webIdentitySession(PasswordSource, DirectPrompt)} does, with the {@linkplain
   * DirectPrompt#console() console} and the password that is set.
   *
   * @return a builder, with a {@linkplain #store() store} of its own; with {@link Setting#DPOP}
   *     without one, since nobody else could use its tokens
   * @throws ConfigurationException as there; a password that is not set shows when it is needed
   */
  public WebIdentitySessionBuilder webIdentitySession() {
    return webIdentitySession(
        () -> require(Setting.PASSWORD).toCharArray(), DirectPrompt.console());
  }

  /**
   * The machine's key that is set, as {@link #webIdentitySession()} takes it for the flow m2m:
   * {@link Setting#PRIVATE_KEY} or {@link Setting#PRIVATE_KEY_FILE}, which is read now, under
   * {@link Setting#KEY_ID}.
   *
   * @return the key; empty if no key or no id of one is set
   * @throws ConfigurationException if it cannot be read, or is no key of that id
   */
  public Optional<ClientKey> clientKey() {
    return get(Setting.KEY_ID).flatMap(id -> AccessTokenSettings.Machine.of(id, this).key(this));
  }

  /**
   * The role that is set, from a machine's session or a direct one: by its ARN, or by a label that
   * is that of one ARN alone, since nothing lists the roles that there are.
   *
   * @param session the session
   * @return the source; creating it sends nothing
   * @throws ConfigurationException if no role is set, or it is neither an ARN nor such a label
   */
  public RoleCredentialsSource role(WebIdentitySession session) {
    return session.role(AccessTokenSettings.roleArn(this));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OktaAwsConfig config
        && config.values.equals(values)
        && config.yaml.roles().equals(yaml.roles())
        && config.yaml.identityProviders().equals(yaml.identityProviders());
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Prints what was set and where, without secrets and defaults. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("OktaAwsConfig[");
    values.forEach(
        (setting, value) -> {
          String origin = String.valueOf(origins.get(setting));
          if (!origin.equals("default")) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ")
                .append(setting.name())
                .append(setting.isSecret() ? " is set" : "=" + Words.printable(value.toString()))
                .append(" (")
                .append(origin)
                .append(')');
          }
        });
    return text.append(']').toString();
  }
}
