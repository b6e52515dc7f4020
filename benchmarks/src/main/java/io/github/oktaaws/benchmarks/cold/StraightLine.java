package io.github.oktaaws.benchmarks.cold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Setting;
import io.github.oktaaws.internal.http.OktaHttp;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jsoup.Jsoup;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;

/** The same requests one after the other, and no more of an answer is looked at than is needed. */
abstract class StraightLine implements Program {

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:";
  private static final String TOKEN = "urn:ietf:params:oauth:token-type:";

  private final ObjectMapper json = new ObjectMapper();
  private final OkHttpClient client = OktaHttp.newClient();

  /** Reads the pairs of role and identity provider. */
  abstract List<String> rolePairs(byte[] assertion) throws IOException;

  abstract SdkHttpClient stsHttp(OkHttpClient okta);

  @Override
  public String run(Places places) throws IOException {
    String token = places.okta() + "/oauth2/v1/token";
    JsonNode device =
        object(
            places.okta() + "/oauth2/v1/device/authorize",
            Map.of("client_id", Places.CLIENT_ID, "scope", "openid okta.apps.sso"));
    JsonNode tokens =
        object(
            token,
            Map.of(
                "client_id",
                Places.CLIENT_ID,
                "device_code",
                device.get("device_code").asText(),
                "grant_type",
                GRANT + "device_code"));
    JsonNode webSso = object(token, exchange(tokens));
    String page =
        send(
            places.okta() + "/login/token/sso",
            Map.of("token", webSso.get("access_token").asText()));
    String encoded = Jsoup.parse(page).select("[name=SAMLResponse]").val();
    String pair =
        rolePairs(Base64.getDecoder().decode(encoded)).stream()
            .filter(value -> value.endsWith("," + Setting.role(0)))
            .findFirst()
            .orElseThrow();
    return assume(places, encoded, pair.split(",", -1)[0]);
  }

  private String assume(Places places, String assertion, String provider) {
    return StsClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(places.sts())
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(stsHttp(client))
        .build()
        .assumeRoleWithSAML(
            AssumeRoleWithSamlRequest.builder()
                .roleArn(Setting.role(0))
                .principalArn(provider)
                .samlAssertion(assertion)
                .durationSeconds(3600)
                .build())
        .credentials()
        .accessKeyId();
  }

  private static Map<String, String> exchange(JsonNode tokens) {
    return Map.of(
        "client_id",
        Places.CLIENT_ID,
        "actor_token",
        tokens.get("access_token").asText(),
        "actor_token_type",
        TOKEN + "access_token",
        "subject_token",
        tokens.get("id_token").asText(),
        "subject_token_type",
        TOKEN + "id_token",
        "grant_type",
        GRANT + "token-exchange",
        "requested_token_type",
        "urn:okta:oauth:token-type:web_sso_token",
        "audience",
        "urn:okta:apps:" + Lab.APP);
  }

  private JsonNode object(String address, Map<String, String> form) throws IOException {
    return json.readTree(send(address, form));
  }

  private String send(String address, Map<String, String> form) throws IOException {
    FormBody.Builder body = new FormBody.Builder();
    form.forEach(body::add);
    Request request = new Request.Builder().url(address).post(body.build()).build();
    try (Response response = client.newCall(request).execute()) {
      if (response.code() != 200) {
        throw new IOException(response.toString());
      }
      return response.body().string();
    }
  }
}
