package io.github.oktaaws.signin;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/**
 * A browser that is told what to do with the address that it is to open, on a thread of its own, as
 * browsers are.
 */
final class ScriptedBrowser implements BrowserLauncher {

  final List<URI> opened = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
  private final Consumer<Visit> script;

  ScriptedBrowser(Consumer<Visit> script) {
    this.script = script;
  }

  @Override
  public boolean open(URI address) {
    opened.add(address);
    Thread thread =
        new Thread(
            () -> {
              try {
                script.accept(new Visit(address));
                failed.complete(null);
              } catch (RuntimeException | AssertionError e) {
                failed.complete(e);
              }
            },
            "scripted-browser");
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  /** Waits for the script, and throws what it threw. */
  void done() throws Exception {
    Throwable t = failed.get(10, TimeUnit.SECONDS);
    if (t != null) {
      throw new AssertionError("in the browser", t);
    }
  }

  /** What the authorization server made of the address. */
  record Visit(URI address) {

    Map<String, String> query() {
      HttpUrl url = HttpUrl.get(address);
      Map<String, String> query = new LinkedHashMap<>();
      url.queryParameterNames().forEach(name -> query.put(name, url.queryParameter(name)));
      return query;
    }

    String state() {
      return query().getOrDefault("state", "");
    }

    String nonce() {
      return query().getOrDefault("nonce", "");
    }

    URI redirectUri() {
      return URI.create(query().getOrDefault("redirect_uri", ""));
    }

    /** Comes back as the authorization server says. */
    String comesBack(String query) {
      return get("/callback?" + query);
    }

    String get(String target) {
      return send("GET " + target + " HTTP/1.1\r\nHost: " + redirectUri().getRawAuthority());
    }

    /** Sends a head and returns the whole answer. */
    String send(String head) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        return "closed: " + e.getClass().getSimpleName();
      }
    }

    Socket connect() throws IOException {
      Socket socket = new Socket(loopback(), redirectUri().getPort());
      socket.setSoTimeout(10_000);
      return socket;
    }
  }
}
