package io.github.oktaaws.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testing.VirtualClock;
import io.github.oktaaws.testkit.internal.aws.AwsSts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server that checks the assertions of one service app by its registered public
 * keys, and an AWS STS that trusts it.
 */
public final class MachineOrg implements AutoCloseable {

  public static final String CLIENT = "0oa1serviceApp";
  public static final String NIGHTLY = "arn:aws:iam::123456789012:role/jobs/Nightly";
  public static final String HOURLY = "arn:aws:iam::123456789012:role/jobs/Hourly";
  public static final String UNTRUSTING = "arn:aws:iam::123456789012:role/Untrusting";

  // shared because making an RSA key takes longer than a test
  private static final RSAKey ISSUER_KEY = rsa("issuer-key");
  private static final RSAKey CLIENT_KEY = rsa("client-key");

  public final VirtualClock clock = new VirtualClock();
  public final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
  public final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  public Duration tokenLife = Duration.ofHours(1);

  private final MockWebServer server = new MockWebServer();
  private final Map<String, JWK> registered = new ConcurrentHashMap<>();
  private final Set<String> spent = ConcurrentHashMap.newKeySet();
  private final Queue<MockResponse> planned = new ConcurrentLinkedQueue<>();
  private final AwsSts sts;

  public MachineOrg() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            requests.add(request);
            return answer(request);
          }
        });
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> trusted = Set.of(issuer());
    sts =
        new AwsSts(
            clock,
            List.of(),
            List.of(
                new AwsSts.Role(NIGHTLY, Duration.ofHours(2), trusted),
                new AwsSts.Role(HOURLY, Duration.ofHours(1), trusted),
                new AwsSts.Role(UNTRUSTING, Duration.ofHours(1), Set.of())),
            List.of(
                new AwsSts.OidcProvider(
                    issuer(), "api://default", () -> new JWKSet(ISSUER_KEY.toPublicJWK()))));
    register(CLIENT_KEY);
    Planted.secrets(CLIENT_KEY.getPrivateExponent().toString());
  }

  static RSAKey rsa(String keyId) {
    try {
      return new RSAKeyGenerator(2048).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static com.nimbusds.jose.jwk.ECKey ec(String curve) {
    try {
      return new ECKeyGenerator(Curve.parse(curve)).keyID("ec-" + curve).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public void register(JWK key) {
    registered.put(key.getKeyID(), key.toPublicJWK());
  }

  /** The key that is registered from the beginning. */
  public static ClientKey key() {
    return ClientKey.jwk(CLIENT_KEY.toJSONString());
  }

  public String origin() {
    return "http://127.0.0.1:" + server.getPort();
  }

  public URI stsEndpoint() {
    return URI.create(origin());
  }

  public String issuer() {
    return origin() + "/oauth2/default";
  }

  public OktaEndpoints endpoints() {
    return OktaEndpoints.ofAuthorizationServer(origin(), "default");
  }

  OktaOrg org() {
    return OktaOrg.of(endpoints());
  }

  MachineSignInBuilder signIn(ClientKey key) {
    return SignIn.asMachine(org(), CLIENT, key).clock(clock).time(new VirtualTime());
  }

  /** What the token endpoint says next, instead of judging for itself. */
  public void answersNext(MockResponse answer) {
    planned.add(answer);
  }

  public static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .addHeader("X-Okta-Request-Id", "req-1")
        .body(body.replace('\'', '"'))
        .build();
  }

  static MockResponse error(int status, String error, String description) {
    return json(status, "{'error':'" + error + "','error_description':'" + description + "'}");
  }

  /** Lets STS refuse the next role. */
  public void stsRefusesNext(String code, String message) {
    sts.rejectNext(code, message);
  }

  public long signIns() {
    return forms.stream().filter(form -> form.containsKey("grant_type")).count();
  }

  public List<Map<String, String>> assumedRoles() {
    return forms.stream()
        .filter(form -> "AssumeRoleWithWebIdentity".equals(form.get("Action")))
        .toList();
  }

  private MockResponse answer(RecordedRequest request) {
    Map<String, String> form = form(request);
    forms.add(form);
    MockResponse answer =
        switch (request.getUrl().encodedPath()) {
          case "/" -> sts.answer(request);
          case "/oauth2/default/v1/token" -> planned.isEmpty() ? token(form) : planned.remove();
          case "/oauth2/default/v1/revoke" -> revocation(form);
          default ->
              json(
                  404,
                  "{'errorCode':'E0000007','errorSummary':'Not found: Resource not found: other"
                      + " (AuthorizationServer)','errorLink':'E0000007','errorCauses':[]}");
        };
    return answer.newBuilder().setHeader("Date", httpDate(serverTime())).build();
  }

  /** The server's own clock, which is right. */
  private Instant serverTime() {
    return clock.instant();
  }

  private MockResponse token(Map<String, String> form) {
    String refused = refusal(form, origin() + "/oauth2/default/v1/token");
    if (refused != null) {
      return error(401, "invalid_client", refused);
    }
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return error(400, "unsupported_grant_type", "The grant type is not supported.");
    }
    if (!"okta-m2m-access".equals(form.get("scope"))) {
      return error(400, "invalid_scope", "One or more scopes are not configured.");
    }
    return json(
        200,
        "{'token_type':'Bearer','expires_in':"
            + tokenLife.toSeconds()
            + ",'access_token':'"
            + accessToken()
            + "','scope':'okta-m2m-access'}");
  }

  private MockResponse revocation(Map<String, String> form) {
    String refused = refusal(form, origin() + "/oauth2/default/v1/revoke");
    return refused == null
        ? new MockResponse.Builder().code(200).build()
        : error(401, "invalid_client", refused);
  }

  /** What is wrong with the assertion (RFC 7523 section 3, and Okta's own rules), or null. */
  private @Nullable String refusal(Map<String, String> form, String audience) {
    try {
      SignedJWT jwt = SignedJWT.parse(form.getOrDefault("client_assertion", ""));
      Planted.secrets(jwt.serialize());
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      JWK key = registered.get(jwt.getHeader().getKeyID());
      Date expires = claims.getExpirationTime();
      if (!CLIENT.equals(claims.getIssuer()) || !CLIENT.equals(claims.getSubject())) {
        return "The client_assertion is not of a known client.";
      }
      if (key == null
          || !jwt.verify(
              new DefaultJWSVerifierFactory()
                  .createJWSVerifier(jwt.getHeader(), ((AsymmetricJWK) key).toPublicKey()))) {
        return "The client_assertion signature is invalid.";
      }
      if (!claims.getAudience().equals(List.of(audience))) {
        return "The audience claim for client_assertion must be the endpoint invoked.";
      }
      if (!expires.toInstant().isAfter(serverTime())
          || expires.toInstant().isAfter(serverTime().plus(Duration.ofHours(1)))) {
        return "The client_assertion token is expired or expires too late.";
      }
      return spent.add(claims.getJWTID()) ? null : "The client_assertion has been used before.";
    } catch (ParseException | JOSEException e) {
      return "The client_assertion is malformed.";
    }
  }

  private String accessToken() {
    try {
      Instant now = serverTime();
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(ISSUER_KEY.getKeyID()).build(),
              new JWTClaimsSet.Builder()
                  .issuer(issuer())
                  .subject(CLIENT)
                  .claim("cid", CLIENT)
                  .audience("api://default")
                  .jwtID(UUID.randomUUID().toString())
                  .issueTime(Date.from(now))
                  .expirationTime(Date.from(now.plus(tokenLife)))
                  .build());
      jwt.sign(new RSASSASigner(ISSUER_KEY));
      Planted.secrets(jwt.serialize());
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> form(RecordedRequest request) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : Objects.requireNonNull(request.getBody()).utf8().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(decode(parts[0]), decode(parts[1]));
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static String httpDate(Instant at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
  }

  @Override
  public void close() {
    server.close();
  }
}
