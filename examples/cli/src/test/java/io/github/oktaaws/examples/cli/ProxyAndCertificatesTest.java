package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.examples.cli.http.HttpClients;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stands between people and Okta: proxies, and certificates of a network that inspects TLS
 * (okta/okta-aws-cli#68, okta/okta-aws-cli#69, okta/okta-aws-cli#80).
 */
class ProxyAndCertificatesTest {

  private static final String ROLE = "arn:aws:iam::210987654321:role/Analyst";

  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().https(true).pollingInterval(Duration.ofSeconds(1)).start();
  @RegisterExtension private final SandboxAsSts asSts = new SandboxAsSts(sandbox);
  private final int port = URI.create(sandbox.oktaUrl()).getPort();
  private final TunnelProxy proxy = TunnelProxy.to(port);
  private final Path bundle;

  ProxyAndCertificatesTest(@TempDir Path folder) throws IOException {
    bundle = Files.writeString(folder.resolve("ca.pem"), sandbox.caCertificate().orElseThrow());
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void aCertificateThatNobodyKnowsIsRefused() {
    Outcome outcome = Program.withNobody().at(sandbox, "web", "-r", ROLE);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(sandbox.requests()).isEmpty();
  }

  /** okta/okta-aws-cli#68, okta/okta-aws-cli#69, okta/okta-aws-cli#80. */
  @Test
  void theBundleIsTrustedForOktaAndForSts() {
    Outcome outcome = trusting().at(sandbox, "web", "-r", ROLE);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(sandbox.requests("/")).isNotEmpty();
    assertThat(proxy.heads()).isEmpty();
  }

  @Test
  void whatJavaTrustsIsTrustedAsWell() {
    X509TrustManager manager =
        HttpClients.of(
                Map.of("AWS_CA_BUNDLE", bundle.toString()), chain -> chain.proceed(chain.request()))
            .x509TrustManager();

    assertThat(Objects.requireNonNull(manager).getAcceptedIssuers()).hasSizeGreaterThan(10);
  }

  /** okta/okta-aws-cli#68, okta/okta-aws-cli#69, okta/okta-aws-cli#80. */
  @Test
  void oktaAndStsAreReachedThroughTheProxy() {
    Outcome outcome =
        trusting().variable("HTTPS_PROXY", proxy.address()).at(sandbox, "web", "-r", ROLE);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(proxy.heads())
        .isNotEmpty()
        .allSatisfy(head -> assertThat(head).startsWith("CONNECT localhost:" + port + " HTTP/1.1"));
    assertThat(sandbox.requests("/")).isNotEmpty();
  }

  @Test
  void theLowerCaseNameAndAUrlWillDo() {
    Outcome outcome =
        trusting()
            .variable("https_proxy", "http://" + proxy.address())
            .variable("HTTPS_PROXY", "http://127.0.0.1:9")
            .at(sandbox, "web", "-r", ROLE);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(proxy.heads()).isNotEmpty();
  }

  @Test
  void whoAsksForAPasswordGetsItAndTheOrgDoesNot() {
    proxy.wanting("Proxy-Authorization: Basic amFuZTpwdw==");

    Outcome outcome =
        trusting()
            .variable("HTTPS_PROXY", "http://jane:pw@" + proxy.address())
            .at(sandbox, "web", "-r", ROLE);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(sandbox.requests())
        .allSatisfy(request -> assertThat(request.headers().get("Proxy-Authorization")).isNull());
  }

  @Test
  void aHostOfNoProxyIsReachedDirectly() {
    Outcome outcome =
        trusting()
            .variable("HTTPS_PROXY", "http://127.0.0.1:9")
            .variable("NO_PROXY", "example.com,localhost")
            .at(sandbox, "web", "-r", ROLE);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  @Test
  void aProxyForHttpIsNotTakenForHttps() {
    Outcome outcome =
        trusting().variable("HTTP_PROXY", "127.0.0.1:9").at(sandbox, "web", "-r", ROLE);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  @Test
  void aProxyThatIsNotThereIsAnErrorAndNotGoneAround() {
    Outcome outcome =
        trusting().variable("HTTPS_PROXY", "127.0.0.1:9").at(sandbox, "web", "-r", ROLE);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void whatIsNoProxyAndNoBundleIsNamed() {
    assertUsage(trusting().variable("HTTPS_PROXY", "ftp://x"), "HTTPS_PROXY");
    assertUsage(Program.withNobody().variable("AWS_CA_BUNDLE", "/no/such/file"), "AWS_CA_BUNDLE");
    assertUsage(
        Program.withNobody().variable("AWS_CA_BUNDLE", bundle.resolveSibling("").toString()),
        "AWS_CA_BUNDLE");
  }

  private void assertUsage(Program program, String variable) {
    Outcome outcome = program.at(sandbox, "web", "-r", ROLE);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains(variable);
    assertThat(sandbox.requests()).isEmpty();
  }

  private Program trusting() {
    return Program.withNobody().variable("AWS_CA_BUNDLE", bundle.toString());
  }
}
