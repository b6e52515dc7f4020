package io.github.oktaaws.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oktaaws.error.DpopProofRejectedException;
import io.github.oktaaws.error.DpopRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testing.VirtualClock;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DpopProofsTest {

  private static final String ACCESS = "canary-bound-access-token";
  private static final Map<String, String> FORM = Map.of("grant_type", "x", "code", "y");
  private static final Map<String, String> JSON = Map.of("Accept", "application/json");
  private static final Map<String, String> BOUND = Map.of("Authorization", "DPoP " + ACCESS);

  private final MockWebServer org = new MockWebServer();
  private final MockWebServer elsewhere = new MockWebServer();
  private final VirtualClock clock = new VirtualClock();
  private OktaHttp http = new OktaHttp(OktaHttp.newClient(), Step.SIGN_IN);

  @BeforeEach
  void start() throws Exception {
    org.start();
    elsewhere.start();
    http = new OktaHttp(OktaHttp.proving(OktaHttp.newClient(), token(), clock), Step.SIGN_IN);
    Planted.secrets(ACCESS);
  }

  @AfterEach
  void stop() {
    org.close();
    elsewhere.close();
  }

  @Test
  void tokenRequestCarriesAProofOfItsOwn() throws Exception {
    org.enqueue(ok());
    org.enqueue(ok());

    post();
    post();

    Proof first = proof(org.takeRequest());
    Proof second = proof(org.takeRequest());
    assertThat(first.header().get("typ").asText()).isEqualTo("dpop+jwt");
    assertThat(first.header().get("alg").asText()).isEqualTo("ES256");
    assertThat(first.header().get("jwk").has("d")).as("the private key").isFalse();
    assertThat(first.claim("htm")).isEqualTo("POST");
    assertThat(first.claim("htu")).isEqualTo(token().toString());
    assertThat(first.claims().get("iat").asLong()).isEqualTo(clock.instant().getEpochSecond());
    assertThat(first.claims().has("nonce")).isFalse();
    assertThat(first.claims().has("ath")).isFalse();
    assertThat(first.claim("jti")).isNotEqualTo(second.claim("jti"));
    assertThat(first.header()).as("one key").isEqualTo(second.header());
    assertThat(first.isSigned() && second.isSigned()).isTrue();
  }

  @Test
  void eachClientHasAKeyOfItsOwn() throws Exception {
    org.enqueue(ok());
    org.enqueue(ok());
    post();
    http = new OktaHttp(OktaHttp.proving(OktaHttp.newClient(), token(), clock), Step.SIGN_IN);
    post();

    assertThat(proof(org.takeRequest()).header()).isNotEqualTo(proof(org.takeRequest()).header());
  }

  @Test
  void requestWithABoundTokenCarriesItsHashAndTheAddressWithoutTheQuery() throws Exception {
    org.enqueue(ok());

    http.get(at("/api/v1/apps?limit=200&q=a%20b"), BOUND);

    RecordedRequest request = org.takeRequest();
    assertThat(request.getTarget()).contains("?limit=200");
    Proof proof = proof(request);
    assertThat(proof.claim("htm")).isEqualTo("GET");
    assertThat(proof.claim("htu")).isEqualTo(at("/api/v1/apps").toString());
    assertThat(proof.claim("ath")).isEqualTo(sha256(ACCESS));
    assertThat(proof.isSigned()).isTrue();
  }

  @Test
  void everyOtherRequestGoesThroughAsItIs() throws Exception {
    org.enqueue(ok());
    org.enqueue(ok());
    elsewhere.enqueue(ok());

    http.postForm(at("/oauth2/v1/device/authorize"), FORM, JSON);
    http.get(at("/api/v1/apps"), Map.of("Authorization", "Bearer " + ACCESS));
    http.get(elsewhere.url("/oauth2/v1/token").uri(), BOUND);

    assertThat(org.takeRequest().getHeaders().get("DPoP")).isNull();
    assertThat(org.takeRequest().getHeaders().get("DPoP")).isNull();
    assertThat(elsewhere.takeRequest().getHeaders().get("DPoP")).isNull();
  }

  @Test
  void nonceIsAnsweredOnceWithANewProofAndKeptForLaterRequests() throws Exception {
    org.enqueue(wantsNonce("n-1"));
    org.enqueue(ok());
    org.enqueue(ok());

    assertThat(post().status()).isEqualTo(200);
    assertThat(post().status()).isEqualTo(200);

    RecordedRequest refused = org.takeRequest();
    RecordedRequest again = org.takeRequest();
    assertThat(again.getBody()).as("the same form").isEqualTo(refused.getBody());
    assertThat(proof(again).claim("nonce")).isEqualTo("n-1");
    assertThat(proof(again).claim("jti")).isNotEqualTo(proof(refused).claim("jti"));
    assertThat(proof(org.takeRequest()).claim("nonce")).isEqualTo("n-1");
    assertThat(org.getRequestCount()).isEqualTo(3);
  }

  @Test
  void nonceThatComesWithTheTokensIsUsedNextTime() throws Exception {
    org.enqueue(ok().newBuilder().setHeader("DPoP-Nonce", "n-2").build());
    org.enqueue(ok());

    post();
    post();

    org.takeRequest();
    assertThat(proof(org.takeRequest()).claim("nonce")).isEqualTo("n-2");
  }

  @Test
  void nonceThatIsRefusedTwiceIsAnErrorAndNotALoop() {
    org.enqueue(wantsNonce("n-1"));
    org.enqueue(wantsNonce("n-2"));
    HttpAnswer answer = post();

    assertThat(Planted.thrown(catchThrowable(() -> OktaErrors.read(answer, Step.SIGN_IN))))
        .isInstanceOf(DpopProofRejectedException.class);
    assertThat(org.getRequestCount()).isEqualTo(2);
  }

  @Test
  void nonceThatWasUsedAlreadyIsNotTriedAgain() {
    org.enqueue(ok().newBuilder().setHeader("DPoP-Nonce", "n-1").build());
    org.enqueue(wantsNonce("n-1"));

    post();

    assertThat(post().status()).isEqualTo(400);
    assertThat(org.getRequestCount()).isEqualTo(2);
  }

  @Test
  void nonceOfAResourceIsAnsweredOnceAndIsNotThatOfTheTokenEndpoint() throws Exception {
    org.enqueue(
        new MockResponse.Builder()
            .code(401)
            .setHeader("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\", error_description=\"x\"")
            .setHeader("DPoP-Nonce", "r-1")
            .build());
    org.enqueue(ok());
    org.enqueue(ok());

    assertThat(http.get(at("/api/v1/apps"), BOUND).status()).isEqualTo(200);
    post();

    org.takeRequest();
    Proof again = proof(org.takeRequest());
    assertThat(again.claim("nonce")).isEqualTo("r-1");
    assertThat(again.claim("ath")).isEqualTo(sha256(ACCESS));
    assertThat(proof(org.takeRequest()).claims().has("nonce")).isFalse();
  }

  @Test
  void otherRefusalIsNotSentAgainThoughANonceComesWithIt() {
    org.enqueue(error("invalid_grant").newBuilder().setHeader("DPoP-Nonce", "n-1").build());

    assertThat(post().status()).isEqualTo(400);
    assertThat(org.getRequestCount()).isEqualTo(1);
  }

  @Test
  void clockThatIsWrongIsCorrectedByTheServers() throws Exception {
    Instant server = clock.instant().plus(Duration.ofHours(2));
    org.enqueue(dated(ok(), server));
    org.enqueue(dated(ok(), clock.instant().plusSeconds(5)));
    org.enqueue(ok());

    http.get(at("/.well-known/okta-organization"), JSON);
    post();
    post();

    org.takeRequest();
    assertThat(proof(org.takeRequest()).claims().get("iat").asLong())
        .isEqualTo(server.getEpochSecond());
    assertThat(proof(org.takeRequest()).claims().get("iat").asLong())
        .as("some seconds do not matter")
        .isEqualTo(clock.instant().getEpochSecond());
  }

  @Test
  void redirectedRequestProvesItsOwnAddress() throws Exception {
    org.enqueue(
        new MockResponse.Builder().code(302).setHeader("Location", "/api/v1/there").build());
    org.enqueue(ok());

    http.get(at("/api/v1/apps"), BOUND);

    org.takeRequest();
    RecordedRequest second = org.takeRequest();
    assertThat(second.getHeaders().values("DPoP")).hasSize(1);
    assertThat(proof(second).claim("htu")).isEqualTo(at("/api/v1/there").toString());
  }

  @Test
  void refusedProofIsTypedAndMissingOneSaysWhatToTurnOn() {
    org.enqueue(error("invalid_dpop_proof"));
    org.enqueue(error("invalid_dpop_proof"));
    OktaHttp without = new OktaHttp(OktaHttp.newClient(), Step.SIGN_IN);

    HttpAnswer refused = post();
    HttpAnswer missing = without.postForm(token(), FORM, JSON);

    assertThat(catchThrowable(() -> OktaErrors.read(refused, Step.SIGN_IN)))
        .isInstanceOf(DpopProofRejectedException.class)
        .hasMessageContaining("what the server said");
    assertThat(catchThrowable(() -> OktaErrors.read(missing, Step.SIGN_IN)))
        .isInstanceOf(DpopRequiredException.class)
        .hasMessageContaining("dpop()");
  }

  @Test
  void codeThatTheServerQuotesIsNotRepeated() {
    String code = "7f3c1d52-0c4e-4b8e-9d0a-5b6f1e2a3c4d";
    Planted.secrets(code);
    org.enqueue(
        json(
            400,
            "{\"error\":\"invalid_dpop_proof\",\"error_description\":\"The device code "
                + code
                + " has another key.\"}"));
    HttpAnswer answer = post();

    assertThat(Planted.thrown(catchThrowable(() -> OktaErrors.read(answer, Step.SIGN_IN))))
        .hasMessageContaining("The device code … has another key.");
  }

  @Test
  void coordinatesHaveTheCurvesSizeWhateverTheirSign() {
    byte[] small = DpopKey.coordinate(BigInteger.valueOf(258));
    byte[] large = DpopKey.coordinate(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));

    assertThat(small).hasSize(32).endsWith(1, 2).startsWith(0, 0);
    assertThat(large).hasSize(32).containsOnly(-1);
  }

  private HttpAnswer post() {
    return http.postForm(token(), FORM, JSON);
  }

  private URI token() {
    return at("/oauth2/v1/token");
  }

  private URI at(String path) {
    return Objects.requireNonNull(org.url("/").resolve(path)).uri();
  }

  private static MockResponse ok() {
    return json(200, "{}");
  }

  private static MockResponse wantsNonce(String nonce) {
    return error("use_dpop_nonce").newBuilder().setHeader("DPoP-Nonce", nonce).build();
  }

  private static MockResponse error(String code) {
    return json(400, "{\"error\":\"" + code + "\",\"error_description\":\"what the server said\"}");
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static MockResponse dated(MockResponse answer, Instant date) {
    String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
    return answer.newBuilder().setHeader("Date", text).build();
  }

  private static String sha256(String text) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static Proof proof(RecordedRequest request) throws Exception {
    String jwt = Objects.requireNonNull(request.getHeaders().get("DPoP"));
    String[] parts = jwt.split("\\.", -1);
    assertThat(parts).hasSize(3);
    ObjectMapper mapper = new ObjectMapper();
    return new Proof(
        jwt,
        mapper.readTree(Base64.getUrlDecoder().decode(parts[0])),
        mapper.readTree(Base64.getUrlDecoder().decode(parts[1])));
  }

  private record Proof(String jwt, JsonNode header, JsonNode claims) {

    String claim(String name) {
      return claims.get(name).asText();
    }

    boolean isSigned() throws Exception {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      var key =
          (ECPublicKey)
              KeyFactory.getInstance("EC")
                  .generatePublic(
                      new ECPublicKeySpec(
                          new ECPoint(number("x"), number("y")),
                          curve.getParameterSpec(ECParameterSpec.class)));
      int end = jwt.lastIndexOf('.');
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initVerify(key);
      signature.update(jwt.substring(0, end).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(jwt.substring(end + 1)));
    }

    private BigInteger number(String name) {
      return new BigInteger(1, Base64.getUrlDecoder().decode(header.get("jwk").get(name).asText()));
    }
  }
}
