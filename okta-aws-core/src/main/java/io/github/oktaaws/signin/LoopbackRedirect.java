package io.github.oktaaws.signin;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.signin.RedirectGate.Accepted;
import io.github.oktaaws.signin.RedirectGate.Refused;
import io.github.oktaaws.signin.RedirectGate.Verdict;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits on the loopback interface for the one redirect that ends a sign-in in the browser (RFC 8252
 * section 7.3). Whatever else comes gets an error page, and the wait goes on. The browser is
 * answered once it is known how the sign-in ended. Its threads are daemons and end when it is
 * closed.
 */
final class LoopbackRedirect implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoopbackRedirect.class);

  /** Browsers open more than they use. */
  private static final int MOST_CONNECTIONS = 32;

  private static final int LONGEST_READ_MILLIS = 10_000;
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(1);

  private final ServerSocket socket;
  private final RedirectGate gate;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
  private final CompletableFuture<BrowserAnswer> answer = new CompletableFuture<>();
  private final CompletableFuture<RedirectPage> end = new CompletableFuture<>();
  private final CountDownLatch shown = new CountDownLatch(1);

  private LoopbackRedirect(ServerSocket socket, RedirectGate gate) {
    this.socket = socket;
    this.gate = gate;
  }

  /**
   * Listens from now on.
   *
   * @param socket a bound socket, which is closed with this
   * @param gate tells which request is the one
   */
  static LoopbackRedirect listen(ServerSocket socket, RedirectGate gate) {
    LoopbackRedirect redirect = new LoopbackRedirect(socket, gate);
    onThread("okta-aws-redirect", redirect::accept);
    return redirect;
  }

  /** What the browser brought back, or empty if it did not come in time. */
  Optional<BrowserAnswer> await(Duration atMost) throws InterruptedException {
    try {
      return Optional.of(answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new NetworkException(gate.authority(), ErrorContext.at(Step.SIGN_IN).cause(e));
    }
  }

  /** Shows the person how it ended, as far as the browser takes it within a second. */
  void end(RedirectPage page) {
    end.complete(page);
    try {
      if (!shown.await(LONGEST_WRITE.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.debug("The browser did not take the closing page");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Frees the port and ends every connection. */
  @Override
  public void close() {
    end.complete(RedirectPage.NOT_SIGNED_IN);
    close(socket);
    connections.forEach(LoopbackRedirect::close);
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        if (room.tryAcquire()) {
          connections.add(connection);
          onThread("okta-aws-redirect-connection", () -> serve(connection));
        } else {
          close(connection);
        }
      }
    } catch (IOException e) {
      // closed, or else nobody can come any more
      answer.completeExceptionally(e);
      close(socket);
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      if (socket.isClosed()) {
        return;
      }
      connection.setSoTimeout(LONGEST_READ_MILLIS);
      connection.setTcpNoDelay(true);
      serve(connection, verdict(connection));
    } catch (IOException | RuntimeException e) {
      LOG.debug("A connection to the loopback listener ended: {}", e.getClass().getName());
    } finally {
      connections.remove(connection);
      room.release();
    }
  }

  private Verdict verdict(Socket connection) throws IOException {
    try {
      return gate.judge(RedirectRequest.read(connection.getInputStream()));
    } catch (RedirectRequest.Malformed e) {
      return new Refused(RedirectPage.MALFORMED);
    }
  }

  private void serve(Socket connection, Verdict verdict) throws IOException {
    if (verdict instanceof Accepted accepted && answer.complete(accepted.answer())) {
      try {
        show(end.join(), connection);
      } finally {
        shown.countDown();
      }
    } else {
      show(verdict instanceof Refused refused ? refused.page() : RedirectPage.USED, connection);
    }
  }

  private static void show(RedirectPage page, Socket connection) throws IOException {
    page.writeTo(connection.getOutputStream());
    connection.shutdownOutput();
  }

  private static void close(Closeable open) {
    try {
      open.close();
    } catch (IOException e) {
      LOG.debug("Not closed: {}", e.getMessage());
    }
  }

  private static void onThread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
