package io.github.oktaaws.config;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.WebIdentitySession;
import io.github.oktaaws.WebIdentitySessionBuilder;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import io.github.oktaaws.signin.ClientKey;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PasswordSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * All that makes one session whose access token AWS takes differ from another: a machine's, or that
 * of a person who signs in directly.
 */
record AccessTokenSettings(SignInSettings signIn, Target target) {

  /**
   * What makes one sign-in differ from another.
   *
   * @param who with what somebody signs in
   * @param org the org
   * @param clientId the OIDC client
   * @param authorizationServer the id of the server
   * @param scopes what is asked for
   * @param loginHint whose it is, among several
   * @param dpop whether tokens are bound to a key
   */
  record SignInSettings(
      Who who,
      String org,
      String clientId,
      String authorizationServer,
      List<String> scopes,
      Optional<String> loginHint,
      boolean dpop) {}

  /** With what somebody signs in. */
  sealed interface Who {}

  /**
   * A machine, with a key.
   *
   * @param keyId what Okta calls the key
   * @param text the key in PEM or as a JWK, a secret; empty if a file has it
   * @param file the file that has it
   * @param passphrase what it is encrypted with, a secret; empty if it is not
   */
  record Machine(
      String keyId, Optional<String> text, Optional<Path> file, Optional<String> passphrase)
      implements Who {

    static Machine of(String keyId, OktaAwsConfig config) {
      Optional<String> text = config.get(Setting.PRIVATE_KEY);
      return new Machine(
          keyId,
          text,
          text.isPresent() ? Optional.empty() : config.get(Setting.PRIVATE_KEY_FILE),
          config.get(Setting.PRIVATE_KEY_PASSPHRASE));
    }

    /** Empty where neither a key nor a file is set. */
    Optional<ClientKey> key(OktaAwsConfig config) {
      return text.map(key -> ConfiguredKey.of(keyId, key, config))
          .or(() -> file.map(path -> ConfiguredKey.of(keyId, path, config)));
    }

    /** Prints no key. */
    @Override
    public String toString() {
      return "Machine[" + keyId + "]";
    }
  }

  /**
   * A person, with a password.
   *
   * @param username the user name
   * @param password the password, a secret; empty if it is to be asked for
   */
  record Person(String username, Optional<String> password) implements Who {

    /** Prints no password. */
    @Override
    public String toString() {
      return "Person[" + username + "]";
    }
  }

  /** What is wanted of AWS. */
  record Target(
      Optional<Region> region,
      Optional<URI> stsEndpoint,
      Duration sessionDuration,
      String roleSessionName) {}

  static AccessTokenSettings of(OktaAwsConfig config) {
    return new AccessTokenSettings(
        new SignInSettings(
            who(config),
            config.require(Setting.ORG_DOMAIN),
            config.require(Setting.OIDC_CLIENT_ID),
            config.require(Setting.AUTHORIZATION_SERVER),
            scopes(config),
            config.get(Setting.LOGIN_HINT),
            config.isOn(Setting.DPOP)),
        new Target(
            config.get(Setting.REGION),
            config.get(Setting.STS_ENDPOINT),
            config.require(Setting.SESSION_DURATION),
            config.require(Setting.ROLE_SESSION_NAME)));
  }

  private static Who who(OktaAwsConfig config) {
    return switch (config.flow()) {
      case M2M -> machine(config);
      case DIRECT -> new Person(config.require(Setting.USERNAME), config.get(Setting.PASSWORD));
      case WEB ->
          throw new ConfigurationException(
              "The flow web ends in a SAML assertion, and not in an access token for AWS.",
              "Choose the flow m2m or direct, or begin with OktaAwsConfig.session().");
    };
  }

  private static Machine machine(OktaAwsConfig config) {
    if (config.get(Setting.PRIVATE_KEY).isEmpty()) {
      // says where both can be set
      config.require(Setting.PRIVATE_KEY_FILE);
    }
    return Machine.of(config.require(Setting.KEY_ID), config);
  }

  /** A scope that was set is a machine's: what a person's tokens say is not configured. */
  private static List<String> scopes(OktaAwsConfig config) {
    if (config.flow() == Flow.M2M) {
      return List.of(config.require(Setting.CUSTOM_SCOPE).split(" "));
    }
    List<String> scopes = new ArrayList<>(List.of("openid", "profile"));
    if (config.isOn(Setting.OFFLINE_ACCESS)) {
      scopes.add("offline_access");
    }
    return List.copyOf(scopes);
  }

  /** The role's ARN: no assertion lists roles to choose from. */
  static String roleArn(OktaAwsConfig config) {
    String written = config.require(Setting.ROLE);
    return config
        .roleLabels()
        .arnOf(written)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "\""
                        + Words.printable(written)
                        + "\" ("
                        + config.origin(Setting.ROLE).orElse("")
                        + ") is not the label of just one role, and the flow "
                        + config.flow().word()
                        + " offers none to choose from.",
                    "Give the role's ARN, or a label of its own."));
  }

  /**
   * Begins a session.
   *
   * @param config what these were read from, for errors
   * @param asking gives the password where none is set
   * @param prompt talks to a person who signs in directly
   * @throws ConfigurationException if the key cannot be read, or the org is not one
   */
  WebIdentitySessionBuilder builder(
      OktaAwsConfig config, PasswordSource asking, DirectPrompt prompt) {
    OktaEndpoints endpoints =
        OktaEndpoints.ofAuthorizationServer(signIn.org(), signIn.authorizationServer());
    WebIdentitySessionBuilder builder = begun(endpoints, config, asking, prompt);
    builder
        .scopes(signIn.scopes())
        .sessionDuration(target.sessionDuration())
        .roleSessionName(target.roleSessionName());
    signIn.loginHint().ifPresent(builder::loginHint);
    if (signIn.dpop()) {
      builder.dpop();
    }
    target.region().ifPresent(builder::region);
    target.stsEndpoint().ifPresent(builder::stsEndpoint);
    return builder;
  }

  private WebIdentitySessionBuilder begun(
      OktaEndpoints endpoints, OktaAwsConfig config, PasswordSource asking, DirectPrompt prompt) {
    if (signIn.who() instanceof Machine machine) {
      return WebIdentitySession.machine(
          endpoints, signIn.clientId(), machine.key(config).orElseThrow());
    }
    Person person = (Person) signIn.who();
    PasswordSource password =
        person.password().<PasswordSource>map(set -> set::toCharArray).orElse(asking);
    return WebIdentitySession.direct(
        endpoints, signIn.clientId(), person.username(), password, prompt);
  }
}
