package io.github.oktaaws.signin;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.internal.http.OktaHttp;
import io.github.oktaaws.testing.Planted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.ByteString;

/** An org on loopback that gives, for each path, the answers it was told to, in that order. */
final class CannedOrg implements AutoCloseable {

  static final String CLIENT = "0oa1oidcClient";
  static final String ACCESS_TOKEN = "canary-access-token-of-a-person";

  final MockWebServer server = new MockWebServer();
  final VirtualTime time = new VirtualTime();
  final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  final List<Duration> times = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<MockResponse>> answers = new ConcurrentHashMap<>();

  CannedOrg() {
    Planted.secrets(ACCESS_TOKEN);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            times.add(time.sinceStart());
            requests.add(request);
            return next(request.getUrl().encodedPath());
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MockResponse next(String path) {
    Queue<MockResponse> queue = answers.get(path);
    MockResponse next = queue == null ? null : queue.poll();
    return next == null ? new MockResponse.Builder().code(404).build() : next;
  }

  CannedOrg answers(String path, MockResponse... more) {
    answers.computeIfAbsent(path, key -> new ConcurrentLinkedQueue<>()).addAll(List.of(more));
    return this;
  }

  String origin() {
    String url = server.url("/").toString();
    return url.substring(0, url.length() - 1);
  }

  OktaOrg org() {
    return OktaOrg.of(OktaEndpoints.ofOrg(origin()), OktaHttp.newClient());
  }

  OktaOrg defaultServer() {
    return OktaOrg.of(
        OktaEndpoints.ofAuthorizationServer(origin(), "default"), OktaHttp.newClient());
  }

  /** The forms that were posted to a path. */
  List<Map<String, String>> forms(String path) {
    return requests.stream()
        .filter(request -> request.getUrl().encodedPath().equals(path))
        .map(CannedOrg::form)
        .toList();
  }

  static Map<String, String> form(RecordedRequest request) {
    ByteString body = request.getBody();
    HttpUrl asQuery = HttpUrl.get("http://form/?" + (body == null ? "" : body.utf8()));
    Map<String, String> form = new TreeMap<>();
    asQuery.queryParameterNames().forEach(name -> form.put(name, asQuery.queryParameter(name)));
    return form;
  }

  static MockResponse json(int status, String body) {
    return ScriptedOkta.json(status, body);
  }

  static MockResponse error(int status, String code, String description) {
    return json(status, "{'error':'" + code + "','error_description':'" + description + "'}");
  }

  static MockResponse tokens(String nonce) {
    return json(
        200,
        "{'token_type':'Bearer','expires_in':3600,'access_token':'"
            + ACCESS_TOKEN
            + "','scope':'openid profile','id_token':'"
            + idToken(nonce)
            + "'}");
  }

  static String idToken(String nonce) {
    String claims = "{\"sub\":\"00u1jane\",\"nonce\":\"" + nonce + "\"}";
    String token = "e30." + base64(claims) + ".canary-signature-of-a-person";
    Planted.secrets(token);
    return token;
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
