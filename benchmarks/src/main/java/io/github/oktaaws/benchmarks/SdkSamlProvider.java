package io.github.oktaaws.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jsoup.Jsoup;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithSamlCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;

/** The SDK's own provider, fed by the shortest program that gets it an assertion. */
final class SdkSamlProvider implements AutoCloseable {

  private final Lab lab;
  private final OkHttpClient client;
  private final StsClient sts;
  private final ObjectMapper json = new ObjectMapper();

  SdkSamlProvider(Lab lab, OkHttpClient client) {
    this.lab = lab;
    this.client = client;
    this.sts =
        StsClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(lab.sts())
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(Apache5HttpClient.create())
            .build();
  }

  /** A provider of its own each time, since one would serve what it has. */
  void refresh() {
    try (var provider =
        StsAssumeRoleWithSamlCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(this::request)
            .build()) {
      provider.resolveCredentials();
    }
  }

  private AssumeRoleWithSamlRequest request() {
    try {
      String token =
          json.readTree(
                  send(
                      BareExchanges.post(
                          lab.okta() + "/oauth2/v1/token", BareExchanges.exchangeForm())))
              .get("access_token")
              .asText();
      FormBody form = new FormBody.Builder().add("token", token).build();
      String page = send(BareExchanges.post(lab.okta() + "/login/token/sso", form));
      return AssumeRoleWithSamlRequest.builder()
          .roleArn(Setting.role(0))
          .principalArn(Setting.PROVIDER)
          .samlAssertion(Jsoup.parse(page).select("[name=SAMLResponse]").val())
          .durationSeconds(3600)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String send(Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return response.body().string();
    }
  }

  @Override
  public void close() {
    sts.close();
  }
}
