package io.github.oktaaws.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The AWS SDK's requests on OkHttp, for services with small answers such as STS: an answer is read
 * whole, within bounds, before it is handed on, so that an interrupt ends the wait at any moment
 * and no connection is ever left half read. Nothing needs to be closed.
 */
public final class OkHttpSdkClient implements SdkHttpClient {

  private static final long MOST = 256 * 1024;
  private static final Set<SdkHttpMethod> WITH_BODY =
      EnumSet.of(SdkHttpMethod.POST, SdkHttpMethod.PUT, SdkHttpMethod.PATCH);

  private final OkHttpClient client;

  /**
   * Sends with a client.
   *
   * @param client a client that follows no redirect, as {@link OktaHttp} makes it
   */
  public OkHttpSdkClient(OkHttpClient client) {
    this.client = client;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Prepared(client.newCall(translate(request)));
  }

  @Override
  public String clientName() {
    return "OkHttp";
  }

  @Override
  public void close() {
    // the pool and the dispatcher's threads end by themselves, and may be shared with others
  }

  private static Request translate(HttpExecuteRequest request) {
    SdkHttpRequest from = request.httpRequest();
    Request.Builder to = new Request.Builder().url(from.getUri().toString());
    from.forEachHeader((name, values) -> values.forEach(value -> to.addHeader(name, value)));
    RequestBody body =
        request.contentStreamProvider().<RequestBody>map(p -> new Body(from, p)).orElse(null);
    boolean needsBody = body == null && WITH_BODY.contains(from.method());
    return to.method(from.method().name(), needsBody ? RequestBody.create(new byte[0]) : body)
        .build();
  }

  private static final class Prepared implements ExecutableHttpRequest, Callback {

    private final Call call;
    private final CompletableFuture<HttpExecuteResponse> answer = new CompletableFuture<>();

    Prepared(Call call) {
      this.call = call;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      call.enqueue(this);
      try {
        return answer.get();
      } catch (InterruptedException e) {
        call.cancel();
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for the answer");
      } catch (ExecutionException e) {
        throw failure(e.getCause());
      }
    }

    @Override
    public void abort() {
      call.cancel();
    }

    @Override
    public void onFailure(Call failed, IOException e) {
      answer.completeExceptionally(e);
    }

    @Override
    public void onResponse(Call answered, Response response) {
      try (response) {
        byte[] body = bounded(response.body());
        SdkHttpResponse.Builder to =
            SdkHttpResponse.builder()
                .statusCode(response.code())
                .statusText(response.message())
                .headers(response.headers().toMultimap());
        answer.complete(
            HttpExecuteResponse.builder()
                .response(to.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build());
      } catch (IOException | RuntimeException e) {
        // OkHttp would tell nobody else, and the caller would wait for ever
        answer.completeExceptionally(e);
      }
    }

    private static byte[] bounded(ResponseBody body) throws IOException {
      Buffer buffer = new Buffer();
      long n = 0;
      while (n != -1 && buffer.size() <= MOST) {
        n = body.source().read(buffer, MOST + 1 - buffer.size());
      }
      if (buffer.size() > MOST) {
        throw new IOException("the answer is longer than " + MOST / 1024 + " KiB");
      }
      return buffer.readByteArray();
    }

    private static IOException failure(@Nullable Throwable cause) {
      if (cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException)) {
        // so OkHttp says that its call timeout passed; the SDK would take it for an interrupt
        IOException timeout = new SocketTimeoutException("no answer in time");
        timeout.initCause(cause);
        return timeout;
      }
      return cause instanceof IOException known ? known : new IOException(cause);
    }
  }

  /** A body that can be sent again, as the SDK's own can. */
  private static final class Body extends RequestBody {

    private final SdkHttpRequest request;
    private final ContentStreamProvider content;

    Body(SdkHttpRequest request, ContentStreamProvider content) {
      this.request = request;
      this.content = content;
    }

    @Override
    public @Nullable MediaType contentType() {
      return request.firstMatchingHeader("Content-Type").map(MediaType::parse).orElse(null);
    }

    @Override
    public long contentLength() {
      return request.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(-1L);
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      try (InputStream in = content.newStream();
          Source source = Okio.source(in)) {
        sink.writeAll(source);
      }
    }
  }
}
