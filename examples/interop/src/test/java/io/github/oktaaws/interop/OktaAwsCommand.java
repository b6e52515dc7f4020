package io.github.oktaaws.interop;

import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Our command line, for a person with a home of their own.
 *
 * @param oktaUrl the org
 * @param clientId the client
 * @param environment what is set for it, and for the programs that start it
 */
record OktaAwsCommand(String oktaUrl, String clientId, Map<String, String> environment) {

  static final String ROLE = "arn:aws:iam::123456789012:role/Analyst";
  static final String CALLER = "arn:aws:sts::123456789012:assumed-role/Analyst/jane@example.com\n";

  /** A sandbox whose person approves at once. */
  static OktaAwsSandbox approvingSandbox() {
    OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start();
    sandbox.autoApprove("jane");
    return sandbox;
  }

  static OktaAwsCommand at(OktaAwsSandbox sandbox, Path home) {
    return new OktaAwsCommand(
        sandbox.oktaUrl(),
        sandbox.oidcClientId(),
        Map.of(
            "HOME", home.toString(),
            "JAVA_HOME", System.getProperty("java.home"),
            "AWS_ENDPOINT_URL_STS", sandbox.stsUrl(),
            "AWS_CONFIG_FILE", home.resolve("config").toString(),
            "AWS_SHARED_CREDENTIALS_FILE", home.resolve("credentials").toString(),
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_DEFAULT_REGION", "us-east-1"));
  }

  /** The command, and behind it what is given. */
  List<String> line(String command, String... arguments) {
    String program = System.getProperty("interop.cli", "../cli/okta-aws");
    List<String> line =
        new ArrayList<>(List.of(Path.of(program).toAbsolutePath().normalize().toString(), command));
    line.addAll(List.of("-o", oktaUrl, "-c", clientId, "-r", ROLE));
    line.addAll(List.of(arguments));
    return line;
  }

  /** Runs a program with this environment. */
  Command run(List<String> line) {
    return Command.run(line, environment);
  }

  /** The real aws, asking AWS who it is. */
  static List<String> awsCallerIdentity(OktaAwsSandbox sandbox, String... options) {
    List<String> line = new ArrayList<>(List.of(PythonPrograms.path("aws").toString()));
    line.addAll(List.of("sts", "get-caller-identity", "--endpoint-url", sandbox.stsUrl()));
    line.addAll(List.of("--query", "Arn", "--output", "text"));
    line.addAll(List.of(options));
    return line;
  }
}
