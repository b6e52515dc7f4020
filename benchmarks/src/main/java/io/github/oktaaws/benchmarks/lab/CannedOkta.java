package io.github.oktaaws.benchmarks.lab;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/** Answers as an Okta org would, if everybody were allowed everything. */
final class CannedOkta implements CannedServer.Answers {

  private static final ByteString DEVICE_CODE_GRANT = ByteString.encodeUtf8("device_code");
  private static final ByteString EXCHANGE_GRANT = ByteString.encodeUtf8("token-exchange");

  private static final String PENDING =
      "{\"error\":\"authorization_pending\",\"error_description\":\"The device authorization is"
          + " pending. Please try again later.\"}";
  private static final String WEB_SSO_TOKEN =
      """
      {"token_type":"N_A","expires_in":300,"access_token":"%s",\
      "issued_token_type":"urn:okta:oauth:token-type:web_sso_token"}"""
          .formatted("w".repeat(600));
  private static final String APPS =
      """
      [{"id":"%1$s-link","label":"AWS Account Federation","linkUrl":"https://acme.okta.com/home",\
      "logoUrl":"https://acme.okta.com/logo.png","appName":"amazon_aws","appInstanceId":"%1$s",\
      "appAssignmentId":"0ua1","credentialsSetup":false,"hidden":false,"sortOrder":0}]"""
          .formatted(Lab.APP);

  private final URI self;
  private final int pending;
  private final String page;
  private final Counter counter;
  private final AtomicLong serial = new AtomicLong();
  private final Map<String, AtomicLong> polls = new ConcurrentHashMap<>();

  CannedOkta(URI self, Setting setting, Counter counter) {
    this.self = self;
    this.pending = setting.pending();
    this.page = CannedSaml.page(setting.rolePairs());
    this.counter = counter;
  }

  @Override
  public MockResponse answer(RecordedRequest request) {
    return switch (request.getUrl().encodedPath()) {
      case "/oauth2/v1/device/authorize" -> counted(Seen.DEVICE_AUTHORIZATION, json(device()));
      case "/oauth2/v1/token" -> token(Objects.requireNonNull(request.getBody()));
      case "/api/v1/users/me/appLinks" -> counted(Seen.APPS, json(APPS));
      case "/login/token/sso" -> counted(Seen.PAGE, answer(200, "text/html;charset=utf-8", page));
      default -> counted(Seen.OTHER_OKTA, answer(404, "application/json", "{}"));
    };
  }

  private String device() {
    String code = "device-code-" + serial.incrementAndGet();
    polls.put(code, new AtomicLong());
    return """
        {"device_code":"%1$s","user_code":"WDJBMJHT","verification_uri":"%2$s/activate",\
        "verification_uri_complete":"%2$s/activate?user_code=WDJBMJHT","expires_in":600,\
        "interval":1}"""
        .formatted(code, self);
  }

  private MockResponse token(ByteString form) {
    if (form.indexOf(EXCHANGE_GRANT) >= 0) {
      return counted(Seen.EXCHANGE, json(WEB_SSO_TOKEN));
    }
    boolean poll = form.indexOf(DEVICE_CODE_GRANT) >= 0;
    MockResponse answer = poll && isEarly(form.utf8()) ? answer(400, JSON, PENDING) : granted();
    return counted(poll ? Seen.POLL : Seen.REFRESH_TOKEN, answer);
  }

  private boolean isEarly(String form) {
    String code = form.replaceAll(".*device_code=(device-code-\\d+).*", "$1");
    AtomicLong sofar = polls.get(code);
    return sofar != null && sofar.incrementAndGet() <= pending;
  }

  /** Without okta.apps.read, which only an administrator's sign-in has a use for. */
  private MockResponse granted() {
    return json(
        """
        {"token_type":"Bearer","expires_in":3600,"scope":"openid offline_access okta.apps.sso \
        okta.users.read.self","access_token":"%s","id_token":"%s","refresh_token":"refresh-%d"}"""
            .formatted(jwt("access"), jwt("id"), serial.incrementAndGet()));
  }

  private String jwt(String kind) {
    return encoded("{\"kid\":\"k1\",\"alg\":\"RS256\"}")
        + "."
        + encoded(
            """
            {"sub":"00u1jane","iss":"%s","jti":"%s-%d","preferred_username":"jane@acme.example",\
            "scp":["openid","okta.apps.sso","okta.users.read.self"],"auth_time":1795000000}"""
                .formatted(self, kind, serial.incrementAndGet()))
        + "."
        + "s".repeat(342);
  }

  private static String encoded(String part) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(part.getBytes(StandardCharsets.UTF_8));
  }

  private MockResponse counted(Seen seen, MockResponse answer) {
    counter.add(seen);
    return answer;
  }

  private static final String JSON = "application/json";

  private static MockResponse json(String body) {
    return answer(200, JSON, body);
  }

  private static MockResponse answer(int status, String type, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Date", LabDates.now())
        .addHeader("Content-Type", type)
        .addHeader("Cache-Control", "no-cache, no-store")
        .addHeader("X-Okta-Request-Id", "Zx3Y9canned")
        .body(body)
        .build();
  }
}
