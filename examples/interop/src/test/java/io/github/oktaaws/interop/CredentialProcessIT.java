package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real aws command line fetches its credentials from ours, as often as it wants some. */
class CredentialProcessIT {

  private static final Duration QUICK = Duration.ofSeconds(1);

  /** A machine that is busy with something else may need several to let one be quick. */
  private static final int TRIES = 20;

  private static final String DEVICE_AUTHORIZATION = "/oauth2/v1/device/authorize";

  private final OktaAwsSandbox sandbox = OktaAwsCommand.approvingSandbox();
  private final Path home;
  private final OktaAwsCommand oktaAws;

  CredentialProcessIT(@TempDir Path home) {
    this.home = home;
    this.oktaAws = OktaAwsCommand.at(sandbox, home);
  }

  @BeforeEach
  void configure() throws IOException {
    String process =
        credentialProcess().stream()
            .map(word -> "\"" + word + "\"")
            .collect(Collectors.joining(" "));
    Files.writeString(home.resolve("config"), "[profile dev]\ncredential_process = " + process);
  }

  @AfterEach
  void end() {
    sandbox.close();
  }

  @Test
  void the_person_is_asked_once_however_often_aws_runs() {
    Command first = oktaAws.run(OktaAwsCommand.awsCallerIdentity(sandbox, "--profile", "dev"));
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).isEqualTo(OktaAwsCommand.CALLER);
    assertThat(sandbox.requests(DEVICE_AUTHORIZATION)).hasSize(1);

    sandbox.stopAutoApproving();
    sandbox.forgetRequests();
    Command second = oktaAws.run(OktaAwsCommand.awsCallerIdentity(sandbox, "--profile", "dev"));

    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).isEqualTo(OktaAwsCommand.CALLER);
    assertThat(sandbox.requests())
        .as("aws asks who it is; nothing else is sent")
        .singleElement()
        .satisfies(
            request -> assertThat(request.form()).containsEntry("Action", "GetCallerIdentity"));
  }

  @Test
  void a_second_call_is_quick_and_the_same_with_the_org_down() {
    Command first = oktaAws.run(credentialProcess());
    assertThat(first.exitCode()).as(first.err()).isZero();
    sandbox.close();

    Duration fastest = Duration.ofDays(1);
    for (int call = 0; call < TRIES && fastest.compareTo(QUICK) >= 0; call++) {
      long began = System.nanoTime();
      Command second = oktaAws.run(credentialProcess());
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(second.exitCode()).as(second.err()).isZero();
      assertThat(second.out()).isEqualTo(first.out());
      assertThat(second.err()).isEmpty();
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }
    assertThat(fastest).isLessThan(QUICK);
    Command held =
        oktaAws.run(
            List.of(
                PythonPrograms.path("aws").toString(), "configure", "list", "--profile", "dev"));
    assertThat(held.exitCode()).as(held.err()).isZero();
    assertThat(held.out()).contains("custom-process", lastFourOfAccessKeyId(first.out()));
  }

  private List<String> credentialProcess() {
    return oktaAws.line("web", "--format", "process-credentials", "--cache-access-token");
  }

  /** What aws shows of it. */
  private static String lastFourOfAccessKeyId(String json) {
    return json.replaceAll("(?s).*\"AccessKeyId\":\"[A-Z0-9]+([A-Z0-9]{4})\".*", "$1");
  }
}
