package io.github.oktaaws.examples.cli;

import static io.github.oktaaws.examples.cli.Flag.onOrOff;
import static io.github.oktaaws.examples.cli.Flag.valued;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** All of okta-aws-cli's flags, by the names that it gives them. */
final class Flags {

  /** Of every command. */
  static final List<Flag> GLOBAL =
      List.of(
          valued(
                  "org-domain",
                  'o',
                  "HOST|URL",
                  new OptionValues.OrgDomain(),
                  "OKTA_AWSCLI_ORG_DOMAIN",
                  "The Okta org, for example acme.okta.com.")
              .orVariable("OKTA_ORG_DOMAIN"),
          valued(
                  "oidc-client-id",
                  'c',
                  "ID",
                  new OptionValues.Id(),
                  "OKTA_AWSCLI_OIDC_CLIENT_ID",
                  "The client ID of the OIDC native app.")
              .orVariable("OKTA_OIDC_CLIENT_ID"),
          valued(
              "aws-iam-role",
              'r',
              "ARN|LABEL",
              new OptionValues.RoleName(),
              "OKTA_AWSCLI_IAM_ROLE",
              "The IAM role, by its ARN or its label in okta.yaml. Without it you choose, where"
                  + " there are several."),
          valued(
              "aws-session-duration",
              's',
              "SECONDS",
              new OptionValues.SessionDuration(),
              "OKTA_AWSCLI_SESSION_DURATION",
              "How long the credentials live: 900 to 43200, by default 3600."),
          valued(
              "profile",
              'p',
              "NAME",
              null,
              "OKTA_AWSCLI_PROFILE",
              "The profile in okta.yaml to take settings from, and the AWS profile to write."),
          valued(
              "format",
              'f',
              "FORMAT",
              null,
              "OKTA_AWSCLI_FORMAT",
              "How the credentials are given out; env-var unless set."),
          valued(
                  "aws-region",
                  'n',
                  "REGION",
                  new OptionValues.AwsRegion(),
                  "OKTA_AWSCLI_AWS_REGION",
                  "The region whose STS is asked; by default AWS_REGION, the AWS profile's, or the"
                      + " role's partition's.")
              .orVariable("AWS_REGION"),
          valued(
              "aws-credentials",
              'w',
              "PATH",
              null,
              "OKTA_AWSCLI_AWS_CREDENTIALS",
              "The AWS credentials file; ~/.aws/credentials unless set."),
          onOrOff(
              "write-aws-credentials",
              'z',
              "OKTA_AWSCLI_WRITE_AWS_CREDENTIALS",
              "Writes the credentials into the AWS credentials file."),
          onOrOff(
              "legacy-aws-variables",
              'l',
              "OKTA_AWSCLI_LEGACY_AWS_VARIABLES",
              "Gives AWS_SECURITY_TOKEN (aws_security_token) as well."),
          onOrOff(
              "expiry-aws-variables",
              'x',
              "OKTA_AWSCLI_EXPIRY_AWS_VARIABLES",
              "Gives x_security_token_expires as well."),
          onOrOff(
              "cache-access-token",
              'e',
              "OKTA_AWSCLI_CACHE_ACCESS_TOKEN",
              "Keeps the sign-in and the credentials in files under ~/.okta that only you can read;"
                  + " encrypted where OKTA_AWS_STORE_KEY is set."),
          onOrOff(
              "exec", 'j', "OKTA_AWSCLI_EXEC", "Runs the command after -- with the credentials."),
          onOrOff(
              "debug",
              'g',
              "OKTA_AWSCLI_DEBUG",
              "Tells on standard error what happens, without secrets."),
          onOrOff(
              "debug-api-calls",
              'd',
              "OKTA_AWSCLI_DEBUG_API_CALLS",
              "Tells on standard error what is sent where and how it was answered, without"
                  + " secrets."),
          onOrOff(
                  "short-user-agent",
                  'y',
                  "OKTA_AWSCLI_SHORT_USER_AGENT",
                  "Sends User-Agent: okta-aws without the version.")
              .orVariable("OKTA_AWSCLI_DEBUG_SHORT_USER_AGENT"));

