package io.github.oktaaws.config;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * One thing that can be configured: its name, the environment variables and file keys that set it,
 * and its default. Names are okta-aws-cli's where it has the setting. Immutable.
 *
 * @param <T> what its value is
 */
public final class Setting<T> {

  private static final String AN_ID = "Give the ID as the Okta Admin Console shows it (0oa…).";

  /** The Okta org, for example {@code acme.okta.com}. */
  public static final Setting<String> ORG_DOMAIN =
      of("org-domain", Values::org).from("OKTA_AWSCLI_ORG_DOMAIN", "OKTA_ORG_DOMAIN");

  /** The client ID of the OIDC app. */
  public static final Setting<String> OIDC_CLIENT_ID =
      of("oidc-client-id", Values.matching("[!-~]{1,128}", AN_ID))
          .from("OKTA_AWSCLI_OIDC_CLIENT_ID", "OKTA_OIDC_CLIENT_ID");

  /** The IAM role: its ARN, or its label in {@code okta.yaml}. */
  public static final Setting<String> ROLE =
      of("aws-iam-role", Values::words).from("OKTA_AWSCLI_IAM_ROLE");

  /** How long credentials are to live. */
  public static final Setting<Duration> SESSION_DURATION =
      of("aws-session-duration", Values::sessionDuration)
          .from("OKTA_AWSCLI_SESSION_DURATION")
          .alsoKey("session-duration")
          .otherwise("3600");

  /** The profile of {@code okta.yaml} to take settings from, and of AWS's files to write. */
  public static final Setting<String> PROFILE =
      of("profile", Values::words).from("OKTA_AWSCLI_PROFILE").otherwise("default");

  /** In which form a command line gives credentials out. */
  public static final Setting<String> FORMAT =
      of("format", Values.oneOf("env-var", "aws-credentials", "process-credentials", "noop"))
          .from("OKTA_AWSCLI_FORMAT")
          .otherwise("env-var");

  /** The region whose STS is asked. */
  public static final Setting<Region> REGION =
      of("aws-region", Values::region).from("OKTA_AWSCLI_AWS_REGION");

  /** The AWS credentials file that is written. */
  public static final Setting<Path> CREDENTIALS_FILE =
      of("aws-credentials", Values::path)
          .from("OKTA_AWSCLI_AWS_CREDENTIALS")
          .otherwise("~/.aws/credentials");

  /** Whether the AWS credentials file is written. */
  public static final Setting<Boolean> WRITE_CREDENTIALS_FILE =
      onOrOff("write-aws-credentials", "OKTA_AWSCLI_WRITE_AWS_CREDENTIALS");

  /** Whether {@code AWS_SECURITY_TOKEN} is given as well. */
  public static final Setting<Boolean> LEGACY_VARIABLES =
      onOrOff("legacy-aws-variables", "OKTA_AWSCLI_LEGACY_AWS_VARIABLES");

  /** Whether {@code x_security_token_expires} is written as well. */
  public static final Setting<Boolean> EXPIRY_VARIABLES =
      onOrOff("expiry-aws-variables", "OKTA_AWSCLI_EXPIRY_AWS_VARIABLES");

  /** Whether a sign-in is kept on disk, in plaintext unless there is a {@link #STORE_KEY}. */
  public static final Setting<Boolean> CACHE_ACCESS_TOKEN =
      onOrOff("cache-access-token", "OKTA_AWSCLI_CACHE_ACCESS_TOKEN");

  /** Whether a command line tells what it does. */
  public static final Setting<Boolean> DEBUG = onOrOff("debug", "OKTA_AWSCLI_DEBUG");

  /** Whether a command line tells what it sends, without secrets. */
  public static final Setting<Boolean> DEBUG_API_CALLS =
      onOrOff("debug-api-calls", "OKTA_AWSCLI_DEBUG_API_CALLS");

  /** Whether a command line runs what follows {@code --}. */
  public static final Setting<Boolean> EXEC = onOrOff("exec", "OKTA_AWSCLI_EXEC");

  /** Whether the User-Agent is the name alone. */
  public static final Setting<Boolean> SHORT_USER_AGENT =
      onOrOff(
          "short-user-agent", "OKTA_AWSCLI_SHORT_USER_AGENT", "OKTA_AWSCLI_DEBUG_SHORT_USER_AGENT");

  /** The AWS Account Federation app, by its id or its label. */
  public static final Setting<String> FEDERATION_APP =
      of("aws-acct-fed-app-id", Values::words)
          .from("OKTA_AWSCLI_AWS_ACCOUNT_FEDERATION_APP_ID", "OKTA_AWS_ACCOUNT_FEDERATION_APP_ID");

  /** The IAM identity provider: its ARN, or its label in {@code okta.yaml}. */
  public static final Setting<String> IDENTITY_PROVIDER =
      of("aws-iam-idp", Values::words).from("OKTA_AWSCLI_IAM_IDP");

  /** Whether the prompt shows a QR code. */
  public static final Setting<Boolean> QR_CODE = onOrOff("qr-code", "OKTA_AWSCLI_QR_CODE");

