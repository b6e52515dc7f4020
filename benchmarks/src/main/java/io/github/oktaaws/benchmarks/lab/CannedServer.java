package io.github.oktaaws.benchmarks.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;

/** A TLS server on loopback. */
final class CannedServer implements AutoCloseable {

  /** Held, because a logger nobody holds forgets its level. */
  private final Logger perRequestLines = Logger.getLogger(MockWebServer.class.getName());

  private final MockWebServer server = new MockWebServer();

  /** What a server answers with. */
  @FunctionalInterface
  interface Answers {
    MockResponse answer(RecordedRequest request);
  }

  CannedServer(HandshakeCertificates certificates, Runnable onConnection) {
    perRequestLines.setLevel(Level.WARNING);
    server.setServerSocketFactory(new LabSockets(onConnection));
    server.setProtocols(List.of(Protocol.HTTP_1_1));
    server.useHttps(certificates.sslSocketFactory());
  }

  int start(Answers answers) throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            forgetQueued();
            return answers.answer(request);
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
    return server.getPort();
  }

  /** The server queues every request for a test to take; nobody does. */
  private void forgetQueued() throws InterruptedException {
    RecordedRequest queued;
    do {
      queued = server.takeRequest(0, TimeUnit.NANOSECONDS);
    } while (queued != null);
  }

  @Override
  public void close() {
    server.close();
  }
}
