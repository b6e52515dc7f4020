package io.github.oktaaws.internal.http;

import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** A client that reaches nobody: every request gets the same answer at once. */
public final class RehearsalHttp {

  private RehearsalHttp() {}

  /**
   * Makes a client.
   *
   * @param contentType of the answer
   * @param body of the answer
   * @return a client whose requests all end with that answer and status 200
   */
  public static OkHttpClient answering(String contentType, String body) {
    MediaType type = MediaType.get(contentType);
    return new OkHttpClient.Builder()
        .addInterceptor(
            chain ->
                new Response.Builder()
                    .request(chain.request())
                    .protocol(Protocol.HTTP_1_1)
                    .code(200)
                    .message("OK")
                    .header("Content-Type", contentType)
                    .body(ResponseBody.create(body, type))
                    .build())
        .build();
  }
}
