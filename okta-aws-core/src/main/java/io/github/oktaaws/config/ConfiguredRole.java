package io.github.oktaaws.config;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configured role, from a session that all equal configurations of this process share. Nothing
 * is read, made or sent before the first request; what is wrong with the configuration shows then,
 * and is looked for again with the next. Safe for use by several threads.
 */
public final class ConfiguredRole implements RoleCredentialsSource {

  private final Supplier<OktaAwsConfig> configuration;
  private final SharedSessions sessions;
  private volatile @Nullable OktaAwsConfig config;
  private volatile @Nullable RoleCredentialsSource role;

  ConfiguredRole(Supplier<OktaAwsConfig> configuration, SharedSessions sessions) {
    this.configuration = Objects.requireNonNull(configuration, "configuration");
    this.sessions = sessions;
  }

  /**
   * The role of a configuration that is yet to be read.
   *
   * @param configuration reads it, for example {@code OktaAwsConfig::load}; asked when it is first
   *     needed, and then no more once it has answered
   * @return the source
   */
  public static ConfiguredRole of(Supplier<OktaAwsConfig> configuration) {
    return new ConfiguredRole(configuration, SharedSessions.ofThisProcess());
  }

  /**
   * The configuration; reads it if nobody has.
   *
   * @return the configuration
   * @throws io.github.oktaaws.error.ConfigurationException if something is wrong with it
   */
  public OktaAwsConfig config() {
    OktaAwsConfig known = config;
    if (known == null) {
      known = configuration.get();
      config = known;
    }
    return known;
  }

  @Override
  public RoleCredentials get(Request request) {
    RoleCredentialsSource known = role;
    if (known == null) {
      known = sessions.role(config());
      role = known;
    }
    return known.get(request);
  }

  /** Prints the configuration without secrets, once it has been read. */
  @Override
  public String toString() {
    RoleCredentialsSource known = role;
    return "ConfiguredRole[" + (known == null ? "not read yet" : known) + "]";
  }
}
