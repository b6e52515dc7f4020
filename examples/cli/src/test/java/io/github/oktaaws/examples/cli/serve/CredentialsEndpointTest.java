package io.github.oktaaws.examples.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.examples.cli.output.Samples;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What the endpoint answers, byte by byte over a socket. */
class CredentialsEndpointTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final Path folder;
  private final SteadyProvider provider = new SteadyProvider();
  private final CredentialsEndpoint endpoint;
  private final String token;

  CredentialsEndpointTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.endpoint = CredentialsEndpoint.start(provider, Samples.ROLE, EndpointSettings.random());
    this.token = Files.readString(endpoint.tokenFile());
  }

  @AfterEach
  void stop() throws Exception {
    endpoint.close();
  }

  @Test
  void whoHasTheTokenGetsTheCurrentCredentials() throws Exception {
    Answer answer = get(path(), "Authorization: " + token);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .isEqualTo(
            Map.of(
                "AccessKeyId",
                "ASIASERVED",
                "SecretAccessKey",
                Samples.SECRET,
                "Token",
                Samples.TOKEN,
                "Expiration",
                SteadyProvider.END.truncatedTo(ChronoUnit.SECONDS).toString(),
                "AccountId",
                "123456789012",
                "RoleArn",
                Samples.ROLE));
    assertThat(answer.text().toLowerCase(Locale.ROOT))
        .contains("content-type: application/json", "cache-control: no-store")
        .doesNotContain("access-control");
  }

  @Test
  void eachRequestGetsWhatIsCurrentThen() throws Exception {
    get(path(), "Authorization: " + token);
    provider.answer(SteadyProvider.complete("ASIARENEWED"));

    assertThat(get(path(), "Authorization: " + token).json())
        .containsEntry("AccessKeyId", "ASIARENEWED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-None: none",
        "Authorization: ",
        "Authorization: wrong",
        "Authorization: Bearer TOKEN",
        "Authorization: TOKENx",
        "Authorization: TOKEN\r\nAuthorization: TOKEN",
        "X-Aws-Token: TOKEN"
      })
  void withoutTheTokenThereIsNothingToHaveAndNothingToLearn(String header) throws Exception {
    Answer answer = get(path(), header.replace("TOKEN", token));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text()).doesNotContain("ASIA", Samples.SECRET, Samples.TOKEN, token);
    assertThat(get("/other", header.replace("TOKEN", token)).status()).isEqualTo(401);
    assertThat(provider.calls()).isZero();
  }

  /** A page in a browser can have its own name resolve to 127.0.0.1, but it sends that name. */
  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:PORT", "localhost:PORT", "127.0.0.1", ""})
  void aRequestForAnotherHostIsRefused(String host) throws Exception {
    String name = host.replace("PORT", Integer.toString(endpoint.uri().getPort()));

    Answer answer = send("GET " + path(), "Host: " + name + "\r\nAuthorization: " + token);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(provider.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "HEAD", "OPTIONS", "DELETE"})
  void onlyGetIsAnswered(String method) throws Exception {
    Answer answer = send(method + " " + path(), "Host: " + host() + "\r\nAuthorization: " + token);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.text().toLowerCase(Locale.ROOT)).contains("allow: get");
    assertThat(provider.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "PATH/", "PATH/more", "PATH?x=1", "/x/..PATH", "/%2e"})
  void anotherPathIsNotThere(String other) throws Exception {
    assertThat(get(other.replace("PATH", path()), "Authorization: " + token).status())
        .isEqualTo(404);
  }

  @Test
  void whereThereAreNoCredentialsYetTheAnswerComesAtOnceAndDoesNotWait() throws Exception {
    CompletableFuture<AwsCredentialsIdentity> never = new CompletableFuture<>();
    provider.answer(never);

    Answer answer = get(path(), "Authorization: " + token);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text().toLowerCase(Locale.ROOT)).contains("retry-after: 1");
    assertThat(answer.json()).containsEntry("code", "CredentialsUnavailable");
  }

  @Test
  void aFailureIsToldInOurWordsAndNeverInOthers() throws Exception {
    OktaAwsException ours =
        new NetworkException("acme.okta.com", ErrorContext.at(Step.TOKEN_EXCHANGE));
    provider.answer(
        CompletableFuture.failedFuture(SdkClientException.create("no credentials, planted", ours)));
    assertThat(get(path(), "Authorization: " + token).json())
        .containsEntry("message", String.valueOf(ours.getMessage()));

    provider.answer(
        CompletableFuture.failedFuture(
            new SignInRequiredException("it has ended", ErrorContext.at(Step.SIGN_IN))));
    assertThat(get(path(), "Authorization: " + token).json().get("message"))
        .startsWith("Somebody must sign in again.");

    provider.answer(CompletableFuture.failedFuture(new IllegalStateException("planted")));
    Answer other = get(path(), "Authorization: " + token);
    assertThat(other.status()).isEqualTo(503);
    assertThat(other.text()).doesNotContain("planted").contains("IllegalStateException");
  }

  @Test
  void itIsReachedThroughLoopbackAlone() throws Exception {
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (!address.getHostAddress().equals("127.0.0.1")) {
          assertThatThrownBy(() -> new Socket(address, endpoint.uri().getPort()).close())
              .as(address.toString())
              .isInstanceOf(ConnectException.class);
        }
      }
    }
  }

  @Test
  void theTokenIsInAFileOfItsOwnersAloneAndGoesWithTheEndpoint() throws Exception {
    Path file = endpoint.tokenFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    // SDKs refuse a token with a line's end
    assertThat(token).matches("[A-Za-z0-9_-]{43}");

    endpoint.close();
    endpoint.close();

    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> get(path(), "Authorization: " + token))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void whatIsPrintedHoldsNoSecret() {
    assertThat(endpoint + " " + endpoint.variables().values())
        .contains(endpoint.uri().toString(), endpoint.tokenFile().toString())
        .doesNotContain(token);
    assertThat(endpoint.variables().values())
        .containsOnlyKeys(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  }

  @Test
  void pathAndTokenAreOthersEachTime() throws Exception {
    try (CredentialsEndpoint other = start(0, Optional.empty())) {
      assertThat(other.uri().getPath()).isNotEqualTo(path()).hasSizeGreaterThan(40);
      assertThat(Files.readString(other.tokenFile())).isNotEqualTo(token);
    }
  }

  @Test
  void aPortThatIsTakenIsAnErrorAndLeavesNoFile() {
    Path file = folder.resolve("token");

    assertThatThrownBy(() -> start(endpoint.uri().getPort(), Optional.of(file)))
        .isInstanceOf(IOException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void portPathAndTokenFileCanBeChosen() throws Exception {
    Path file = folder.resolve("made").resolve("token");
    EndpointSettings settings = new EndpointSettings(0, Optional.of("/analyst"), Optional.of(file));

    try (CredentialsEndpoint fixed = CredentialsEndpoint.start(provider, Samples.ROLE, settings)) {
      assertThat(fixed.uri()).hasPath("/analyst");
      assertThat(fixed.tokenFile()).isEqualTo(file);
      assertThat(file).content().hasSize(43);
    }
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"analyst", "/", "", "/a b", "/a?b", "/%41", "/a/"})
  void aPathThatCannotBeIsRefused(String path) {
    assertThatThrownBy(() -> new EndpointSettings(0, Optional.of(path), Optional.empty()))
        .isInstanceOf(ConfigurationException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536})
  void aPortThatCannotBeIsRefused(int port) {
    assertThatThrownBy(() -> new EndpointSettings(port, Optional.empty(), Optional.empty()))
        .isInstanceOf(ConfigurationException.class);
  }

  private CredentialsEndpoint start(int port, Optional<Path> file) throws IOException {
    return CredentialsEndpoint.start(
        provider, Samples.ROLE, new EndpointSettings(port, Optional.empty(), file));
  }

  private String path() {
    return endpoint.uri().getPath();
  }

  private String host() {
    return "127.0.0.1:" + endpoint.uri().getPort();
  }

  private record Answer(int status, String text) {

    Map<String, String> json() throws IOException {
      return new ObjectMapper()
          .readValue(text.substring(text.indexOf("\r\n\r\n")), new TypeReference<>() {});
    }
  }

  private Answer get(String target, String headers) throws IOException {
    return send("GET " + target, "Host: " + host() + "\r\n" + headers);
  }

  private Answer send(String request, String headers) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, endpoint.uri().getPort())) {
      socket.setSoTimeout(5_000);
      String text = request + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return new Answer(Integer.parseInt(answer.split(" ", 3)[1]), answer);
    }
  }
}
