package io.github.oktaaws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.oktaaws.testkit.SandboxClient.Answer;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SignInAndFederationTest {

  private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
  private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";

  private final VirtualClock clock = new VirtualClock();
  private OktaAwsSandbox sandbox = started(OrgConfig.acme());
  private SandboxClient client = new SandboxClient(sandbox);

  private OktaAwsSandbox started(OrgConfig org) {
    return OktaAwsSandbox.builder().org(org).clock(clock).start();
  }

  private void restart(OrgConfig org) {
    sandbox.close();
    sandbox = started(org);
    client = new SandboxClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private FederationApp app() {
    return sandbox.federationApps().get(0);
  }

  private Document assertionDocument() throws Exception {
    Answer page = client.singleSignOn("jane", app().id());
    byte[] xml = Base64.getDecoder().decode(SandboxClient.assertion(page));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
  }

  private static String roleValue(Document document) {
    return document.getElementsByTagNameNS(SAML, "AttributeValue").item(0).getTextContent();
  }

  @Test
  void theOrgSaysWhichEngineItRuns() {
    assertThat(client.get("/.well-known/okta-organization").text("pipeline")).isEqualTo("idx");
    sandbox.reconfigure(sandbox.org().withClassic(true));
    assertThat(client.get("/.well-known/okta-organization").text("pipeline")).isEqualTo("v1");
    assertThat(client.authorize("openid").text("errorCode")).isEqualTo("E0000015");
  }

  @Test
  void discoveryNamesTheEndpointsOfThisListener() {
    JsonNode discovered = client.get("/.well-known/openid-configuration").json();
    assertThat(discovered.path("issuer").asText()).isEqualTo(sandbox.oktaUrl());
    assertThat(discovered.path("device_authorization_endpoint").asText())
        .isEqualTo(sandbox.oktaUrl() + "/oauth2/v1/device/authorize");
  }

  @Test
  void everyAnswerCarriesRequestIdAndRateLimit() {
    Answer answer = client.get("/.well-known/okta-organization");
    assertThat(answer.header("X-Okta-Request-Id")).hasSize(27);
    assertThat(answer.header("X-Rate-Limit-Limit")).isEqualTo("600");
    assertThat(answer.header("X-Rate-Limit-Remaining")).isEqualTo("599");
    assertThat(Long.parseLong(answer.header("X-Rate-Limit-Reset")))
        .isEqualTo(clock.instant().plusSeconds(60).getEpochSecond());
    assertThat(answer.header("Date")).isEqualTo("Wed, 04 Mar 2026 05:06:07 GMT");
  }

  @Test
  void deviceAuthorizationHasTheDocumentedShape() {
    JsonNode codes = client.authorize(SandboxClient.SCOPES).json();
    String userCode = codes.path("user_code").asText();
    assertThat(userCode).matches("[A-Z]{8}");
    assertThat(codes.path("verification_uri").asText()).isEqualTo(sandbox.oktaUrl() + "/activate");
    assertThat(codes.path("verification_uri_complete").asText())
        .isEqualTo(sandbox.oktaUrl() + "/activate?user_code=" + userCode);
    assertThat(codes.path("expires_in").asInt()).isEqualTo(600);
    assertThat(codes.path("interval").asInt()).isEqualTo(5);
  }

  @Test
  void pollingWaitsForThePersonAndCodesAreSingleUse() {
    Answer codes = client.authorize(SandboxClient.SCOPES);
    String deviceCode = codes.text("device_code");
    assertThat(client.poll(deviceCode).text("error")).isEqualTo("authorization_pending");
    clock.advance(Duration.ofSeconds(5));
    assertThat(client.poll(deviceCode).text("error")).isEqualTo("authorization_pending");
    sandbox.approve(codes.text("user_code"), "jane");
    assertThat(client.poll(deviceCode).status()).isEqualTo(200);
    assertThat(client.poll(deviceCode).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void anEarlyPollIsSlowedDownByFiveSecondsForGood() {
    String deviceCode = client.authorize(SandboxClient.SCOPES).text("device_code");
    assertThat(client.poll(deviceCode).text("error")).isEqualTo("authorization_pending");
    clock.advance(Duration.ofSeconds(4));
    assertThat(client.poll(deviceCode).text("error")).isEqualTo("slow_down");
    clock.advance(Duration.ofSeconds(9));
    assertThat(client.poll(deviceCode).text("error")).isEqualTo("slow_down");
    clock.advance(Duration.ofSeconds(15));
    assertThat(client.poll(deviceCode).text("error")).isEqualTo("authorization_pending");
  }

  @Test
  void codesExpire() {
    Answer codes = client.authorize(SandboxClient.SCOPES);
    clock.advance(Duration.ofMinutes(10));
    assertThat(client.poll(codes.text("device_code")).text("error")).isEqualTo("expired_token");
  }

  @Test
  void denialAndMissingAssignmentRefuseTheClient() {
    Answer denied = client.authorize(SandboxClient.SCOPES);
    sandbox.deny(denied.text("user_code"));
    assertThat(client.poll(denied.text("device_code")).text("error")).isEqualTo("access_denied");
    Answer john = client.signIn("john");
    assertThat(john.text("error")).isEqualTo("access_denied");
    assertThat(john.text("error_description")).isEqualTo("User isn't assigned to the client app.");
  }

  @Test
  void mistakesOfTheClientAppAreNamed() {
    Answer unknown =
        client.post("/oauth2/v1/device/authorize", "client_id", "0oaother", "scope", "openid");
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.text("error")).isEqualTo("invalid_client");
    assertThat(client.authorize("openid unheard.of").text("error")).isEqualTo("invalid_scope");
    OidcApp app = sandbox.org().oidcApps().get(0);
    sandbox.reconfigure(sandbox.org().withOidcApp(app.withGrantTypes(GrantType.REFRESH_TOKEN)));
    Answer notTicked = client.authorize("openid");
    assertThat(notTicked.status()).isEqualTo(400);
    assertThat(notTicked.text("error")).isEqualTo("unauthorized_client");
    assertThat(notTicked.text("error_description"))
        .isEqualTo(
            "The client is not authorized to use the provided grant type."
                + " Configured grant types: [refresh_token].");
  }

  @Test
  void tokensAreSignedAndCarryOktasClaims() throws Exception {
    Answer tokens = client.signIn("jane");
    JWKSet keys = JWKSet.parse(client.get("/oauth2/v1/keys").body());
    SignedJWT access = SignedJWT.parse(tokens.text("access_token"));
    SignedJWT id = SignedJWT.parse(tokens.text("id_token"));
    for (SignedJWT jwt : List.of(access, id)) {
      assertThat(
              jwt.verify(
                  new RSASSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey())))
          .isTrue();
      assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(sandbox.oktaUrl());
    }
    assertThat(access.getJWTClaimsSet().getSubject()).isEqualTo("jane@example.com");
    assertThat(access.getJWTClaimsSet().getJWTID()).startsWith("AT.");
    assertThat(access.getJWTClaimsSet().getStringListClaim("scp")).contains("okta.apps.sso");
    assertThat(id.getJWTClaimsSet().getAudience()).containsExactly(sandbox.oidcClientId());
    assertThat(id.getJWTClaimsSet().getClaims())
        .containsKeys("sid", "amr", "idp", "at_hash", "auth_time");
  }

  @Test
  void refreshTokensRotateAndReuseRevokesTheFamily() {
    Answer tokens = client.signIn(SandboxClient.SCOPES + " offline_access", "jane");
    String first = tokens.text("refresh_token");
    String second = client.refresh(first).text("refresh_token");
    assertThat(second).isNotEmpty().isNotEqualTo(first);
    clock.advance(Duration.ofSeconds(29));
    assertThat(client.refresh(first).status()).as("within the grace period").isEqualTo(200);
    clock.advance(Duration.ofSeconds(2));
    assertThat(client.refresh(first).text("error")).isEqualTo("invalid_grant");
    assertThat(client.refresh(second).text("error")).as("the family").isEqualTo("invalid_grant");
  }

  @Test
  void revokedTokensAreOfNoUse() {
    Answer tokens = client.signIn(SandboxClient.SCOPES + " offline_access", "jane");
    String refresh = tokens.text("refresh_token");
    Answer revoked =
        client.post("/oauth2/v1/revoke", "client_id", sandbox.oidcClientId(), "token", refresh);
    assertThat(revoked.status()).isEqualTo(200);
    assertThat(client.refresh(refresh).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void appLinksListAssignedAppsOnly() {
    String token = client.signIn("jane").text("access_token");
    List<String> aws = new ArrayList<>();
    for (JsonNode link : client.getWithToken("/api/v1/users/me/appLinks", token).json()) {
      if (link.path("appName").asText().equals("amazon_aws")) {
        aws.add(link.path("appInstanceId").asText());
      }
    }
    assertThat(aws).containsExactly("0oa1awsprod000000000", "0oa2awsdev0000000000");
  }

  @Test
  void appLinksNeedATokenWithTheScope() {
    Answer bad = client.getWithToken("/api/v1/users/me/appLinks", "nonsense");
    assertThat(bad.status()).isEqualTo(401);
    assertThat(bad.text("errorCode")).isEqualTo("E0000011");
    String token = client.signIn("openid", "jane").text("access_token");
    Answer narrow = client.getWithToken("/api/v1/users/me/appLinks", token);
    assertThat(narrow.status()).isEqualTo(403);
    assertThat(narrow.header("WWW-Authenticate"))
        .startsWith("Bearer ")
        .contains("error=\"insufficient_scope\"");
  }

  @Test
  void onlyAdministratorsListAppsPageByPage() {
    String jane = client.signIn("jane").text("access_token");
    assertThat(client.getWithToken("/api/v1/apps", jane).text("errorCode")).isEqualTo("E0000006");
    sandbox.reconfigure(sandbox.org().withUser(OrgUser.named("jane").asAdmin()));
    String admin = client.signIn("jane").text("access_token");
    Answer first = client.getWithToken("/api/v1/apps?limit=1&q=amazon_aws", admin);
    assertThat(first.json()).hasSize(1);
    String next = first.headers().values("Link").get(1);
    assertThat(next).endsWith("rel=\"next\"");
    String path = next.substring(1, next.indexOf('>')).substring(sandbox.oktaUrl().length());
    Answer second = client.getWithToken(path, admin);
    assertThat(second.json().get(0).path("id").asText()).isEqualTo("0oa2awsdev0000000000");
    assertThat(second.headers().values("Link")).hasSize(1);
  }

  @Test
  void theExchangeYieldsASingleUseTokenForFiveMinutes() {
    Answer exchanged = client.exchange(client.signIn("jane"), app().id());
    assertThat(exchanged.text("token_type")).isEqualTo("N_A");
    assertThat(exchanged.json().path("expires_in").asInt()).isEqualTo(300);
    assertThat(exchanged.text("issued_token_type"))
        .isEqualTo("urn:okta:oauth:token-type:web_sso_token");
    String token = exchanged.text("access_token");
    assertThat(client.get("/login/token/sso?token=" + token).body()).contains("SAMLResponse");
    assertThat(client.post("/login/token/sso", "token", token).status()).isEqualTo(400);
    String late = client.exchange(client.signIn("jane"), app().id()).text("access_token");
    clock.advance(Duration.ofMinutes(5));
    assertThat(client.post("/login/token/sso", "token", late).status()).isEqualTo(400);
  }

  @Test
  void theExchangeRefusesInOktasFourSentences() {
    Answer tokens = client.signIn("jane");
    assertThat(client.exchange("eyJ.not.ours", tokens.text("access_token"), app().id()))
        .extracting(answer -> answer.text("error_description"))
        .isEqualTo("'subject_token' is invalid.");
    sandbox.reconfigure(
        sandbox.org().withFederationApp(app().withPolicy(AuthenticationPolicy.REFUSES_EXCHANGE)));
    assertThat(client.exchange(tokens, app().id()).text("error_description"))
        .isEqualTo("The application's assurance requirements are not met by the 'subject_token'.");
    sandbox.reconfigure(sandbox.org().withFederationApp(app().withAllowedWebSsoClients()));
    assertThat(client.exchange(tokens, app().id()).text("error_description"))
        .isEqualTo(
            "The target audience app must be configured to allow the client to request a"
                + " 'web_sso_token'.");
    sandbox.endSession("jane");
    Answer ended = client.exchange(tokens, app().id());
    assertThat(ended.status()).isEqualTo(400);
    assertThat(ended.text("error")).isEqualTo("invalid_grant");
    assertThat(ended.text("error_description"))
        .isEqualTo(
            "The 'subject_token' either expired or the session associated with it was"
                + " terminated.");
  }

  @Test
  void theExchangeGrantMustBeTicked() {
    Answer tokens = client.signIn("jane");
    OidcApp app = sandbox.org().oidcApps().get(0);
    sandbox.reconfigure(sandbox.org().withOidcApp(app.withGrantTypes(GrantType.DEVICE_CODE)));
    assertThat(client.exchange(tokens, app().id()).text("error")).isEqualTo("unauthorized_client");
  }

  @Test
  void singleSignOnPagesDifferByCause() {
    sandbox.reconfigure(sandbox.org().withFederationApp(app().withAssignedTo()));
    assertThat(client.singleSignOn("jane", app().id()).body())
        .contains("User is not assigned to this application");
    sandbox.reconfigure(
        sandbox
            .org()
            .withFederationApp(
                app().withAssignedTo("jane").withPolicy(AuthenticationPolicy.ASKS_STEP_UP)));
    assertThat(client.singleSignOn("jane", app().id()).body())
        .contains("stateToken", "okta-sign-in", "Verify with another factor");
    String token = client.exchange(client.signIn("jane"), app().id()).text("access_token");
    sandbox.endSession("jane");
    assertThat(client.post("/login/token/sso", "token", token).body())
        .contains("<title>Acme - Sign In</title>");
  }

  @Test
  void theSsoPageIsWrittenAsOktaWritesIt() {
    String page = client.singleSignOn("jane", app().id()).body();
    assertThat(page)
        .contains("<form id=\"appForm\" action=\"https&#x3a;&#x2f;&#x2f;signin.aws.amazon.com")
        .contains("<input name=\"RelayState\"")
        .contains("<title>Acme - Signing in...</title>");
  }

  @Test
  void responseAndAssertionAreBothSigned() throws Exception {
    Document document = assertionDocument();
    NodeList signatures = document.getElementsByTagNameNS(DS, "Signature");
    assertThat(signatures.getLength()).isEqualTo(2);
    String pem =
        document
            .getElementsByTagNameNS(DS, "X509Certificate")
            .item(0)
            .getTextContent()
            .replaceAll("\\s", "");
    PublicKey key =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(pem)))
            .getPublicKey();
    for (int i = 0; i < 2; i++) {
      Element parent = (Element) signatures.item(i).getParentNode();
      parent.setIdAttribute("ID", true);
      XMLSignature signature =
          XMLSignatureFactory.getInstance("DOM")
              .unmarshalXMLSignature(new DOMValidateContext(key, signatures.item(i)));
      DOMValidateContext context = new DOMValidateContext(key, signatures.item(i));
      assertThat(signature.validate(context)).as(parent.getTagName()).isTrue();
    }
  }

  @Test
  void roleValuesAreWrittenAsTheAppSays() throws Exception {
    String pair = app().idpArn() + "," + app().roles().get(0);
    assertThat(roleValue(assertionDocument())).isEqualTo(pair);
    sandbox.reconfigure(sandbox.org().withFederationApp(app().withRoleValues(true, true)));
    assertThat(roleValue(assertionDocument()))
        .startsWith("\n ")
        .isEqualToIgnoringWhitespace(app().roles().get(0) + "," + app().idpArn());
  }

  @Test
  void otherPartitionsSignInElsewhere() {
    restart(
        OrgConfig.acme()
            .withFederationApps(
                List.of(
                    FederationApp.of(
                            "0oa3awschina00000000",
                            "China",
                            "arn:aws-cn:iam::123456789012:saml-provider/Okta",
                            List.of("arn:aws-cn:iam::123456789012:role/Admin"))
                        .withAllowedWebSsoClients(OrgConfig.ACME_CLIENT_ID)
                        .withAssignedTo("jane"))));
    assertThat(client.singleSignOn("jane", app().id()).body())
        .contains("action=\"https&#x3a;&#x2f;&#x2f;signin.amazonaws.cn&#x2f;saml\"");
  }
}
