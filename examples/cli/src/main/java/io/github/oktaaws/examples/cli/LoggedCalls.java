package io.github.oktaaws.examples.cli;

import java.io.IOException;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is sent where and how it was answered: method, host, path, status, time and request
 * id. Neither headers nor bodies nor queries are told, since secrets are there.
 *
 * @param told whether it is told
 * @param userAgent the User-Agent to send, if not the usual one
 */
record LoggedCalls(boolean told, Optional<String> userAgent) implements Interceptor {

  static LoggedCalls of(Settings settings) {
    return new LoggedCalls(
        settings.isOn("debug-api-calls"),
        settings.isOn("short-user-agent") ? Optional.of("okta-aws") : Optional.empty());
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = named(chain.request());
    long start = System.nanoTime();
    try {
      Response answer = chain.proceed(request);
      tell(request, "HTTP " + answer.code() + requestId(answer), start);
      return answer;
    } catch (IOException e) {
      tell(request, e.getClass().getSimpleName(), start);
      throw e;
    }
  }

  /** AWS's own name for its client stays. */
  private Request named(Request request) {
    boolean ours = String.valueOf(request.header("User-Agent")).startsWith("okta-aws/");
    return userAgent
        .filter(agent -> ours)
        .map(agent -> request.newBuilder().header("User-Agent", agent).build())
        .orElse(request);
  }

  private static String requestId(Response answer) {
    String id = answer.header("X-Okta-Request-Id", answer.header("x-amzn-RequestId"));
    return id == null ? "" : ", request id " + id;
  }

  private void tell(Request request, String how, long start) {
    if (told) {
      Logger log = LoggerFactory.getLogger(LoggedCalls.class);
      HttpUrl url = request.url();
      long millis = (System.nanoTime() - start) / 1_000_000;
      String line =
          "%s %s://%s:%d%s: %s in %d ms"
              .formatted(
                  request.method(),
                  url.scheme(),
                  url.host(),
                  url.port(),
                  url.encodedPath(),
                  how,
                  millis);
      log.info("{}", Printable.of(line));
    }
  }
}
