package io.github.oktaaws.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Cache;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.GzipSink;
import okio.Okio;
import okio.Source;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ExchangeTest {

  private static final Map<String, String> FORM = Map.of("token", "canary-token");
  private static final Map<String, String> HTML = Map.of("Accept", "text/html");

  private final MockWebServer server = new MockWebServer();
  private final OktaHttp http = new OktaHttp(OktaHttp.newClient(), Step.TOKEN_EXCHANGE);

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** aws-advanced-jdbc-wrapper reads without a bound. */
  @Test
  void jsonIsReadUpTo256KiBAndPagesUpToAMebibyte() {
    server.enqueue(body(256 * 1024));
    server.enqueue(body(256 * 1024 + 1));
    server.enqueue(body(1024 * 1024));
    server.enqueue(body(1024 * 1024 + 1));

    assertThat(http.get(at(), Map.of()).body()).hasSize(256 * 1024);
    tooLong(Map.of(), "256 KiB");
    assertThat(http.get(at(), HTML).body()).hasSize(1024 * 1024);
    tooLong(HTML, "1024 KiB");
  }

  /** aws-advanced-jdbc-wrapper reads without a bound. */
  @Test
  void anAnswerIsMeasuredAfterGunzip() throws Exception {
    Buffer bomb = new Buffer();
    try (var gzip = Okio.buffer(new GzipSink(bomb))) {
      gzip.write(new byte[64 * 1024 * 1024]);
    }
    assertThat(bomb.size()).isLessThan(100 * 1024);
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding: gzip").body(bomb).build());

    tooLong(Map.of(), "256 KiB");
  }

  @Test
  void brokenGzipIsANetworkError() {
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding: gzip").body("canary").build());

    assertThatThrownBy(() -> http.get(at(), Map.of()))
        .isInstanceOf(NetworkException.class)
        .hasMessageNotContaining("canary");
  }

  @Test
  void aConnectionThatBreaksIsANetworkErrorThatNamesTheServer() {
    server.enqueue(broken());

    assertThatThrownBy(() -> http.postForm(at(), FORM, Map.of()))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("localhost:" + server.getPort())
        .hasMessageNotContaining("canary");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  /** gimme-aws-creds 2.8.2 repeats it. */
  @Test
  void aFormIsNotSentAgainOnAConnectionThatWentStale() {
    server.enqueue(new MockResponse.Builder().build());
    server.enqueue(broken());
    http.postForm(at(), FORM, Map.of());

    assertThat(catchThrowable(() -> http.postForm(at(), FORM, Map.of())))
        .isInstanceOf(NetworkException.class);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aFailureInACallersInterceptorReachesTheCaller() {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  throw new IOException("proxy says no");
                })
            .build();

    assertThatThrownBy(
            () -> new OktaHttp(OktaHttp.derive(client), Step.SIGN_IN).get(at(), Map.of()))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("proxy says no");
  }

  @Test
  void aBodyThatCannotBeReadForAnyReasonReachesTheCaller() {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    chain
                        .proceed(chain.request())
                        .newBuilder()
                        .body(ResponseBody.create(Okio.buffer(failingSource()), null, -1))
                        .build())
            .build();
    server.enqueue(body(10));

    assertThatThrownBy(
            () -> new OktaHttp(OktaHttp.derive(client), Step.SIGN_IN).get(at(), Map.of()))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("decoder broke");
  }

  @Test
  void whatAServerThatSpeaksNoHttpSaysIsNotPrintedRaw() {
    server.enqueue(new MockResponse.Builder().status("SSH-2.0 \u001b[2J").build());

    assertThatThrownBy(() -> http.get(at(), Map.of()))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("SSH-2.0")
        .hasMessageNotContaining("\u001b");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cancelEndsAServerThatHangsWithin200Ms(boolean inBody) throws Exception {
    server.enqueue(inBody ? hangsInBody() : hangs());
    Exchange exchange = http.startForm(at(), FORM);
    server.takeRequest();

    endsWithin200Ms(exchange, new Waiter(exchange), exchange::cancel);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsAServerThatHangsWithin200Ms(boolean inBody) throws Exception {
    server.enqueue(inBody ? hangsInBody() : hangs());
    Exchange exchange = http.startForm(at(), FORM);
    server.takeRequest();
    Waiter waiter = new Waiter(exchange);

    endsWithin200Ms(exchange, waiter, waiter.thread::interrupt);
    assertThat(waiter.flag.get()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsEvenAWaitForWhatMustNotBeLostBeforeLong(boolean inBody) throws Exception {
    server.enqueue(inBody ? hangsInBody() : hangs());
    Exchange exchange = http.startForm(at(), FORM);
    server.takeRequest();
    Waiter waiter = new Waiter(() -> exchange.awaitToTheEnd(Duration.ofMillis(50)));

    endsWithin200Ms(
        exchange,
        waiter,
        () -> {
          waiter.thread.interrupt();
          waiter.thread.interrupt();
        });
    assertThat(waiter.flag.get()).isTrue();
  }

  @Test
  void anInterruptDoesNotLoseAnAnswerThatIsUnderWay() throws Exception {
    server.enqueue(body(5).newBuilder().headersDelay(200, TimeUnit.MILLISECONDS).build());
    Exchange exchange = http.startForm(at(), FORM);
    server.takeRequest();
    Thread.currentThread().interrupt();

    assertThat(exchange.awaitToTheEnd().status()).isEqualTo(200);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void cancelEndsALookupThatHangsWithin200Ms() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Dns hanging =
        host -> {
          looking.countDown();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of(InetAddress.getLoopbackAddress());
        };
    OkHttpClient client = OktaHttp.derive(new OkHttpClient.Builder().dns(hanging).build());
    Exchange exchange = new OktaHttp(client, Step.SIGN_IN).startForm(at(), FORM);
    looking.await();

    endsWithin200Ms(exchange, new Waiter(exchange), exchange::cancel);
    over.countDown();
  }

  /**
   * saml2aws, okta-aws-cli-assume-role and gimme-aws-creds 2.8.2 have no timeouts, and wait for a
   * server that says nothing as long as it pleases.
   */
  @Test
  void noServerIsWaitedForWithoutEnd() {
    OkHttpClient ours = OktaHttp.newClient();

    assertThat(
            List.of(
                ours.connectTimeoutMillis(),
                ours.readTimeoutMillis(),
                ours.writeTimeoutMillis(),
                ours.callTimeoutMillis()))
        .allSatisfy(millis -> assertThat(millis).isBetween(1, 60_000));
  }

  @Test
  void whatTakesTooLongIsANetworkErrorAndNobodysCancellation() {
    OktaHttp impatient =
        new OktaHttp(
            OktaHttp.derive(new OkHttpClient.Builder().callTimeout(Duration.ofMillis(300)).build()),
            Step.TOKEN_EXCHANGE);
    for (MockResponse slow : List.of(hangs(), hangsInBody())) {
      server.enqueue(slow);

      assertThat(catchThrowable(() -> impatient.postForm(at(), FORM, Map.of())))
          .isInstanceOf(NetworkException.class)
          .hasCauseInstanceOf(InterruptedIOException.class);
    }
  }

  @Test
  void waitingCanBeBounded() {
    server.enqueue(hangs());
    Exchange exchange = http.startForm(at(), FORM);

    assertThat(exchange.await(Duration.ofMillis(50))).isEmpty();
    assertThat(catchThrowable(exchange::await)).isInstanceOf(CancelledException.class);
  }

  @Test
  void nothingIsKeptInACallersCache(@TempDir Path directory) {
    OkHttpClient caches =
        new OkHttpClient.Builder().cache(new Cache(directory.toFile(), 1 << 20)).build();
    server.enqueue(
        new MockResponse.Builder().addHeader("Cache-Control: max-age=600").body("canary").build());
    OktaHttp derived = new OktaHttp(OktaHttp.derive(caches), Step.SAML_ASSERTION);

    derived.get(at(), Map.of());
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void printsNeitherHeadersValuesNorBody() {
    server.enqueue(
        new MockResponse.Builder().addHeader("Set-Cookie: canary").body("canary").build());

    assertThat(http.get(at(), Map.of()).toString()).contains("200").doesNotContain("canary");
  }

  private void tooLong(Map<String, String> headers, String words) {
    assertThatThrownBy(() -> http.get(at(), headers))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining(words);
  }

  private URI at() {
    return server.url("/").uri();
  }

  private static MockResponse body(int length) {
    return new MockResponse.Builder().body("x".repeat(length)).build();
  }

  private static Source failingSource() {
    return new ForwardingSource(new Buffer()) {
      @Override
      public long read(Buffer sink, long byteCount) {
        throw new IllegalStateException("decoder broke");
      }
    };
  }

  private static MockResponse broken() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  private static MockResponse hangs() {
    return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
  }

  private static MockResponse hangsInBody() {
    return body(100).newBuilder().onResponseBody(SocketEffect.Stall.INSTANCE).build();
  }

  private static void endsWithin200Ms(Exchange exchange, Waiter waiter, Runnable end)
      throws Exception {
    while (waiter.thread.getState() != Thread.State.WAITING && waiter.thread.isAlive()) {
      Thread.onSpinWait();
    }
    long start = System.nanoTime();
    end.run();
    assertThat(waiter.thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
    assertThat(catchThrowable(exchange::await)).isInstanceOf(CancelledException.class);
  }

  private static final class Waiter {
    private final CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    private final CompletableFuture<Boolean> flag = new CompletableFuture<>();
    private final Thread thread;

    Waiter(Exchange exchange) {
      this(exchange::await);
    }

    Waiter(ThrowingCallable wait) {
      thread =
          new Thread(
              () -> {
                Throwable t = catchThrowable(wait);
                flag.complete(Thread.currentThread().isInterrupted());
                thrown.complete(t);
              });
      thread.setDaemon(true);
      thread.start();
    }
  }
}
