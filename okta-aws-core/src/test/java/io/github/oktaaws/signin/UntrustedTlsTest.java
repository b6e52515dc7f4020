package io.github.oktaaws.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.TimedOutException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UntrustedTlsTest {

  private final ScriptedOkta okta = new ScriptedOkta();

  @AfterEach
  void stop() {
    okta.close();
  }

  /** aws-advanced-jdbc-wrapper has a switch that trusts every certificate. */
  @Test
  void aCertificateThatIsNotTrustedStopsTheSignInBeforeAnythingIsSent() {
    okta.server.useHttps(certificateFor("localhost").sslSocketFactory());

    assertThatThrownBy(() -> DeviceAuthorizationService.create(okta.org(), "c").start())
        .isInstanceOf(NetworkException.class)
        .hasRootCauseInstanceOf(java.security.cert.CertPathBuilderException.class);
    assertThat(okta.requests).isEmpty();
  }

  @Test
  void aCertificateProblemEndsPolling() {
    assertThat(pollsUntil(() -> handshake(new CertificateException("expired")))).isEqualTo(1);
    assertThat(pollsUntil(() -> new SSLPeerUnverifiedException("other host"))).isEqualTo(1);
  }

  @Test
  void aBrokenHandshakeDoesNot() {
    assertThat(pollsUntil(() -> handshake(new IOException("cut")))).isGreaterThan(2);
    assertThat(pollsUntil(() -> new SSLException("reset"))).isGreaterThan(2);
  }

  private int pollsUntil(Supplier<IOException> trouble) {
    AtomicInteger polls = new AtomicInteger();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  if (chain.request().url().encodedPath().endsWith("/token")) {
                    polls.incrementAndGet();
                    throw trouble.get();
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    PendingAuthorization pending =
        DeviceAuthorizationService.builder(
                OktaOrg.of(OktaEndpoints.ofOrg(okta.origin()), client), "c")
            .time(okta.time)
            .build()
            .start();
    assertThatThrownBy(() -> pending.await(Duration.ofMinutes(3)))
        .isInstanceOfAny(NetworkException.class, TimedOutException.class);
    return polls.get();
  }

  private static IOException handshake(Throwable cause) {
    IOException e = new SSLHandshakeException("handshake");
    e.initCause(cause);
    return e;
  }

  private static HandshakeCertificates certificateFor(String host) {
    HeldCertificate held = new HeldCertificate.Builder().addSubjectAlternativeName(host).build();
    return new HandshakeCertificates.Builder().heldCertificate(held).build();
  }
}
