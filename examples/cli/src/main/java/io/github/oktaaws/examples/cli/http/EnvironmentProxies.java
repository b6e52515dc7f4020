package io.github.oktaaws.examples.cli.http;

import io.github.oktaaws.error.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.Authenticator;

/** Proxies by the variables that curl and many others read, in upper or lower case. */
final class EnvironmentProxies extends ProxySelector {

  private final Optional<ProxyAddress> https;
  private final Optional<ProxyAddress> http;
  private final NoProxy exceptions;

  private EnvironmentProxies(
      Optional<ProxyAddress> https, Optional<ProxyAddress> http, NoProxy exceptions) {
    this.https = https;
    this.http = http;
    this.exceptions = exceptions;
  }

  /**
   * Reads the variables.
   *
   * @param variables the environment's variables
   * @return the proxies
   * @throws ConfigurationException if a variable is not the address of a proxy
   */
  static EnvironmentProxies of(Map<String, String> variables) {
    return new EnvironmentProxies(
        proxy(variables, "HTTPS_PROXY"),
        proxy(variables, "HTTP_PROXY"),
        NoProxy.of(variable(variables, "NO_PROXY").orElse("")));
  }

  private static Optional<ProxyAddress> proxy(Map<String, String> variables, String name) {
    return variable(variables, name).map(text -> ProxyAddress.parse(name, text));
  }

  /** The lower case counts, as for curl. */
  private static Optional<String> variable(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name.toLowerCase(Locale.ROOT)))
        .or(() -> Optional.ofNullable(variables.get(name)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  boolean areNamed() {
    return https.isPresent() || http.isPresent();
  }

  @Override
  public List<Proxy> select(URI uri) {
    Optional<ProxyAddress> named = "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
    return named
        .filter(proxy -> !exceptions.contains(uri))
        .map(proxy -> List.of(proxy.proxy()))
        .orElse(List.of(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // the call fails, and says so
  }

  /** Says who one is, once, where the variable says it. */
  Authenticator authenticator() {
    return (route, answer) -> {
      if (route == null || answer.request().header("Proxy-Authorization") != null) {
        return null;
      }
      return credentials(route.proxy().address())
          .map(
              credentials ->
                  answer.request().newBuilder().header("Proxy-Authorization", credentials).build())
          .orElse(null);
    };
  }

  private Optional<String> credentials(SocketAddress asking) {
    return https
        .filter(proxy -> isOf(proxy, asking))
        .or(() -> http.filter(proxy -> isOf(proxy, asking)))
        .flatMap(ProxyAddress::credentials);
  }

  private static boolean isOf(ProxyAddress proxy, SocketAddress asking) {
    return asking instanceof InetSocketAddress address
        && address.getPort() == proxy.port()
        && address.getHostString().equalsIgnoreCase(proxy.host());
  }

  @Override
  public String toString() {
    return "EnvironmentProxies[https=" + https + ", http=" + http + "]";
  }
}
