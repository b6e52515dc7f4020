package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.APP;
import static io.github.oktaaws.SessionOverSandbox.assumedRoles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.store.TokenStore;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.regions.Region;

/** Okta and STS behind a proxy, or behind a certificate of an authority that the JVM has not. */
@Timeout(60)
class ConnectingTest {

  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().https(true).pollingInterval(Duration.ofSeconds(1)).start();
  private final TunnelProxy proxy = new TunnelProxy();
  private final HandshakeCertificates trust = sandbox.clientCertificates();

  @AfterEach
  void stop() {
    Planted.secretsOf(sandbox);
    proxy.close();
    sandbox.close();
  }

  @Test
  void anAuthorityOfOnesOwnIsTrustedForOktaAndForSts() {
    OktaAwsSession session = builder().sslContext(trust.sslContext(), trust.trustManager()).build();

    assertThat(session.role(ANALYST).get(asking()).roleArn()).isEqualTo(ANALYST);
    assertThat(assumedRoles(sandbox)).isEqualTo(1);
    assertThat(proxy.targets()).isEmpty();
  }

  @Test
  void withoutItNothingIsSent() {
    assertThatThrownBy(() -> builder().build().signIn()).isInstanceOf(NetworkException.class);
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void aProxyTunnelsToOktaAndToSts() {
    OktaAwsSession session =
        builder().sslContext(trust.sslContext(), trust.trustManager()).proxy(proxy.proxy()).build();

    assertThat(session.role(ANALYST).get(asking()).roleArn()).isEqualTo(ANALYST);
    // Okta's client and that of STS have a pool of their own, and both of them came this way
    assertThat(proxy.targets())
        .hasSizeGreaterThanOrEqualTo(1)
        .containsOnly("CONNECT " + sandbox.host());
  }

  @Test
  void stsAloneIsReachedThroughTheProxyToo() {
    URI elsewhere = URI.create("https://sts.invalid");
    OktaAwsSession session =
        builder()
            .sslContext(trust.sslContext(), trust.trustManager())
            .stsEndpoint(elsewhere)
            .proxy(proxy.proxy())
            .build();

    assertThatThrownBy(() -> session.role(ANALYST).get(asking()))
        .isInstanceOf(NetworkException.class);
    assertThat(proxy.targets()).contains("CONNECT sts.invalid:443");
  }

  @Test
  void aProxyThatIsNotThereIsNotGoneRound() {
    Proxy none =
        new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));

    assertThatThrownBy(
            () ->
                builder()
                    .sslContext(trust.sslContext(), trust.trustManager())
                    .proxy(none)
                    .build()
                    .signIn())
        .isInstanceOf(NetworkException.class);
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void bothAreOnTopOfAClientOfTheCallers() {
    OktaAwsSession session =
        builder()
            .httpClient(new OkHttpClient())
            .sslContext(trust.sslContext(), trust.trustManager())
            .proxy(proxy.proxy())
            .build();
    session.signIn();

    assertThat(proxy.targets()).containsOnly("CONNECT " + sandbox.host());
  }

  @Test
  void aClientIsMadeOnceAndNotForWhatIsKept() {
    TokenStore store = TokenStore.inMemory();
    AtomicInteger made = new AtomicInteger();
    RoleCredentials first =
        builder()
            .store(store)
            .httpClient(
                () -> {
                  made.incrementAndGet();
                  return new OkHttpClient.Builder()
                      .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                      .build();
                })
            .build()
            .role(ANALYST)
            .get(asking());

    RoleCredentials second =
        builder()
            .store(store)
            .httpClient(
                () -> {
                  throw new AssertionError("there is nothing to send");
                })
            .build()
            .role(ANALYST)
            .get(asking());

    assertThat(made).as("for Okta and for STS").hasValue(1);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aClientThatCouldNotBeMadeIsTriedAgain() {
    AtomicInteger made = new AtomicInteger();
    OktaAwsSession session =
        builder()
            .httpClient(
                () -> {
                  if (made.incrementAndGet() == 1) {
                    throw new IllegalStateException("not yet");
                  }
                  return new OkHttpClient.Builder()
                      .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                      .build();
                })
            .build();

    assertThatThrownBy(session::signIn).hasMessage("not yet");
    session.signIn();

    assertThat(session.signedIn()).isPresent();
  }

  private OktaAwsSessionBuilder builder() {
    sandbox.autoApprove("jane");
    return OktaAwsSession.builder(sandbox.oktaUrl(), sandbox.oidcClientId())
        .prompt(challenge -> {})
        .federationApp(APP)
        .region(Region.US_EAST_1)
        .stsEndpoint(URI.create(sandbox.stsUrl()));
  }
}