  /** Whether a browser is opened. */
  public static final Setting<Boolean> OPEN_BROWSER =
      onOrOff("open-browser", "OKTA_AWSCLI_OPEN_BROWSER");

  /** The command that opens a browser; the address is its last argument. */
  public static final Setting<String> OPEN_BROWSER_COMMAND =
      of("open-browser-command", Values::words).from("OKTA_AWSCLI_OPEN_BROWSER_COMMAND");

  /** Whether credentials of every role are got. */
  public static final Setting<Boolean> ALL_PROFILES =
      onOrOff("all-profiles", "OKTA_AWSCLI_ALL_PROFILES");

  /** The id of the key that a program signs in with. */
  public static final Setting<String> KEY_ID =
      of("key-id", Values.matching("[!-~]{1,256}", "Give the key's kid."))
          .from("OKTA_AWSCLI_KEY_ID");

  /** The private key that a program signs in with, in PEM or as a JWK. A secret. */
  public static final Setting<String> PRIVATE_KEY =
      of("private-key", Values::privateKey).from("OKTA_AWSCLI_PRIVATE_KEY").secret();

  /** The file that holds the private key. */
  public static final Setting<Path> PRIVATE_KEY_FILE =
      of("private-key-file", Values::path).from("OKTA_AWSCLI_PRIVATE_KEY_FILE");

  /** The scope that a program asks for. */
  public static final Setting<String> CUSTOM_SCOPE =
      of("custom-scope", Values.matching("[!-~]+( [!-~]+)*", "Give scopes, with blanks between."))
          .from("OKTA_AWSCLI_CUSTOM_SCOPE")
          .otherwise("okta-m2m-access");

  /** The authorization server at which a program signs in, or a person directly. */
  public static final Setting<String> AUTHORIZATION_SERVER =
      of("authz-id", Values.matching("[A-Za-z0-9_-]{1,64}", "Give the server's id."))
          .from("OKTA_AWSCLI_AUTHZ_ID")
          .otherwise("default");

  /** What AWS calls a session that began with an access token. */
  public static final Setting<String> ROLE_SESSION_NAME =
      of(
              "aws-sts-role-session-name",
              Values.matching(
                  "[\\w+=,.@-]{2,64}", "Give 2 to 64 letters, digits, or any of _+=,.@-."))
          .from("OKTA_AWSCLI_STS_ROLE_SESSION_NAME")
          .otherwise("okta-aws");

  /** Who signs in directly. */
  public static final Setting<String> USERNAME =
      of("username", Values::words).from("OKTA_AWSCLI_USERNAME");

  /** The password of who signs in directly. A secret. */
  public static final Setting<String> PASSWORD =
      of("password", Values::verbatim).from("OKTA_AWSCLI_PASSWORD").secret();

  /** How to sign in; without it, {@link OktaAwsConfig#flow()} says. */
  public static final Setting<Flow> FLOW = of("flow", Values::flow).from("OKTA_AWS_FLOW");

  /** How a person signs in on the web: on any device, or in a browser on this machine. */
  public static final Setting<String> SIGN_IN =
      of("sign-in", Values.oneOf("device", "browser")).from("OKTA_AWS_SIGN_IN").otherwise("device");

  /** The port on 127.0.0.1 that a browser on this machine comes back to. */
  public static final Setting<Integer> REDIRECT_PORT =
      of("redirect-port", Values::port).from("OKTA_AWS_REDIRECT_PORT").otherwise("28471");

  /** Whether tokens are bound to a key (DPoP), as some orgs demand it. */
  public static final Setting<Boolean> DPOP = onOrOff("dpop", "OKTA_AWS_DPOP");

  /** When a credentials provider may ask the person. */
  public static final Setting<String> INTERACTION =
      of("interaction", Values.oneOf("on-demand", "explicit", "never"))
          .from("OKTA_AWS_INTERACTION")
          .otherwise("on-demand");

  /** Where a sign-in rests: in memory, in encrypted files, or in plaintext files. */
  public static final Setting<String> STORE =
      of("store", Values.oneOf("memory", "file", "plaintext")).from("OKTA_AWS_STORE");

  /** The directory of a store of files. */
  public static final Setting<Path> STORE_DIRECTORY =
      of("store-directory", Values::path).from("OKTA_AWS_STORE_DIRECTORY").otherwise("~/.okta-aws");

  /** What a store of files is encrypted with. A secret; no file sets it. */
  public static final Setting<String> STORE_KEY =
      of("store-key", Values::storeKey).from("OKTA_AWS_STORE_KEY").secret().notInFiles();

  /** What an encrypted private key is encrypted with. A secret; no file sets it. */
  public static final Setting<String> PRIVATE_KEY_PASSPHRASE =
      of("private-key-passphrase", Values::verbatim)
          .from("OKTA_AWS_PRIVATE_KEY_PASSPHRASE")
          .secret()
          .notInFiles();

