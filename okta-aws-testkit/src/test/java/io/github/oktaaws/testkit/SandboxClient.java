package io.github.oktaaws.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A client that speaks the protocol by hand, and a browser of sorts. */
final class SandboxClient {

  record Answer(int status, Headers headers, String body) {
    JsonNode json() {
      try {
        return JsonMapper.builder().build().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String text(String field) {
      return json().path(field).asText();
    }

    String header(String name) {
      String value = headers.get(name);
      return value == null ? "" : value;
    }
  }

  static final String SCOPES = "openid okta.apps.sso okta.apps.read okta.users.read.self";
  static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

  private final OktaAwsSandbox sandbox;
  private final OkHttpClient http;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  SandboxClient(OktaAwsSandbox sandbox) {
    this(sandbox, new OkHttpClient.Builder());
  }

  SandboxClient(OktaAwsSandbox sandbox, OkHttpClient.Builder http) {
    this.sandbox = sandbox;
    this.http = http.followRedirects(false).retryOnConnectionFailure(false).build();
  }

  Answer get(String path, String... headers) {
    Request.Builder request = new Request.Builder().url(sandbox.oktaUrl() + path);
    request.headers(Headers.of(headers));
    return send(request);
  }

  Answer getWithToken(String path, String token) {
    return get(path, "Authorization", "Bearer " + token);
  }

  Answer post(String path, String... fields) {
    return post(path, Headers.of(), fields);
  }

  Answer post(String path, Headers headers, String... fields) {
    FormBody.Builder form = new FormBody.Builder();
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i], fields[i + 1]);
    }
    return send(
        new Request.Builder().url(sandbox.oktaUrl() + path).headers(headers).post(form.build()));
  }

  /** What STS answers, XML. */
  Answer assumeRole(String roleArn, String token) {
    return post(
        "/",
        "Action",
        "AssumeRoleWithWebIdentity",
        "Version",
        "2011-06-15",
        "RoleArn",
        roleArn,
        "RoleSessionName",
        "sandbox-test",
        "WebIdentityToken",
        token);
  }

  private Answer send(Request.Builder request) {
    cookies.forEach((name, value) -> request.addHeader("Cookie", name + "=" + value));
    try (Response response = http.newCall(request.build()).execute()) {
      for (String cookie : response.headers("Set-Cookie")) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
      return new Answer(response.code(), response.headers(), response.body().string());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer authorize(String scope) {
    return post("/oauth2/v1/device/authorize", "client_id", sandbox.oidcClientId(), "scope", scope);
  }

  Answer poll(String deviceCode) {
    return post(
        "/oauth2/v1/token",
        "client_id",
        sandbox.oidcClientId(),
        "device_code",
        deviceCode,
        "grant_type",
        DEVICE_CODE);
  }

  Answer signIn(String scope, String login) {
    Answer codes = authorize(scope);
    sandbox.approve(codes.text("user_code"), login);
    return poll(codes.text("device_code"));
  }

  Answer signIn(String login) {
    return signIn(SCOPES, login);
  }

  Answer refresh(String refreshToken) {
    return post(
        "/oauth2/v1/token",
        "client_id",
        sandbox.oidcClientId(),
        "grant_type",
        "refresh_token",
        "refresh_token",
        refreshToken);
  }

  Answer exchange(Answer tokens, String appId) {
    return exchange(tokens.text("id_token"), tokens.text("access_token"), appId);
  }

  Answer exchange(String idToken, String accessToken, String appId) {
    return post(
        "/oauth2/v1/token",
        "client_id",
        sandbox.oidcClientId(),
        "grant_type",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "actor_token",
        accessToken,
        "actor_token_type",
        "urn:ietf:params:oauth:token-type:access_token",
        "subject_token",
        idToken,
        "subject_token_type",
        "urn:ietf:params:oauth:token-type:id_token",
        "requested_token_type",
        "urn:okta:oauth:token-type:web_sso_token",
        "audience",
        "urn:okta:apps:" + appId);
  }

  Answer singleSignOn(String login, String appId) {
    return post("/login/token/sso", "token", exchange(signIn(login), appId).text("access_token"));
  }

  /** The base64 assertion of an auto-post page, with its entities decoded. */
  static String assertion(Answer page) {
    Matcher value =
        Pattern.compile("name=\"SAMLResponse\" type=\"hidden\" value=\"([^\"]*)\"")
            .matcher(page.body());
    if (!value.find()) {
      throw new AssertionError("no SAMLResponse in " + page.body());
    }
    return Pattern.compile("&#x([0-9a-f]+);")
        .matcher(value.group(1))
        .replaceAll(hex -> Character.toString(Integer.parseInt(hex.group(1), 16)));
  }

  /** The CSRF token of the form in a page. */
  static String csrf(Answer page) {
    Matcher value = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"").matcher(page.body());
    return value.find() ? value.group(1) : "";
  }
}
