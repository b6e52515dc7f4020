package io.github.oktaaws.internal.http;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/** One request under way. Safe for use by several threads. */
public final class Exchange {

  private static final long MOST_JSON = 256 * 1024;
  private static final long MOST_HTML = 1024 * 1024;
  private static final Duration AFTER_AN_INTERRUPT = Duration.ofSeconds(10);

  private final Call call;
  private final Step step;
  private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();

  private Exchange(Call call, Step step) {
    this.call = call;
    this.step = step;
  }

  static Exchange start(OkHttpClient client, Request request, Step step) {
    Exchange exchange = new Exchange(client.newCall(request), step);
    exchange.call.enqueue(exchange.new Receiver());
    return exchange;
  }

  /**
   * Waits for the answer.
   *
   * @return the answer, whatever its status
   * @throws NetworkException if there is none
   * @throws CancelledException if the exchange was cancelled or this thread was interrupted, whose
   *     flag is then set again
   */
  public HttpAnswer await() {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  /**
   * Waits for an answer that must not be lost, because what it holds cannot be had again. An
   * interrupt does not end the wait at once: an answer that is under way still has ten seconds.
   *
   * @return the answer, whatever its status; if the thread was interrupted, its flag is set
   * @throws NetworkException if there is none
   * @throws CancelledException if the thread was interrupted, and no answer came in time
   */
  public HttpAnswer awaitToTheEnd() {
    return awaitToTheEnd(AFTER_AN_INTERRUPT);
  }

  HttpAnswer awaitToTheEnd(Duration afterAnInterrupt) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      return awaitInterrupted(e, System.nanoTime() + afterAnInterrupt.toNanos());
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private HttpAnswer awaitInterrupted(InterruptedException first, long deadline) {
    try {
      while (true) {
        try {
          return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException again) {
          // that is known
        } catch (TimeoutException e) {
          throw interrupted(first);
        } catch (ExecutionException e) {
          throw failure(e.getCause() == null ? e : e.getCause());
        }
      }
    } finally {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits for the answer, but not longer than the caller wants; the exchange then ends.
   *
   * @param atMost how long to wait
   * @return the answer, whatever its status, or empty if that time has passed
   * @throws NetworkException if there is none
   * @throws CancelledException if the exchange was cancelled or this thread was interrupted, whose
   *     flag is then set again
   */
  public Optional<HttpAnswer> await(Duration atMost) {
    try {
      return Optional.of(answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      call.cancel();
      return Optional.empty();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Ends the exchange; {@link #await()} then throws. */
  public void cancel() {
    call.cancel();
    // OkHttp tells only once its thread comes back, which a lookup in the DNS can delay
    answer.completeExceptionally(new IOException("Canceled"));
  }

  private CancelledException interrupted(InterruptedException e) {
    call.cancel();
    Thread.currentThread().interrupt();
    return new CancelledException("a request to " + host(), ErrorContext.at(step).cause(e));
  }

  private OktaAwsException failure(Throwable cause) {
    if (cause instanceof OktaAwsException known) {
      return known;
    }
    ErrorContext context = ErrorContext.at(step).cause(cause);
    // OkHttp cancels what took too long, and says so by this type
    boolean tooLong = cause instanceof InterruptedIOException;
    return call.isCanceled() && !tooLong
        ? new CancelledException("a request to " + host(), context)
        : new NetworkException(host(), context);
  }

  private String host() {
    HttpUrl url = call.request().url();
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    return usual ? url.host() : url.host() + ":" + url.port();
  }

  private final class Receiver implements Callback {

    @Override
    public void onFailure(Call failed, IOException e) {
      answer.completeExceptionally(e);
    }

    @Override
    public void onResponse(Call answered, Response response) {
      try (response) {
        boolean proved = response.request().header(DpopProofs.HEADER) != null;
        answer.complete(
            new HttpAnswer(
                host(), response.code(), response.headers(), boundedBody(response), proved));
      } catch (IOException | RuntimeException e) {
        answer.completeExceptionally(e);
      }
    }

    private byte[] boundedBody(Response response) throws IOException {
      boolean page = "text/html".equals(call.request().header("Accept"));
      long most = page ? MOST_HTML : MOST_JSON;
      Buffer buffer = new Buffer();
      long read = 0;
      while (read <= most) {
        long n = response.body().source().read(buffer, most + 1 - read);
        if (n == -1) {
          return buffer.readByteArray();
        }
        read += n;
      }
      call.cancel();
      throw new UnexpectedAnswerException(
          host() + " answered with more than " + most / 1024 + " KiB.",
          new HttpAnswer(host(), response.code(), response.headers(), new byte[0]).context(step));
    }
  }
}
