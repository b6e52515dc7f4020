package io.github.oktaaws.interop;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A plain request to a token endpoint, without any of our code. */
final class TokenRequest {

  private TokenRequest() {}

  static Map<String, Object> to(KeycloakRealm realm, Map<String, String> form) {
    FormBody.Builder body = new FormBody.Builder();
    form.forEach(body::add);
    Request request =
        new Request.Builder().url(realm.tokenEndpoint().toString()).post(body.build()).build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return new ObjectMapper()
          .readValue(response.body().string(), new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
