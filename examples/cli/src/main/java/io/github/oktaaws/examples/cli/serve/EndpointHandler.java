package io.github.oktaaws.examples.cli.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.SignInRequiredException;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Answers GET for one path with the credentials that there are. It waits for nothing, since SDKs
 * give it a second, and signs nobody in.
 */
final class EndpointHandler implements HttpHandler {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AwsCredentialsProvider provider;
  private final String roleArn;
  private final String host;
  private final String path;
  private final TokenFile token;

  EndpointHandler(
      AwsCredentialsProvider provider, String roleArn, String host, String path, TokenFile token) {
    this.provider = provider;
    this.roleArn = roleArn;
    this.host = host;
    this.path = path;
    this.token = token;
  }

  private record Answer(int status, Map<String, String> body) {

    static Answer refusal(int status, String code, String message) {
      Map<String, String> body = new LinkedHashMap<>();
      body.put("code", code);
      body.put("message", message);
      return new Answer(status, body);
    }

    static Answer notNow(String message) {
      return refusal(503, "CredentialsUnavailable", message);
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      byte[] body = JSON.writeValueAsBytes(answer.body());
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", "application/json");
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      if (answer.status() == 405) {
        headers.set("Allow", "GET");
      }
      if (answer.status() == 503) {
        headers.set("Retry-After", "1");
      }
      boolean bodiless = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
      if (!bodiless) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Answer answer(HttpExchange exchange) {
    // a page that had its own name resolve to 127.0.0.1 would send that name
    if (!isOnly(exchange, "Host", host)) {
      return Answer.refusal(403, "WrongHost", "This is " + host + " and nothing else.");
    }
    List<String> authorization = exchange.getRequestHeaders().get("Authorization");
    if (authorization == null || authorization.size() != 1 || !token.isIn(authorization.get(0))) {
      return Answer.refusal(
          401, "WrongToken", "The Authorization header must be what the token file holds.");
    }
    if (!exchange.getRequestURI().toString().equals(path)) {
      return Answer.refusal(404, "WrongPath", "There is nothing here.");
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      return Answer.refusal(405, "WrongMethod", "Credentials can only be read.");
    }
    return current();
  }

  private static boolean isOnly(HttpExchange exchange, String header, String value) {
    return List.of(value).equals(exchange.getRequestHeaders().get(header));
  }

  private Answer current() {
    CompletableFuture<? extends AwsCredentialsIdentity> future = provider.resolveIdentity();
    if (!future.isDone()) {
      // ends this wait, and not what it waits for
      future.cancel(false);
      return Answer.notNow("New credentials are being fetched. Try again in a moment.");
    }
    try {
      return new Answer(200, body(future.join()));
    } catch (CompletionException | CancellationException e) {
      return Answer.notNow(reason(e));
    }
  }

  private Map<String, String> body(AwsCredentialsIdentity identity) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("AccessKeyId", identity.accessKeyId());
    body.put("SecretAccessKey", identity.secretAccessKey());
    if (identity instanceof AwsSessionCredentialsIdentity session) {
      body.put("Token", session.sessionToken());
    }
    identity
        .expirationTime()
        .ifPresent(end -> body.put("Expiration", end.truncatedTo(ChronoUnit.SECONDS).toString()));
    identity.accountId().ifPresent(account -> body.put("AccountId", account));
    body.put("RoleArn", roleArn);
    return body;
  }

  /** Our own errors hold no secret; what others say may. */
  static String reason(Throwable failure) {
    Throwable last = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SignInRequiredException) {
        return "Somebody must sign in again. Stop what serves the credentials, and start it anew.";
      }
      if (cause instanceof OktaAwsException) {
        return String.valueOf(cause.getMessage());
      }
      last = cause;
    }
    return "Getting credentials failed, " + last.getClass().getSimpleName() + ".";
  }
}
