package io.github.oktaaws.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** An STS on loopback behind TLS, which gives everybody the same credentials. */
final class TlsSts implements AutoCloseable {

  static final String PASSWORD = "changeit";

  private static final String ANSWER =
      """
      <AssumeRoleWithSAMLResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleWithSAMLResult>
          <Issuer>http://www.okta.com/exk1</Issuer>
          <AssumedRoleUser>
            <Arn>arn:aws:sts::123456789012:assumed-role/Analyst/jane@acme.example</Arn>
            <AssumedRoleId>AROA123456789EXAMPLE:jane@acme.example</AssumedRoleId>
          </AssumedRoleUser>
          <Credentials>
            <AccessKeyId>ASIAEXAMPLE</AccessKeyId>
            <SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY</SecretAccessKey>
            <SessionToken>%s</SessionToken>
            <Expiration>2036-11-24T15:00:00Z</Expiration>
          </Credentials>
          <Subject>jane@acme.example</Subject>
        </AssumeRoleWithSAMLResult>
        <ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata>
      </AssumeRoleWithSAMLResponse>
      """
          .formatted("FwoGZXIvYXdzE".repeat(60));

  private final MockWebServer server = new MockWebServer();
  private final HeldCertificate certificate =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

  TlsSts() throws IOException {
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    server.setServerSocketFactory(new NoDelayServerSockets());
    server.useHttps(certificates.sslSocketFactory());
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder()
                .addHeader("Content-Type", "text/xml")
                .body(ANSWER)
                .build();
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  URI endpoint() {
    return URI.create("https://localhost:" + server.getPort());
  }

  /** A trust store that trusts this server, for every client alike. */
  Path trustStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("sts", certificate.certificate());
      Path file = Files.createTempFile("sts", ".p12");
      file.toFile().deleteOnExit();
      try (var out = Files.newOutputStream(file)) {
        store.store(out, PASSWORD.toCharArray());
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  /** Without it the server's delayed acknowledgements would be measured. */
  private static final class NoDelayServerSockets extends ServerSocketFactory {

    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          Socket socket = super.accept();
          socket.setTcpNoDelay(true);
          return socket;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
      throw new UnsupportedOperationException();
    }
  }
}
