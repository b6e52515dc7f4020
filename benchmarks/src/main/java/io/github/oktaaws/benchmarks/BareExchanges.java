package io.github.oktaaws.benchmarks;

import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jsoup.Jsoup;

/**
 * The three exchanges of a refresh and nothing else: forms are written and sent, which takes the
 * same bytes each time, and answers are received, but not read.
 */
final class BareExchanges {

  private final Lab lab;
  private final OkHttpClient client;
  private final String assertion;

  BareExchanges(Lab lab, OkHttpClient client) {
    this.lab = lab;
    this.client = client;
    this.assertion = Jsoup.parse(page()).select("[name=SAMLResponse]").val();
  }

  static FormBody exchangeForm() {
    return new FormBody.Builder()
        .add("client_id", LabSessions.CLIENT_ID)
        .add("actor_token", "a".repeat(900))
        .add("actor_token_type", "urn:ietf:params:oauth:token-type:access_token")
        .add("subject_token", "i".repeat(900))
        .add("subject_token_type", "urn:ietf:params:oauth:token-type:id_token")
        .add("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .add("requested_token_type", "urn:okta:oauth:token-type:web_sso_token")
        .add("audience", "urn:okta:apps:" + Lab.APP)
        .build();
  }

  static Request post(String address, FormBody form) {
    return new Request.Builder().url(address).post(form).build();
  }

  void run() {
    send(post(lab.okta() + "/oauth2/v1/token", exchangeForm()));
    page();
    send(post(lab.sts() + "/", assumeForm()));
  }

  private String page() {
    FormBody form = new FormBody.Builder().add("token", "w".repeat(600)).build();
    return send(post(lab.okta() + "/login/token/sso", form));
  }

  private FormBody assumeForm() {
    return new FormBody.Builder()
        .add("Action", "AssumeRoleWithSAML")
        .add("Version", "2011-06-15")
        .add("RoleArn", Setting.role(0))
        .add("PrincipalArn", Setting.PROVIDER)
        .add("SAMLAssertion", assertion)
        .add("DurationSeconds", "3600")
        .build();
  }

  void disconnect() {
    client.connectionPool().evictAll();
  }

  private String send(Request request) {
    try (Response response = client.newCall(request).execute()) {
      if (response.code() != 200) {
        throw new IllegalStateException(response.toString());
      }
      return response.body().string();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
