package io.github.oktaaws.examples.cli;

import static io.github.oktaaws.examples.cli.Flag.onOrOff;
import static io.github.oktaaws.examples.cli.Flag.valued;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** All of okta-aws-cli's flags, by the names that it gives them, and settings of ours. */
final class Flags {

  /** Of every command. */
  static final List<Flag> GLOBAL =
      List.of(
          valued("org-domain", 'o', "HOST|URL", "The Okta org, for example acme.okta.com."),
          valued("oidc-client-id", 'c', "ID", "The client ID of the OIDC native app."),
          valued(
              "aws-iam-role",
              'r',
              "ARN|LABEL",
              "The IAM role, by its ARN or its label in okta.yaml. Without it you choose, where"
                  + " there are several."),
          valued(
              "aws-session-duration",
              's',
              "SECONDS",
              "How long the credentials live: 900 to 43200, by default 3600."),
          valued(
              "profile",
              'p',
              "NAME",
              "The profile in okta.yaml to take settings from, and the AWS profile to write."),
          valued("format", 'f', "FORMAT", "How the credentials are given out; env-var unless set."),
          valued(
              "aws-region",
              'n',
              "REGION",
              "The region whose STS is asked; by default AWS_REGION, the AWS profile's, or the"
                  + " role's partition's."),
          valued(
              "aws-credentials",
              'w',
              "PATH",
              "The AWS credentials file; ~/.aws/credentials unless set."),
          onOrOff(
              "write-aws-credentials",
              'z',
              "Writes the credentials into the AWS credentials file."),
          onOrOff(
              "legacy-aws-variables",
              'l',
              "Gives AWS_SECURITY_TOKEN (aws_security_token) as well."),
          onOrOff("expiry-aws-variables", 'x', "Gives x_security_token_expires as well."),
          onOrOff(
              "cache-access-token",
              'e',
              "Keeps the sign-in and the credentials in files under ~/.okta-aws that only you can"
                  + " read; encrypted where OKTA_AWS_STORE_KEY is set."),
          onOrOff("exec", 'j', "Runs the command after -- with the credentials."),
          onOrOff("debug", 'g', "Tells on standard error what happens, without secrets."),
          onOrOff(
              "debug-api-calls",
              'd',
              "Tells on standard error what is sent where and how it was answered, without"
                  + " secrets."),
          onOrOff("short-user-agent", 'y', "Sends User-Agent: okta-aws without the version."));

  static final List<Flag> WEB =
      List.of(
          valued(
              "aws-acct-fed-app-id",
              'a',
              "ID|LABEL",
              "The AWS Account Federation app, by its ID or its label; a custom SAML app, which"
                  + " Okta does not list, by its ID."),
          valued(
              "aws-iam-idp",
              'i',
              "ARN|LABEL",
              "The SAML identity provider in IAM that the role is to be assumed through, by its ARN"
                  + " or its label in okta.yaml."),
          onOrOff("qr-code", 'q', "Shows the address as a QR code too."),
          onOrOff("open-browser", 'b', "Opens the address in your browser."),
          valued(
              "open-browser-command",
              'm',
              "COMMAND",
              "Opens the address with this command; the address becomes its last argument."),
          onOrOff(
              "all-profiles",
              'k',
              "Gets credentials of every role and writes each under a profile of its own."));

  private static final Flag AUTHZ_ID =
      valued("authz-id", 'u', "ID", "The custom authorization server; 'default' unless set.");

  private static final Flag ROLE_SESSION_NAME =
      valued(
          "aws-sts-role-session-name",
          'q',
          "NAME",
          "The name of the role's session, as CloudTrail shows it; okta-aws unless set.");

  static final List<Flag> M2M =
      List.of(
          valued("key-id", 'i', "ID", "The key's ID (kid) in Okta."),
          valued(
              "private-key",
              'k',
              "PEM|JWK",
              "The private key. Others can see it in the list of processes: rather give the file,"
                  + " or the environment variable."),
          valued("private-key-file", 'b', "PATH", "The file that holds the private key."),
          valued("custom-scope", 'm', "SCOPE", "The scope to ask for; okta-m2m-access unless set."),
          AUTHZ_ID,
          ROLE_SESSION_NAME);

  static final List<Flag> DIRECT =
      List.of(
          valued("username", 'a', "NAME", "Your user name in Okta."),
          valued(
              "password",
              'b',
              "PASSWORD",
              "Your password. Others can see it in the list of processes: without it you are"
                  + " asked."),
          AUTHZ_ID,
          ROLE_SESSION_NAME);

  /** Ours, where tokens are asked for. */
  static final List<Flag> OURS =
      List.of(
          Flag.ours(
              "dpop",
              null,
              "Binds the tokens to a key (DPoP), where the org demands it; they cannot be kept"
                  + " then."));

  /** Ours, where a person signs in on the web. */
  static final List<Flag> OURS_ON_THE_WEB =
      Stream.concat(
              OURS.stream(),
              Stream.of(
                  Flag.ours(
                      "sign-in",
                      "WAY",
                      "device: on any device, with a code to compare, unless set. browser: in a"
                          + " browser on this machine, which comes back by itself; where there is"
                          + " none, on any device."),
                  Flag.ours(
                      "redirect-port",
                      "PORT",
                      "The port on 127.0.0.1 that the browser comes back to; 28471 unless set. The"
                          + " OIDC app must know http://127.0.0.1:PORT/callback.")))
          .toList();

  private Flags() {}

  /** The flags that say whose sign-in it is and what may be had with it. */
  static Stream<Flag> all() {
    return Stream.of(GLOBAL, WEB, M2M, DIRECT, OURS_ON_THE_WEB).flatMap(List::stream).distinct();
  }

  static void addTo(CommandSpec command, List<Flag> flags) {
    flags.forEach(flag -> command.addOption(flag.option(ScopeType.LOCAL)));
  }

  /** Adds those that say whose sign-in was kept, for commands that look at what was. */
  static void addThoseOfOtherWaysTo(CommandSpec command) {
    Stream.of(M2M, DIRECT)
        .flatMap(List::stream)
        .distinct()
        .filter(flag -> !List.of("private-key", "password").contains(flag.key()))
        .forEach(flag -> command.addOption(flag.longOption(ScopeType.LOCAL)));
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
            .scopeType(ScopeType.INHERIT)
            .hidden(true)
            .description("Now --aws-session-duration.")
            .build());
  }
}
