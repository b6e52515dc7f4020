package io.github.oktaaws.testkit.internal;

import io.github.oktaaws.testkit.SandboxRequest;
import io.github.oktaaws.testkit.internal.aws.AwsSts;
import io.github.oktaaws.testkit.internal.okta.OktaOrg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The one listener, on 127.0.0.1, that Okta and STS share. */
public final class LoopbackServer implements AutoCloseable {

  /** Who answers; known only once the port, and with it the org's own URL, is. */
  public record Services(OktaOrg okta, AwsSts sts, Faults faults, RequestRecord record) {}

  /** Held, because a logger nobody holds forgets its level. */
  private final Logger perRequestLines = Logger.getLogger(MockWebServer.class.getName());

  private final MockWebServer server = new MockWebServer();
  private final CompletableFuture<Services> services = new CompletableFuture<>();

  public LoopbackServer(@Nullable SSLSocketFactory tls) {
    perRequestLines.setLevel(Level.WARNING);
    server.setServerSocketFactory(new LoopbackSockets());
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            forgetQueued();
            return answer(services.join(), request);
          }
        });
    if (tls != null) {
      server.useHttps(tls);
    }
  }

  public int start(int port) {
    try {
      server.start(InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}), port);
      return server.getPort();
    } catch (BindException e) {
      throw new UncheckedIOException("port " + port + " of 127.0.0.1 is taken", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void serve(Services answering) {
    services.complete(answering);
  }

  /** The server queues every request for a test to take; nobody does. */
  private void forgetQueued() throws InterruptedException {
    RecordedRequest queued;
    do {
      queued = server.takeRequest(0, TimeUnit.NANOSECONDS);
    } while (queued != null);
  }

  private static MockResponse answer(Services services, RecordedRequest request) {
    SandboxRequest seen = seen(request);
    services.record().add(seen);
    Faults.@Nullable Fault fault = services.faults().next(seen.path());
    if (fault instanceof Faults.Fault.Instead instead) {
      return instead.answer();
    }
    MockResponse answer =
        AwsSts.isFor(request) ? services.sts().answer(request) : services.okta().answer(seen);
    return fault instanceof Faults.Fault.After after ? after.change().apply(answer) : answer;
  }

  private static SandboxRequest seen(RecordedRequest request) {
    ByteString body = request.getBody();
    return new SandboxRequest(
        request.getMethod(),
        request.getUrl(),
        request.getHeaders(),
        body == null ? "" : body.string(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
