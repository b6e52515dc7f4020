package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our command line example, and the real aws command line on what it prints. */
class AwsCommandLineIT {

  private static final Map<String, String> NO_OTHER_CREDENTIALS =
      Map.of(
          "AWS_CONFIG_FILE", "/dev/null",
          "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
          "AWS_EC2_METADATA_DISABLED", "true",
          "AWS_DEFAULT_REGION", "us-east-1");

  @Test
  void aws_accepts_the_credentials_that_a_shell_evaluates() {
    try (StandaloneSandbox sandbox = StandaloneSandbox.start("--auto-approve", "jane")) {
      Command exports = oktaAws(sandbox);
      assertThat(exports.exitCode()).as(exports.err()).isZero();
      assertThat(exports.out().lines().map(line -> line.split("=", 2)[0]))
          .containsExactly(
              "export AWS_ACCESS_KEY_ID",
              "export AWS_SECRET_ACCESS_KEY",
              "export AWS_SESSION_TOKEN",
              "export AWS_CREDENTIAL_EXPIRATION");

      Command identity =
          Command.run(
              List.of(
                  "sh",
                  "-euc",
                  exports.out() + "exec \"$@\"",
                  "sh",
                  PythonPrograms.path("aws").toString(),
                  "sts",
                  "get-caller-identity",
                  "--endpoint-url",
                  sandbox.stsUrl(),
                  "--query",
                  "Arn",
                  "--output",
                  "text"),
              NO_OTHER_CREDENTIALS);

      assertThat(identity.exitCode()).as(identity.err()).isZero();
      assertThat(identity.out())
          .isEqualTo("arn:aws:sts::123456789012:assumed-role/Analyst/jane@example.com\n");
    }
  }

  private static Command oktaAws(StandaloneSandbox sandbox) {
    return Command.run(
        List.of(
            System.getProperty("interop.cli", "../cli/okta-aws"),
            "web",
            "--org-domain",
            sandbox.oktaUrl(),
            "--oidc-client-id",
            sandbox.clientId(),
            "--aws-iam-role",
            "arn:aws:iam::123456789012:role/Analyst"),
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "AWS_ENDPOINT_URL_STS", sandbox.stsUrl()));
  }
}
