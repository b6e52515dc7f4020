package io.github.oktaaws.examples.cli.http;

import io.github.oktaaws.error.ConfigurationException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Credentials;

/**
 * Where a proxy is.
 *
 * @param type how it is spoken to
 * @param host its host
 * @param port its port
 * @param credentials the {@code Proxy-Authorization}, where the address named a user
 */
record ProxyAddress(Proxy.Type type, String host, int port, Optional<String> credentials) {

  /**
   * Reads {@code host:port} or a URL.
   *
   * @param variable where it is from
   * @param text the address
   * @return the proxy
   * @throws ConfigurationException if it is neither; does not repeat it, since it may hold a
   *     password
   */
  static ProxyAddress parse(String variable, String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null) {
        throw refused(variable);
      }
      return switch (scheme) {
        case "http" -> new ProxyAddress(Proxy.Type.HTTP, uri.getHost(), port(uri, 80), user(uri));
        case "socks5", "socks5h", "socks" ->
            new ProxyAddress(Proxy.Type.SOCKS, uri.getHost(), port(uri, 1080), Optional.empty());
        default -> throw refused(variable);
      };
    } catch (URISyntaxException e) {
      throw refused(variable);
    }
  }

  private static int port(URI uri, int usual) {
    return uri.getPort() < 0 ? usual : uri.getPort();
  }

  private static Optional<String> user(URI uri) {
    return Optional.ofNullable(uri.getRawUserInfo())
        .map(
            info -> {
              int colon = info.indexOf(':');
              String name = colon < 0 ? info : info.substring(0, colon);
              String password = colon < 0 ? "" : info.substring(colon + 1);
              return Credentials.basic(decoded(name), decoded(password), StandardCharsets.UTF_8);
            });
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static ConfigurationException refused(String variable) {
    return new ConfigurationException(
        variable + " is not the address of a proxy that can be used.",
        "Write it like proxy.example.com:3128, http://proxy.example.com:3128 or"
            + " socks5://proxy.example.com:1080; a proxy that is itself spoken to by TLS cannot be"
            + " used.");
  }

  Proxy proxy() {
    // the name is resolved when it is needed
    return new Proxy(type, InetSocketAddress.createUnresolved(host, port));
  }

  /** Without the user and their password. */
  @Override
  public String toString() {
    return type + " " + host + ":" + port;
  }
}