  static final List<Flag> WEB =
      List.of(
          valued(
                  "aws-acct-fed-app-id",
                  'a',
                  "ID",
                  new OptionValues.Id(),
                  "OKTA_AWSCLI_AWS_ACCOUNT_FEDERATION_APP_ID",
                  "The AWS Account Federation app; needed for a custom SAML app, which Okta does"
                      + " not list.")
              .orVariable("OKTA_AWS_ACCOUNT_FEDERATION_APP_ID"),
          valued(
              "aws-iam-idp",
              'i',
              "ARN|LABEL",
              new OptionValues.IdentityProviderName(),
              "OKTA_AWSCLI_IAM_IDP",
              "The SAML identity provider in IAM that the role is to be assumed through, by its ARN"
                  + " or its label in okta.yaml."),
          onOrOff("qr-code", 'q', "OKTA_AWSCLI_QR_CODE", "Shows the address as a QR code too."),
          onOrOff(
              "open-browser",
              'b',
              "OKTA_AWSCLI_OPEN_BROWSER",
              "Opens the address in your browser."),
          valued(
              "open-browser-command",
              'm',
              "COMMAND",
              new OptionValues.Words(),
              "OKTA_AWSCLI_OPEN_BROWSER_COMMAND",
              "Opens the address with this command; the address becomes its last argument."),
          onOrOff(
              "all-profiles",
              'k',
              "OKTA_AWSCLI_ALL_PROFILES",
              "Gets credentials of every role and writes each under a profile of its own."));

  private static final Flag AUTHZ_ID =
      valued(
          "authz-id",
          'u',
          "ID",
          new OptionValues.Id(),
          "OKTA_AWSCLI_AUTHZ_ID",
          "The custom authorization server; 'default' unless set.");

  private static final Flag ROLE_SESSION_NAME =
      valued(
          "aws-sts-role-session-name",
          'q',
          "NAME",
          new OptionValues.RoleSessionName(),
          "OKTA_AWSCLI_STS_ROLE_SESSION_NAME",
          "The name of the role's session, as CloudTrail shows it; okta-aws unless set.");

  static final List<Flag> M2M =
      List.of(
          valued("key-id", 'i', "ID", null, "OKTA_AWSCLI_KEY_ID", "The key's ID (kid) in Okta."),
          valued(
              "private-key",
              'k',
              "PEM|JWK",
              null,
              "OKTA_AWSCLI_PRIVATE_KEY",
              "The private key. Others can see it in the list of processes: rather give the file,"
                  + " or the environment variable."),
          valued(
              "private-key-file",
              'b',
              "PATH",
              null,
              "OKTA_AWSCLI_PRIVATE_KEY_FILE",
              "The file that holds the private key."),
          valued(
              "custom-scope",
              'm',
              "SCOPE",
              null,
              "OKTA_AWSCLI_CUSTOM_SCOPE",
              "The scope to ask for; okta-m2m-access unless set."),
          AUTHZ_ID,
          ROLE_SESSION_NAME);

  static final List<Flag> DIRECT =
      List.of(
          valued("username", 'a', "NAME", null, "OKTA_AWSCLI_USERNAME", "Your user name in Okta."),
          valued(
              "password",
              'b',
              "PASSWORD",
              null,
              "OKTA_AWSCLI_PASSWORD",
              "Your password. Others can see it in the list of processes: without it you are"
                  + " asked."),
          AUTHZ_ID,
          ROLE_SESSION_NAME);

  private Flags() {}

  /** The flags that say whose sign-in it is and what may be had with it. */
  static Stream<Flag> all() {
    return Stream.of(GLOBAL, WEB, M2M, DIRECT).flatMap(List::stream).distinct();
  }

  static void addTo(CommandSpec command, List<Flag> flags) {
    flags.forEach(flag -> command.addOption(flag.option(ScopeType.LOCAL)));
  }

  /** Adds those that stand before or after the command's name. */
  static void addGlobalTo(CommandSpec root) {
    GLOBAL.forEach(flag -> root.addOption(flag.option(ScopeType.INHERIT)));
    root.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .scopeType(ScopeType.INHERIT)
            .description("Shows this help.")
            .build());
    root.addOption(
        OptionSpec.builder("-v", "--version")
            .versionHelp(true)
            .type(boolean.class)
            .scopeType(ScopeType.INHERIT)
            .description("Shows the version.")
            .build());
    root.addOption(
        OptionSpec.builder("--session-duration")
            .type(String.class)
            .arity("1")
            .paramLabel("SECONDS")
            .converters(new OptionValues.SessionDuration())
            .scopeType(ScopeType.INHERIT)
            .hidden(true)
            .description("Now --aws-session-duration.")
            .build());
  }
}
