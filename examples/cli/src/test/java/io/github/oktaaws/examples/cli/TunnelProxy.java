package io.github.oktaaws.examples.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that speaks CONNECT (RFC 9110 section 9.3.6) and tunnels everything to one port. */
final class TunnelProxy implements Closeable {

  private final ServerSocket server;
  private final int target;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private volatile String wanted = "";

  private TunnelProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  static TunnelProxy to(int port) {
    try {
      TunnelProxy proxy =
          new TunnelProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
      thread(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets in only who sends these credentials. */
  TunnelProxy wanting(String credentials) {
    wanted = credentials;
    return this;
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The heads of the requests that came, as they were sent. */
  List<String> heads() {
    return heads;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        thread(() -> serve(client));
      }
    } catch (IOException closed) {
      // the test has ended
    }
  }

  private void serve(Socket client) {
    try {
      InputStream in = client.getInputStream();
      String head = head(in);
      heads.add(head);
      OutputStream out = client.getOutputStream();
      if (!head.contains(wanted)) {
        String[] refusal = {
          "HTTP/1.1 407 No",
          "Proxy-Authenticate: Basic realm=\"p\"",
          "Content-Length: 0",
          "Connection: close"
        };
        out.write((String.join("\r\n", refusal) + "\r\n\r\n").getBytes(US_ASCII));
        client.close();
        return;
      }
      Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
      thread(() -> copy(there, client));
      copy(client, there);
    } catch (IOException e) {
      // the client has gone
    }
  }

  /** The lines up to the empty one, and not a byte more. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one of them has gone
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "tunnel");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
