package io.github.oktaaws.examples.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.examples.cli.output.ForkedProgram;
import io.github.oktaaws.examples.cli.output.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

class ServedRoleTest {

  private final Path folder;
  private final Properties before = new Properties();
  private final List<RoleCredentialsSource.Request> requests = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();

  ServedRoleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void remember() {
    before.putAll(System.getProperties());
  }

  @AfterEach
  void restore() {
    System.setProperties(before);
  }

  @Test
  void theSdksContainerProviderIsServed() throws Exception {
    try (ServedRole served = serve()) {
      theSdkIsToldOf(served);
      try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.create()) {
        assertServed((AwsSessionCredentials) provider.resolveCredentials());
      }
    }
  }

  @Test
  void theSdksDefaultChainIsServed() throws Exception {
    System.setProperty("aws.configFile", folder.resolve("none").toString());
    System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
    System.setProperty("aws.disableEc2Metadata", "true");
    try (ServedRole served = serve()) {
      theSdkIsToldOf(served);
      try (DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build()) {
        assertServed((AwsSessionCredentials) provider.resolveCredentials());
      }
    }
  }

  @Test
  void thePersonIsAskedBeforeAnythingIsServedAndNeverByARequest() throws Exception {
    try (ServedRole served = serve()) {
      theSdkIsToldOf(served);
      assertThat(requests).extracting(RoleCredentialsSource.Request::mayAsk).contains(true);
      requests.clear();

      try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.create()) {
        provider.resolveCredentials();
      }

      assertThat(requests).noneMatch(RoleCredentialsSource.Request::mayAsk);
    }
  }

  @Test
  void withoutCredentialsNothingIsServed() {
    AuthorizationDeniedException denied =
        new AuthorizationDeniedException(ErrorContext.at(Step.SIGN_IN));
    Path token = folder.resolve("token");

    assertThatThrownBy(
            () ->
                ServedRole.start(
                        request -> {
                          throw denied;
                        },
                        Samples.ROLE,
                        new EndpointSettings(0, Optional.empty(), Optional.of(token)),
                        said::add)
                    .close())
        .isSameAs(denied);
    assertThat(token).doesNotExist();
  }

  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void aSignalStopsItCleanly(String signal) throws Exception {
    try (ForkedProgram program =
        ForkedProgram.hearingSignals(ForkedProgram.command(ServingProgram.class))) {
      program.line();
      Path token = Path.of(program.line().replaceFirst(".*=", ""));
      assertThat(token).exists();
      program.signal(signal);

      assertThat(program.exitCode()).as(program.output()).isZero();
      assertThat(token).doesNotExist();
    }
  }

  @Test
  void aProgramCanBeServedWhileItRuns() throws Exception {
    try (ForkedProgram program =
        ForkedProgram.start(
            ServingProgram.class,
            "sh",
            "-c",
            "echo $AWS_CONTAINER_CREDENTIALS_FULL_URI; cat $AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;"
                + " echo; exit 9")) {
      String uri = program.line().replaceFirst("^[^=]*=", "");
      Path token = Path.of(program.line().replaceFirst(".*=", ""));
      assertThat(program.line()).isEqualTo(uri);
      assertThat(program.line()).hasSize(43);
      assertThat(program.exitCode()).isEqualTo(9);
      assertThat(token).doesNotExist();
    }
  }

  private ServedRole serve() throws IOException {
    return ServedRole.start(
        request -> {
          requests.add(request);
          return Samples.current("ASIASERVED");
        },
        Samples.ROLE,
        EndpointSettings.random(),
        said::add);
  }

  private static void theSdkIsToldOf(ServedRole served) {
    var variables = served.variables().values();
    for (String name : List.of("FULL_URI", "TOKEN_FILE")) {
      assertThat(variables.keySet()).anyMatch(known -> known.endsWith(name));
    }
    System.setProperty(
        "aws.containerCredentialsFullUri",
        String.valueOf(variables.get("AWS_CONTAINER_CREDENTIALS_FULL_URI")));
    System.setProperty(
        "aws.containerAuthorizationTokenFile",
        String.valueOf(variables.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")));
  }

  private static void assertServed(AwsSessionCredentials credentials) {
    assertThat(credentials.accessKeyId()).isEqualTo("ASIASERVED");
    assertThat(credentials.secretAccessKey()).isEqualTo(Samples.SECRET);
    assertThat(credentials.sessionToken()).isEqualTo(Samples.TOKEN);
    assertThat(credentials.expirationTime()).isPresent();
  }
}
