package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real aws command line takes credentials from our endpoint, as it does in a container. */
class ServedCredentialsIT {

  private final OktaAwsSandbox sandbox = OktaAwsCommand.approvingSandbox();
  private final OktaAwsCommand oktaAws;
  private final Path tokenFile;

  ServedCredentialsIT(@TempDir Path home) {
    this.oktaAws = OktaAwsCommand.at(sandbox, home);
    this.tokenFile = home.resolve("token");
  }

  @AfterEach
  void end() {
    sandbox.close();
  }

  @Test
  void aws_is_served_until_SIGTERM_which_takes_the_token_away() {
    try (ServerProcess serve =
        ServerProcess.start(
            "serve",
            oktaAws.line("serve", "--shell", "sh", "--token-file", tokenFile.toString()),
            oktaAws.environment())) {
      String exports = exports(serve);
      assertThat(tokenFile).exists();

      Command identity = asServed(exports);
      assertThat(identity.exitCode()).as(identity.err()).isZero();
      assertThat(identity.out()).isEqualTo(OktaAwsCommand.CALLER);
      sandbox.stopAutoApproving();
      assertThat(asServed(exports).out()).isEqualTo(OktaAwsCommand.CALLER);

      assertThat(serve.terminate()).as("its exit code").isZero();
      assertThat(tokenFile).doesNotExist();
      assertThat(asServed(exports).exitCode()).isNotZero();
    }
  }

  @Test
  void aws_is_served_as_the_one_program_that_is_run() {
    List<String> line =
        new ArrayList<>(List.of("env", "AWS_ACCESS_KEY_ID=AKIASTALE", "AWS_PROFILE=stale"));
    line.addAll(oktaAws.line("serve", "--token-file", tokenFile.toString(), "--exec", "--"));
    line.addAll(OktaAwsCommand.awsCallerIdentity(sandbox));

    Command identity = oktaAws.run(line);

    assertThat(identity.exitCode()).as(identity.err()).isZero();
    assertThat(identity.out()).isEqualTo(OktaAwsCommand.CALLER);
    assertThat(tokenFile).doesNotExist();
  }

  private Command asServed(String exports) {
    List<String> line = new ArrayList<>(List.of("sh", "-euc", exports + "\nexec \"$@\"", "sh"));
    line.addAll(OktaAwsCommand.awsCallerIdentity(sandbox));
    return oktaAws.run(line);
  }

  private static String exports(ServerProcess serve) {
    await("serve says where: " + serve.printed())
        .atMost(Duration.ofMinutes(1))
        .failFast("serve has ended", () -> !serve.isAlive())
        .untilAsserted(
            () ->
                assertThat(serve.printed()).endsWith("\n").contains("_TOKEN_FILE=", "_FULL_URI="));
    return serve
        .printed()
        .lines()
        .filter(text -> text.startsWith("export "))
        .collect(Collectors.joining("\n"));
  }
}
