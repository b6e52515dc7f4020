package io.github.oktaaws.benchmarks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * Puts a server at a distance. Loopback's own handshake takes no time, so that the first bytes of a
 * connection wait for the one round trip that it would have taken.
 */
final class DelayingProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final long roundTrip;

  DelayingProxy(int target, Duration roundTrip) throws IOException {
    this.target = target;
    this.roundTrip = roundTrip.toNanos();
    this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (true) {
      try {
        Socket client = listener.accept();
        long connected = System.nanoTime() + roundTrip;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        relay(new DelayedBytes(client, server, roundTrip / 2, connected));
        relay(new DelayedBytes(server, client, roundTrip / 2, connected));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void relay(DelayedBytes bytes) {
    start("take", bytes::take);
    start("deliver", bytes::deliver);
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, "lab-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
