package io.github.oktaaws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.oktaaws.testkit.SandboxClient.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OktaAwsSandboxExtension.class)
class FaultsTest {

  private static final String ORGANIZATION = "/.well-known/okta-organization";

  @Test
  void plannedAnswersAreGivenOnceAndInOrder(OktaAwsSandbox sandbox) {
    SandboxClient client = new SandboxClient(sandbox);
    sandbox.answerNext(ORGANIZATION, 503, Map.of("Retry-After", "1"), "busy");
    sandbox.rateLimitNext(ORGANIZATION, Duration.ofSeconds(7));
    Answer busy = client.get(ORGANIZATION);
    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.header("Retry-After")).isEqualTo("1");
    Answer limited = client.get(ORGANIZATION);
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.text("errorCode")).isEqualTo("E0000047");
    assertThat(limited.header("X-Rate-Limit-Remaining")).isEqualTo("0");
    assertThat(client.get(ORGANIZATION).status()).isEqualTo(200);
  }

  @Test
  void aDroppedConnectionIsDroppedAndADelayedAnswerIsLate(OktaAwsSandbox sandbox) {
    SandboxClient client =
        new SandboxClient(sandbox, new OkHttpClient.Builder().readTimeout(Duration.ofMillis(300)));
    sandbox.dropNext(ORGANIZATION);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> client.get(ORGANIZATION));
    sandbox.delayNext(ORGANIZATION, Duration.ofSeconds(5));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> client.get(ORGANIZATION));
    assertThat(client.get(ORGANIZATION).status()).isEqualTo(200);
  }

  @Test
  void requestsAreRecordedWithTheirFormFields(OktaAwsSandbox sandbox) {
    new SandboxClient(sandbox).authorize("openid profile");
    SandboxRequest request = sandbox.requests("/oauth2/v1/device/authorize").get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.form()).containsEntry("scope", "openid profile");
    assertThat(request).hasToString("POST /oauth2/v1/device/authorize");
    sandbox.forgetRequests();
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void everySecretIsAccountedFor(OktaAwsSandbox sandbox) {
    SandboxClient client = new SandboxClient(sandbox);
    Answer tokens = client.signIn(SandboxClient.SCOPES + " offline_access", "jane");
    String appId = sandbox.federationApps().get(0).id();
    String webSsoToken = client.exchange(tokens, appId).text("access_token");
    String assertion =
        SandboxClient.assertion(client.post("/login/token/sso", "token", webSsoToken));
    assertThat(sandbox.issuedSecrets())
        .contains(
            tokens.text("access_token"),
            tokens.text("id_token"),
            tokens.text("refresh_token"),
            webSsoToken,
            assertion,
            "jane-password");
    assertThat(sandbox.users().toString()).doesNotContain("jane-password");
  }

  @Test
  void revokingEverythingEndsWhatWasIssued(OktaAwsSandbox sandbox) {
    SandboxClient client = new SandboxClient(sandbox);
    Answer tokens = client.signIn(SandboxClient.SCOPES + " offline_access", "jane");
    sandbox.revokeEverything();
    assertThat(client.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
    assertThat(
            client.getWithToken("/api/v1/users/me/appLinks", tokens.text("access_token")).status())
        .isEqualTo(401);
  }

  @Test
  void autoApprovalNeedsNoPerson(OktaAwsSandbox sandbox) {
    SandboxClient client = new SandboxClient(sandbox);
    sandbox.autoApprove("jane");
    assertThat(client.poll(client.authorize("openid").text("device_code")).status()).isEqualTo(200);
    sandbox.stopAutoApproving();
    assertThat(client.poll(client.authorize("openid").text("device_code")).text("error"))
        .isEqualTo("authorization_pending");
    assertThatIllegalArgumentException().isThrownBy(() -> sandbox.autoApprove("nobody"));
  }

  @Test
  void endpointsAnswerOnlyTheirMethodAndContentType(OktaAwsSandbox sandbox) {
    SandboxClient client = new SandboxClient(sandbox);
    assertThat(client.get("/oauth2/v1/token").text("errorCode")).isEqualTo("E0000022");
    assertThat(client.get("/no/such/path").text("errorCode")).isEqualTo("E0000007");
    assertThat(client.post("/oauth2/v1/token", "client_id", "a", "client_id", "b").text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void httpsIsTrustedThroughItsOwnAuthorityOnly() {
    try (OktaAwsSandbox sandbox = OktaAwsSandbox.builder().https(true).start()) {
      HandshakeCertificates trust = sandbox.clientCertificates();
      OkHttpClient.Builder trusting =
          new OkHttpClient.Builder()
              .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager());
      assertThat(new SandboxClient(sandbox, trusting).get(ORGANIZATION).status()).isEqualTo(200);
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> new SandboxClient(sandbox).get(ORGANIZATION));
      assertThat(sandbox.caCertificate()).get().asString().startsWith("-----BEGIN CERTIFICATE");
      assertThat(sandbox.oktaUrl()).startsWith("https://localhost:");
    }
  }

  @Test
  void aPublicUrlIsUsedInEveryAnswerAndMustBeABareOne() {
    try (OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder().publicUrl("https://acme.example.com/").start()) {
      assertThat(sandbox.host()).isEqualTo("acme.example.com");
      assertThat(sandbox.oktaUrl()).isEqualTo("https://acme.example.com");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OktaAwsSandbox.builder().publicUrl("ftp://acme.example.com"));
  }

  @Test
  void aTakenPortIsSaidSo(OktaAwsSandbox sandbox) {
    int taken = Integer.parseInt(sandbox.host().split(":", 2)[1]);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> OktaAwsSandbox.builder().port(taken).start())
        .withMessageContaining("is taken");
  }
}
