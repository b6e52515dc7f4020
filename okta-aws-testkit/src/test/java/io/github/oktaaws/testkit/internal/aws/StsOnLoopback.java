package io.github.oktaaws.testkit.internal.aws;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.oktaaws.testkit.VirtualClock;
import io.github.oktaaws.testkit.internal.aws.AwsSts.OidcProvider;
import io.github.oktaaws.testkit.internal.aws.AwsSts.Role;
import io.github.oktaaws.testkit.internal.aws.AwsSts.SamlProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An STS behind a real listener, the keys of its identity providers, and its clients. */
final class StsOnLoopback implements AutoCloseable {

  static final String SHORT_ROLE = "arn:aws:iam::111122223333:role/team/short";
  static final String OIDC_ISSUER = "https://acme.okta.com";
  static final String OIDC_AUDIENCE = "0oaclient";

  private static final List<String> PARTITIONS = List.of("aws", "aws-cn", "aws-us-gov", "aws-eusc");

  /** What was answered to a request made by hand. */
  record Answer(int status, Headers headers, String body, Protocol protocol) {
    String header(String name) {
      return String.join("|", headers.values(name));
    }
  }

  // Shared because making an RSA key takes longer than a test.
  private static final HeldCertificate SAML_KEY = newSamlKey();
  private static final RSAKey OIDC_KEY = newOidcKey("k1");

  final VirtualClock clock;
  final HeldCertificate samlKey = SAML_KEY;
  final RSAKey oidcKey = OIDC_KEY;
  final AwsSts sts;

  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient http;

  StsOnLoopback(Instant start) {
    this(start, Optional.empty());
  }

  /** One that speaks HTTP/2, as OkHttp prefers over TLS. */
  static StsOnLoopback overTls(Instant start) {
    HeldCertificate own =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(own)
            .addTrustedCertificate(own.certificate())
            .build();
    return new StsOnLoopback(start, Optional.of(certificates));
  }

  private StsOnLoopback(Instant start, Optional<HandshakeCertificates> tls) {
    this.clock = new VirtualClock(start);
    this.sts =
        new AwsSts(
            clock,
            providers(),
            roles(),
            Stream.of(OIDC_AUDIENCE, "api://aws")
                .map(
                    audience ->
                        new OidcProvider(
                            OIDC_ISSUER, audience, () -> new JWKSet(oidcKey.toPublicJWK())))
                .toList());
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return AwsSts.isFor(request)
                ? sts.answer(request)
                : new MockResponse.Builder().code(404).build();
          }
        });
    OkHttpClient.Builder client = new OkHttpClient.Builder();
    tls.ifPresent(
        certificates -> {
          server.useHttps(certificates.sslSocketFactory());
          client.sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager());
        });
    this.http = client.build();
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<SamlProvider> providers() {
    List<SamlProvider> providers = new ArrayList<>();
    for (String partition : PARTITIONS) {
      String arn = ResponseDraft.PROVIDER.replace("arn:aws:", "arn:" + partition + ":");
      providers.add(new SamlProvider(arn, ResponseDraft.ISSUER, SAML_KEY.certificate()));
    }
    providers.add(
        new SamlProvider(
            ResponseDraft.PROVIDER + "-other", "http://other", SAML_KEY.certificate()));
    return providers;
  }

  private static List<Role> roles() {
    List<Role> roles = new ArrayList<>();
    for (String partition : PARTITIONS) {
      String arn = "arn:" + partition + ":";
      String provider = ResponseDraft.PROVIDER.replace("arn:aws:", arn);
      Set<String> trusted = Set.of(provider, OIDC_ISSUER);
      roles.add(
          new Role(ResponseDraft.ROLE.replace("arn:aws:", arn), Duration.ofHours(8), trusted));
    }
    Set<String> trusted = Set.of(ResponseDraft.PROVIDER, OIDC_ISSUER);
    roles.add(new Role(SHORT_ROLE, Duration.ofHours(1), trusted));
    Set<String> nobodyHere = Set.of("arn:aws:iam::111122223333:saml-provider/third");
    roles.add(
        new Role("arn:aws:iam::111122223333:role/untrusting", Duration.ofHours(1), nobodyHere));
    return roles;
  }

  static HeldCertificate newSamlKey() {
    return new HeldCertificate.Builder().rsa2048().build();
  }

  static RSAKey newOidcKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).algorithm(JWSAlgorithm.RS256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  URI url() {
    return server.url("/").uri();
  }

  ResponseDraft draft() {
    return ResponseDraft.issuedAt(clock.instant());
  }

  /** A good ID token after a change. */
  String idToken(RSAKey key, Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(OIDC_ISSUER)
            .subject("00ujane")
            .audience(OIDC_AUDIENCE)
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1))));
    change.accept(claims);
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    SignedJWT token = new SignedJWT(header, claims.build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  StsClient sdk() {
    return sdk(AnonymousCredentialsProvider.create());
  }

  StsClient sdk(Credentials credentials) {
    return sdk(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                credentials.accessKeyId(),
                credentials.secretAccessKey(),
                credentials.sessionToken())));
  }

  private StsClient sdk(AwsCredentialsProvider credentials) {
    return StsClient.builder()
        .endpointOverride(url())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** Assumes a role by the SDK with a draft signed by the registered key. */
  AssumeRoleWithSamlResponse assume(
      ResponseDraft draft, Consumer<AssumeRoleWithSamlRequest.Builder> change) throws Exception {
    String assertion = draft.signed(samlKey).base64();
    return redeem(assertion, change);
  }

  AssumeRoleWithSamlResponse redeem(
      String assertion, Consumer<AssumeRoleWithSamlRequest.Builder> change) {
    AssumeRoleWithSamlRequest.Builder request =
        AssumeRoleWithSamlRequest.builder()
            .roleArn(ResponseDraft.ROLE)
            .principalArn(ResponseDraft.PROVIDER)
            .samlAssertion(assertion);
    change.accept(request);
    try (StsClient client = sdk()) {
      return client.assumeRoleWithSAML(request.build());
    }
  }

  Credentials credentials() throws Exception {
    return assume(draft(), request -> {}).credentials();
  }

  /** Credentials that no SDK client was needed for. */
  Credentials credentialsByHand() throws Exception {
    String body = assumeRole(draft()).body();
    return Credentials.builder()
        .accessKeyId(element("AccessKeyId", body))
        .secretAccessKey(element("SecretAccessKey", body))
        .sessionToken(element("SessionToken", body))
        .build();
  }

  private static String element(String name, String xml) {
    int start = xml.indexOf("<" + name + ">") + name.length() + 2;
    return xml.substring(start, xml.indexOf("</" + name + ">"));
  }

  /** Assumes the role by hand, with a session policy and a draft signed by the registered key. */
  Answer assumeRole(ResponseDraft draft) throws Exception {
    return post(
        "Action",
        "AssumeRoleWithSAML",
        "Version",
        "2011-06-15",
        "RoleArn",
        ResponseDraft.ROLE,
        "PrincipalArn",
        ResponseDraft.PROVIDER,
        "SAMLAssertion",
        draft.signed(samlKey).base64(),
        "Policy",
        "{\"Statement\":[]}");
  }

  /** Posts a form by hand: names and values in turn. */
  Answer post(String... fields) {
    FormBody.Builder form = new FormBody.Builder();
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i], fields[i + 1]);
    }
    return send(new Request.Builder().url(server.url("/")).post(form.build()).build());
  }

  Answer send(Request request) {
    try (Response response = http.newCall(request).execute()) {
      return new Answer(
          response.code(), response.headers(), response.body().string(), response.protocol());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
    server.close();
  }
}
