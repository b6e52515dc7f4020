package io.github.oktaaws.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** The transport under an asynchronous STS client; answers GetCallerIdentity by itself. */
final class AnsweringAsyncHttpClient implements SdkAsyncHttpClient {

  private static final byte[] CALLER =
      """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult>
      </GetCallerIdentityResponse>
      """
          .getBytes(UTF_8);

  private volatile @Nullable String authorization;

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    authorization = request.request().firstMatchingHeader("Authorization").orElse("");
    request
        .responseHandler()
        .onHeaders(
            SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("Content-Type", "text/xml")
                .putHeader("Content-Length", String.valueOf(CALLER.length))
                .build());
    request.responseHandler().onStream(AsyncRequestBody.fromBytes(CALLER));
    return CompletableFuture.completedFuture(null);
  }

  String lastAuthorization() {
    String last = authorization;
    return last == null ? "" : last;
  }

  @Override
  public void close() {}
}
