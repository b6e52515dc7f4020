package io.github.oktaaws.examples.cli;

import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.WebIdentitySession;
import io.github.oktaaws.config.OktaAwsConfig;
import io.github.oktaaws.config.OktaAwsConfigBuilder;
import io.github.oktaaws.config.Setting;
import io.github.oktaaws.signin.ClientKey;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PasswordSource;
import io.github.oktaaws.store.TokenStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/**
 * The library's configuration, with what was given on the command line in front.
 *
 * @param config the configuration
 */
record ConfiguredSettings(OktaAwsConfig config) implements Settings {

  static Settings of(Map<String, String> given, Surroundings surroundings) {
    OktaAwsConfigBuilder builder =
        OktaAwsConfig.builder()
            .environment(surroundings.environment())
            .dotEnv(surroundings.dotEnv(), ".env")
            .file(surroundings.home().resolve(".okta").resolve("okta.yaml"));
    given.forEach((key, value) -> builder.set(setting(key), value, "--" + key));
    return new ConfiguredSettings(builder.resolve());
  }

  private static Setting<?> setting(String key) {
    return Setting.all().stream()
        .filter(setting -> setting.name().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(key));
  }

  @Override
  public Optional<String> value(String key) {
    return config.get(setting(key)).map(ConfiguredSettings::text);
  }

  @Override
  public boolean isSet(String key) {
    return config.origin(setting(key)).filter(origin -> !origin.equals("default")).isPresent();
  }

  private static String text(Object value) {
    return value instanceof Duration duration
        ? String.valueOf(duration.toSeconds())
        : value.toString();
  }

  @Override
  public List<String> profiles() {
    return config.profiles();
  }

  @Override
  public Optional<String> roleLabel(String arn) {
    return config.roleLabels().labelOf(arn);
  }

  @Override
  public Optional<String> roleArn(String arnOrLabel) {
    return config.roleLabels().arnOf(arnOrLabel);
  }

  @Override
  public Optional<String> identityProviderArn(String arnOrLabel) {
    return config.identityProviderLabels().arnOf(arnOrLabel);
  }

  @Override
  public Optional<String> identityProviderLabel(String arn) {
    return config.identityProviderLabels().labelOf(arn);
  }

  @Override
  public Optional<ClientKey> clientKey() {
    return config.clientKey();
  }

  @Override
  public RoleCredentialsSource roleByAccessToken(
      Supplier<OkHttpClient> httpClient, PasswordSource password, DirectPrompt prompt) {
    WebIdentitySession session =
        config.webIdentitySession(password, prompt).httpClient(httpClient).build();
    return config.role(session);
  }

  @Override
  public TokenStore store() {
    return config.store();
  }

  @Override
  public Path storeDirectory() {
    return config.require(Setting.STORE_DIRECTORY);
  }
}
