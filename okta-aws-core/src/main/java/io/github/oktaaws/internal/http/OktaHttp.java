package io.github.oktaaws.internal.http;

import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.Dispatcher;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Sends one step's requests to Okta. A redirect is followed only on the same origin and only by
 * GET, so that no body is ever sent twice and nothing goes to another host. Waiting for an answer
 * ends at once when the thread is interrupted or the exchange is cancelled.
 */
public final class OktaHttp {

  /** {@code okta-aws/<version>}, as Okta's system log shows it. */
  public static final String USER_AGENT = "okta-aws/" + version();

  private static final int MOST_REDIRECTS = 5;
  private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

  private final Supplier<OkHttpClient> client;
  private final Step step;

  /**
   * Sends with a client.
   *
   * @param client a client that {@link #newClient} or {@link #derive} made
   * @param step the step that errors are told of
   */
  public OktaHttp(OkHttpClient client, Step step) {
    this(() -> client, step);
  }

  /**
   * Sends with a client that is asked for when there is something to send.
   *
   * @param client gives a client that {@link #newClient} or {@link #derive} made
   * @param step the step that errors are told of
   */
  public OktaHttp(Supplier<OkHttpClient> client, Step step) {
    this.client = client;
    this.step = step;
  }

  /**
   * A client with this library's timeouts, on sockets that do not delay.
   *
   * @return a new client
   */
  public static OkHttpClient newClient() {
    return derive(
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(10))
            .readTimeout(Duration.ofSeconds(30))
            .writeTimeout(Duration.ofSeconds(30))
            .callTimeout(Duration.ofSeconds(60))
            .socketFactory(new NoDelaySocketFactory(javax.net.SocketFactory.getDefault()))
            .build());
  }

  /**
   * A client that shares a caller's pool and settings, but follows no redirect by itself, keeps no
   * answer in a cache and has daemon threads.
   *
   * @param client the caller's client
   * @return a new client
   */
  public static OkHttpClient derive(OkHttpClient client) {
    Dispatcher dispatcher = new Dispatcher(daemonThreads());
    // one org serves everybody who signs in: no request should queue behind another that hangs
    dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
    return client
        .newBuilder()
        .cache(null)
        .followRedirects(false)
        .followSslRedirects(false)
        .dispatcher(dispatcher)
        .build();
  }

  /**
   * A client that also proves possession of a key, which is made here and lives no longer than the
   * client, wherever an authorization server's tokens are asked for or presented.
   *
   * @param client a client that {@link #newClient} or {@link #derive} made
   * @param tokenEndpoint the token endpoint
   * @param clock what proofs are dated by
   * @return a new client
   */
  public static OkHttpClient proving(OkHttpClient client, URI tokenEndpoint, Clock clock) {
    return proofs(tokenEndpoint, clock).apply(client);
  }

  /**
   * Makes the key now, and the client that proves possession of it later.
   *
   * @param tokenEndpoint the token endpoint
   * @param clock what proofs are dated by
   * @return makes of a client one that proves, as {@link #proving} does
   */
  public static UnaryOperator<OkHttpClient> proofs(URI tokenEndpoint, Clock clock) {
    DpopProofs proofs = new DpopProofs(DpopKey.create(), tokenEndpoint, clock);
    return client -> client.newBuilder().addInterceptor(proofs).build();
  }

  /**
   * Sends a GET and waits for the answer, following redirects on the same origin.
   *
   * @param address where to
   * @param headers more headers
   * @return the answer
   */
  public HttpAnswer get(URI address, Map<String, String> headers) {
    return follow(request(OktaUrls.url(address), headers).get().build());
  }

  /**
   * Posts a form and waits for the answer. A 302 or 303 on the same origin is followed by a GET; a
   * 307 or 308, which would send the form again, is an error.
   *
   * @param address where to
   * @param form names and values
   * @param headers more headers
   * @return the answer
   */
  public HttpAnswer postForm(URI address, Map<String, String> form, Map<String, String> headers) {
    return follow(post(address, form, headers));
  }

  /**
   * Posts a form that is good for one request, such as one with a client assertion, and waits for
   * the answer; otherwise as {@link #postForm(URI, Map, Map)}. Where the server wants a nonce in
   * the proof of possession (RFC 9449 section 8), a form that is made anew is posted, once.
   *
   * @param address where to
   * @param form makes names and values
   * @param headers more headers
   * @return the answer
   */
  public HttpAnswer postForm(
      URI address, Supplier<Map<String, String>> form, Map<String, String> headers) {
    HttpAnswer answer = follow(once(post(address, form.get(), headers)));
    return answer.wantsNonce() ? follow(once(post(address, form.get(), headers))) : answer;
  }

  private static Request once(Request request) {
    return request
        .newBuilder()
        .tag(DpopProofs.GoodForOneRequest.class, new DpopProofs.GoodForOneRequest())
        .build();
  }

  /**
   * Posts a form without waiting for the answer; a redirect is not followed.
   *
   * @param address where to
   * @param form names and values
   * @return the exchange
   */
  public Exchange startForm(URI address, Map<String, String> form) {
    return Exchange.start(
        client.get(), post(address, form, Map.of("Accept", "application/json")), step);
  }

  /**
   * Posts a form that holds a secret without waiting for the answer; a redirect is not followed.
   *
   * @param address where to
   * @param form the form; not to be closed before the exchange has ended
   * @return the exchange
   */
  public Exchange startForm(URI address, SecretForm form) {
    RequestBody body = RequestBody.create(form.bytes(), FORM);
    return Exchange.start(
        client.get(),
        request(OktaUrls.url(address), Map.of("Accept", "application/json"))
            .post(new SentOnce(body))
            .build(),
        step);
  }

  private HttpAnswer follow(Request first) {
    Request request = first;
    for (int redirects = 0; ; redirects++) {
      HttpAnswer answer = Exchange.start(client.get(), request, step).await();
      if (answer.status() < 300 || answer.status() > 399) {
        return answer;
      }
      if (redirects == MOST_REDIRECTS) {
        throw refused(answer, "redirects more than " + MOST_REDIRECTS + " times");
      }
      request = redirected(request, answer);
    }
  }

  private Request redirected(Request from, HttpAnswer answer) {
    boolean resends = answer.status() == 307 || answer.status() == 308;
    if (resends && from.body() != null) {
      throw refused(answer, "asks to send the request body again to another address");
    }
    HttpUrl to = answer.header("Location").map(from.url()::resolve).orElse(null);
    if (to == null) {
      throw refused(answer, "redirects nowhere");
    }
    if (!OktaUrls.sameOrigin(from.url(), to) || !OktaUrls.isSafe(to)) {
      throw refused(answer, "redirects to another origin, " + to.scheme() + "://" + to.host());
    }
    return from.newBuilder().url(to).get().removeHeader("Content-Type").build();
  }

  private UnexpectedAnswerException refused(HttpAnswer answer, String what) {
    return new UnexpectedAnswerException(
        answer.host()
            + " answered HTTP "
            + answer.status()
            + " and "
            + what
            + "; it was not followed.",
        answer.context(step));
  }

  private static Request post(URI address, Map<String, String> form, Map<String, String> headers) {
    FormBody.Builder body = new FormBody.Builder();
    form.forEach(body::add);
    return request(OktaUrls.url(address), headers).post(new SentOnce(body.build())).build();
  }

  private static Request.Builder request(HttpUrl url, Map<String, String> headers) {
    Request.Builder request = new Request.Builder().url(url).header("User-Agent", USER_AGENT);
    headers.forEach(request::header);
    return request;
  }

  private static ThreadPoolExecutor daemonThreads() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "okta-aws-http");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static String version() {
    Properties properties = new Properties();
    try (var in = OktaHttp.class.getResourceAsStream("version.properties")) {
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** A form that OkHttp must not send again by itself once any of it has left. */
  private static final class SentOnce extends RequestBody {
    private final RequestBody form;

    SentOnce(RequestBody form) {
      this.form = form;
    }

    @Override
    public @Nullable MediaType contentType() {
      return form.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return form.contentLength();
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      form.writeTo(sink);
    }
  }
}
