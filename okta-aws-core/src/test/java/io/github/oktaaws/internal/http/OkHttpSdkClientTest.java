package io.github.oktaaws.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class OkHttpSdkClientTest {

  private final MockWebServer server = new MockWebServer();
  private final OkHttpSdkClient client = new OkHttpSdkClient(OktaHttp.newClient());

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyValueOfAHeaderGoesThereAndBack() throws Exception {
    server.enqueue(
        new MockResponse.Builder().code(418).addHeader("X-B", "3").addHeader("X-B", "4").build());

    HttpExecuteResponse answer =
        prepare(request(SdkHttpMethod.GET).putHeader("X-A", List.of("1", "2"))).call();

    assertThat(server.takeRequest().getHeaders().values("X-A")).containsExactly("1", "2");
    assertThat(answer.httpResponse().statusCode()).isEqualTo(418);
    assertThat(answer.httpResponse().matchingHeaders("x-b")).containsExactly("3", "4");
  }

  @Test
  void aPostWithoutABodyIsAnEmptyOne() throws Exception {
    server.enqueue(new MockResponse.Builder().build());

    prepare(request(SdkHttpMethod.POST)).call();

    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getHeaders().get("Content-Length")).isEqualTo("0");
  }

  @Test
  void aRedirectIsAnAnswer() throws Exception {
    server.enqueue(
        new MockResponse.Builder().code(307).addHeader("Location", server.url("/b")).build());

    HttpExecuteResponse answer = prepare(request(SdkHttpMethod.POST)).call();

    assertThat(answer.httpResponse().statusCode()).isEqualTo(307);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aSmallAnswerThatUnpacksToALargeOneIsRefused() throws IOException {
    Buffer packed = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(packed))) {
      sink.write(new byte[300 * 1024]);
    }
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(packed).build());

    assertThatIOException()
        .isThrownBy(() -> prepare(request(SdkHttpMethod.GET)).call())
        .withMessageContaining("256 KiB");
  }

  @Test
  void abortingEndsTheCall() throws Exception {
    server.enqueue(new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
    ExecutableHttpRequest request = prepare(request(SdkHttpMethod.GET));
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                request.call();
              } catch (IOException e) {
                thrown.complete(e);
              }
            });
    caller.start();
    server.takeRequest();

    request.abort();

    assertThat(thrown.get(5, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    caller.join();
  }

  private SdkHttpRequest.Builder request(SdkHttpMethod method) {
    return SdkHttpRequest.builder()
        .uri(URI.create("http://127.0.0.1:" + server.getPort() + "/a"))
        .method(method);
  }

  private ExecutableHttpRequest prepare(SdkHttpRequest.Builder request) {
    return client.prepareRequest(HttpExecuteRequest.builder().request(request.build()).build());
  }
}
