package io.github.oktaaws.signin;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.internal.http.OktaHttp;
import io.github.oktaaws.testing.Planted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/** An org on loopback that gives the answers it was told to, and pending polls after them. */
final class ScriptedOkta implements AutoCloseable {

  static final String CLIENT = "0oa1oidcClient";
  static final String DEVICE_CODE = "canary-device-code-7d1f";
  static final String ACCESS_TOKEN = "canary-access-token-1";
  static final String ID_TOKEN = "canary-id-token-2";
  static final String REFRESH_TOKEN = "canary-refresh-token-3";
  static final List<String> SECRETS = List.of(DEVICE_CODE, ACCESS_TOKEN, ID_TOKEN, REFRESH_TOKEN);

  final MockWebServer server = new MockWebServer();
  final VirtualTime time = new VirtualTime();
  final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  final List<Duration> pollTimes = new CopyOnWriteArrayList<>();
  private final Queue<MockResponse> polls = new ConcurrentLinkedQueue<>();
  private volatile MockResponse organization = json(200, "{'id':'00o1','pipeline':'idx'}");
  private volatile MockResponse authorization = json(404, "{}");

  ScriptedOkta() {
    Planted.secrets(SECRETS);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            requests.add(request);
            return answer(request);
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    authorization = json(200, challenge());
  }

  private MockResponse answer(RecordedRequest request) {
    return switch (request.getUrl().encodedPath()) {
      case "/.well-known/okta-organization" -> organization;
      case "/oauth2/v1/device/authorize" -> authorization;
      case "/oauth2/v1/token" -> poll();
      default -> new MockResponse.Builder().code(404).build();
    };
  }

  private MockResponse poll() {
    pollTimes.add(time.sinceStart());
    MockResponse next = polls.poll();
    return next == null ? error(400, "authorization_pending") : next;
  }

  String origin() {
    String url = server.url("/").toString();
    return url.substring(0, url.length() - 1);
  }

  String challenge() {
    return ("{'device_code':'"
            + DEVICE_CODE
            + "','user_code':'NNBJWNSJ','verification_uri':'ORIGIN/activate',"
            + "'verification_uri_complete':'ORIGIN/activate?user_code=NNBJWNSJ',"
            + "'expires_in':600,'interval':5}")
        .replace("ORIGIN", origin());
  }

  static String tokens() {
    return "{'token_type':'Bearer','expires_in':3600,'access_token':'"
        + ACCESS_TOKEN
        + "','scope':'openid okta.apps.sso','id_token':'"
        + ID_TOKEN
        + "','refresh_token':'"
        + REFRESH_TOKEN
        + "'}";
  }

  static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .addHeader("X-Okta-Request-Id", "req-1")
        .body(body.replace('\'', '"'))
        .build();
  }

  static MockResponse error(int status, String code) {
    return json(status, "{'error':'" + code + "','error_description':'Said Okta.'}");
  }

  ScriptedOkta organization(MockResponse answer) {
    organization = answer;
    return this;
  }

  ScriptedOkta authorization(MockResponse answer) {
    authorization = answer;
    return this;
  }

  ScriptedOkta polls(MockResponse... answers) {
    polls.addAll(List.of(answers));
    return this;
  }

  OktaOrg org() {
    return OktaOrg.of(OktaEndpoints.ofOrg(origin()), OktaHttp.newClient());
  }

  DeviceAuthorizationBuilder builder() {
    return DeviceAuthorizationService.builder(org(), CLIENT).time(time);
  }

  PendingAuthorization start() {
    return builder().build().start();
  }

  /** What was sent, as lines of method, target and form. */
  List<String> sent() {
    return requests.stream()
        .map(
            request -> {
              ByteString body = request.getBody();
              return request.getMethod()
                  + " "
                  + request.getTarget()
                  + (body == null || body.size() == 0 ? "" : " " + body.utf8());
            })
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    server.close();
  }
}