  /** Whether a sign-in is renewed with a refresh token. */
  public static final Setting<Boolean> OFFLINE_ACCESS =
      onOrOff("offline-access", "OKTA_AWS_OFFLINE_ACCESS");

  /** Keeps persons apart that share a store. */
  public static final Setting<String> LOGIN_HINT =
      of("login-hint", Values::words).from("OKTA_AWS_LOGIN_HINT");

  /** Another address of STS. */
  public static final Setting<URI> STS_ENDPOINT =
      of("aws-sts-endpoint", Values::endpoint).from("OKTA_AWS_STS_ENDPOINT");

  private static final List<Setting<?>> ALL =
      List.of(
          ORG_DOMAIN,
          OIDC_CLIENT_ID,
          ROLE,
          SESSION_DURATION,
          PROFILE,
          FORMAT,
          REGION,
          CREDENTIALS_FILE,
          WRITE_CREDENTIALS_FILE,
          LEGACY_VARIABLES,
          EXPIRY_VARIABLES,
          CACHE_ACCESS_TOKEN,
          DEBUG,
          DEBUG_API_CALLS,
          EXEC,
          SHORT_USER_AGENT,
          FEDERATION_APP,
          IDENTITY_PROVIDER,
          QR_CODE,
          OPEN_BROWSER,
          OPEN_BROWSER_COMMAND,
          ALL_PROFILES,
          KEY_ID,
          PRIVATE_KEY,
          PRIVATE_KEY_FILE,
          CUSTOM_SCOPE,
          AUTHORIZATION_SERVER,
          ROLE_SESSION_NAME,
          USERNAME,
          PASSWORD,
          FLOW,
          SIGN_IN,
          REDIRECT_PORT,
          DPOP,
          INTERACTION,
          STORE,
          STORE_DIRECTORY,
          STORE_KEY,
          PRIVATE_KEY_PASSPHRASE,
          OFFLINE_ACCESS,
          LOGIN_HINT,
          STS_ENDPOINT);

  private final Values.Parser<T> parser;
  private final Names names;
  private final Optional<String> defaultText;
  private final boolean secret;

  private record Names(
      String name, List<String> environment, List<String> otherKeys, boolean inFiles) {}

  private Setting(
      Values.Parser<T> parser, Names names, Optional<String> defaultText, boolean secret) {
    this.parser = parser;
    this.names = names;
    this.defaultText = defaultText;
    this.secret = secret;
  }

  private static <T> Setting<T> of(String name, Values.Parser<T> parser) {
    return new Setting<>(
        parser, new Names(name, List.of(), List.of(), true), Optional.empty(), false);
  }

  private static Setting<Boolean> onOrOff(String name, String... environment) {
    return of(name, Values::onOrOff).from(environment).otherwise("false");
  }

  private Setting<T> from(String... environment) {
    return named(new Names(names.name(), List.of(environment), names.otherKeys(), names.inFiles()));
  }

  private Setting<T> alsoKey(String key) {
    return named(new Names(names.name(), names.environment(), List.of(key), names.inFiles()));
  }

  private Setting<T> notInFiles() {
    return named(new Names(names.name(), names.environment(), names.otherKeys(), false));
  }

  private Setting<T> named(Names others) {
    return new Setting<>(parser, others, defaultText, secret);
  }

  private Setting<T> otherwise(String text) {
    return new Setting<>(parser, names, Optional.of(text), secret);
  }

  private Setting<T> secret() {
    return new Setting<>(parser, names, defaultText, true);
  }

  /**
   * All settings there are.
   *
   * @return in the order of the guide
   */
  public static List<Setting<?>> all() {
    return ALL;
  }

  /**
   * Its name: the key in files and maps, and, after two dashes, the flag of a command line.
   *
   * @return for example {@code aws-iam-role}
   */
  public String name() {
    return names.name();
  }

  /**
   * The environment variables that set it.
   *
   * @return the one that counts first, and older names
   */
  public List<String> environment() {
    return names.environment();
  }

  /**
   * The keys that set it in a profile of {@code okta.yaml}.
   *
   * @return the name, and older ones; none if no file can set it
   */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    if (names.inFiles()) {
      keys.add(name());
      keys.addAll(names.otherKeys());
    }
    return List.copyOf(keys);
  }

  /**
   * What it is where nobody says anything.
   *
   * @return the text, as somebody would write it; empty if it is then not set
   */
  public Optional<String> defaultText() {
    return defaultText;
  }

  /**
   * Whether its value is never to be shown.
   *
   * @return whether it is a secret
   */
  public boolean isSecret() {
    return secret;
  }

  T read(Given given, Path home) {
    try {
      return parser.parse(given.text(), home);
    } catch (Values.Refused e) {
      String value = secret ? " has a value" : " is \"" + Words.printable(given.text()) + "\"";
      throw new ConfigurationException(
          name() + value + " (" + given.origin() + "), which cannot be right.",
          String.valueOf(e.getMessage()));
    }
  }

  /** Prints the name. */
  @Override
  public String toString() {
    return name();
  }
}
