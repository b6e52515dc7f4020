package io.github.oktaaws.internal.http;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.error.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Builds and judges the addresses that this library contacts or shows. */
public final class OktaUrls {

  private static final Pattern ADMIN_CONSOLE =
      Pattern.compile("^([^.]+)-admin(\\.(?:okta|oktapreview|okta-emea|okta-gov)\\..+)$");

  private static final Pattern NEXT_LINK = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"next\"");

  private static final Pattern SERVER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private OktaUrls() {}

  /**
   * Okta's fixed paths on an org.
   *
   * @param org the org's domain or origin
   * @return the endpoints
   */
  public static OktaEndpoints ofOrg(String org) {
    HttpUrl origin = origin(org);
    return onOrigin(origin, OAuthPaths.under(origin, "oauth2"));
  }

  /**
   * Okta's fixed paths on a custom authorization server of an org.
   *
   * @param org the org's domain or origin
   * @param authorizationServer the server's id, for example {@code default}
   * @return the endpoints
   */
  public static OktaEndpoints ofAuthorizationServer(String org, String authorizationServer) {
    if (!SERVER_ID.matcher(authorizationServer).matches()) {
      throw new ConfigurationException(
          "\"" + Words.printable(authorizationServer) + "\" is not an authorization server's id.",
          "Give it as the Okta Admin Console shows it under Security, API, for example default.");
    }
    HttpUrl origin = origin(org);
    return onOrigin(origin, OAuthPaths.under(origin, "oauth2/" + authorizationServer));
  }

  /** Where one authorization server answers. */
  record OAuthPaths(URI authorization, URI device, URI token, URI challenge, URI revocation) {

    static OAuthPaths under(HttpUrl origin, String server) {
      return new OAuthPaths(
          path(origin, server + "/v1/authorize"),
          path(origin, server + "/v1/device/authorize"),
          path(origin, server + "/v1/token"),
          path(origin, server + "/v1/challenge"),
          path(origin, server + "/v1/revoke"));
    }
  }

  static OktaEndpoints onOrigin(HttpUrl origin, OAuthPaths oauth) {
    return new OktaEndpoints(
        withoutTrailingSlash(origin),
        path(origin, ".well-known/okta-organization"),
        oauth.authorization(),
        oauth.device(),
        oauth.token(),
        oauth.challenge(),
        oauth.revocation(),
        path(origin, "api/v1/users/me/appLinks"),
        path(origin, "api/v1/apps"),
        path(origin, "login/token/sso"));
  }

  /**
   * The address with query parameters.
   *
   * @param base the address
   * @param parameters names and values
   * @return a new address
   */
  public static URI withQuery(URI base, Map<String, String> parameters) {
    HttpUrl.Builder url = url(base).newBuilder();
    parameters.forEach(url::addQueryParameter);
    return url.build().uri();
  }

  /**
   * An address on this machine's own loopback interface (RFC 8252 section 7.3).
   *
   * @param port the port
   * @param path the path, with its slash
   * @return for example {@code http://127.0.0.1:28471/callback}
   */
  public static URI onLoopback(int port, String path) {
    return new HttpUrl.Builder()
        .scheme("http")
        .host("127.0.0.1")
        .port(port)
        .encodedPath(path)
        .build()
        .uri();
  }

  /**
   * Reads the query of a request target.
   *
   * @param target path and query, for example {@code /callback?code=a&state=b}
   * @return names and values, decoded; empty if a name occurs twice (RFC 6749 section 3.1) or it is
   *     no such target
   */
  public static Optional<Map<String, String>> query(String target) {
    HttpUrl url = target.startsWith("//") ? null : HttpUrl.parse("http://127.0.0.1" + target);
    if (url == null || !target.startsWith("/")) {
      return Optional.empty();
    }
    Map<String, String> query = new HashMap<>();
    for (int i = 0; i < url.querySize(); i++) {
      String value = url.queryParameterValue(i);
      if (query.put(url.queryParameterName(i), value == null ? "" : value) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(query);
  }

  /**
   * Tells whether an authorization server that names itself is the one that was asked (RFC 9207).
   * Okta's token endpoints, and those of other servers, are below the issuer.
   *
   * @param issuer what the server calls itself
   * @param token the token endpoint of the server that was asked
   * @return whether it can be that server
   */
  public static boolean isIssuerOf(String issuer, URI token) {
    return parse(issuer) != null && token.toString().startsWith(issuer + "/");
  }

  /**
   * The next page of a listing (RFC 8288, {@code rel="next"}), if it is on the same origin.
   *
   * @param page the page that was read
   * @param links its {@code Link} headers
   * @return the next page's address
   */
  public static Optional<URI> nextPage(URI page, List<String> links) {
    return links.stream()
        .map(NEXT_LINK::matcher)
        .filter(Matcher::find)
        .map(link -> HttpUrl.parse(link.group(1)))
        .filter(next -> next != null && sameOrigin(url(page), next))
        .map(HttpUrl::uri)
        .findFirst();
  }

  /**
   * Tells whether two addresses have scheme, host and port in common.
   *
   * @param one an address
   * @param other another
   * @return whether both are http(s) addresses of one origin
   */
  public static boolean sameOrigin(URI one, URI other) {
    HttpUrl a = HttpUrl.parse(one.toString());
    HttpUrl b = HttpUrl.parse(other.toString());
    return a != null && b != null && sameOrigin(a, b);
  }

  /**
   * Reads an http(s) address that somebody else wrote: no blanks, backslashes or control
   * characters.
   *
   * @param text the address
   * @return the address with its host in ASCII and everything else escaped, if it is one
   */
  public static Optional<URI> canonical(String text) {
    return Optional.ofNullable(parse(text)).map(HttpUrl::uri);
  }

  /**
   * Returns scheme, host and, if it is not the scheme's own, port.
   *
   * @param address an http(s) address
   * @return its origin
   */
  public static URI originOf(URI address) {
    HttpUrl url = url(address);
    return withoutTrailingSlash(
        new HttpUrl.Builder().scheme(url.scheme()).host(url.host()).port(url.port()).build());
  }

  /**
   * Tells whether an address consists of scheme, host and port only.
   *
   * @param address the address
   * @return whether it does
   */
  public static boolean isOrigin(URI address) {
    String path = address.getRawPath();
    return (path == null || path.isEmpty() || path.equals("/"))
        && address.getRawQuery() == null
        && address.getRawFragment() == null;
  }

  static boolean sameOrigin(HttpUrl a, HttpUrl b) {
    return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
  }

  /**
   * Tells whether an address is safe to contact or to open: https, or http on loopback, and without
   * user information.
   *
   * @param address the address
   * @return whether it is
   */
  public static boolean isSafe(URI address) {
    HttpUrl url = HttpUrl.parse(address.toString());
    return url != null && isSafe(url);
  }

  static boolean isSafe(HttpUrl url) {
    boolean noUser = url.encodedUsername().isEmpty() && url.encodedPassword().isEmpty();
    return noUser && (url.isHttps() || isLoopback(url.host()));
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /**
   * Reads an origin: a host name with an optional port, or an address without path and query.
   *
   * @param text what was configured
   * @return the origin
   */
  static HttpUrl origin(String text) {
    String trimmed = text.strip();
    boolean hasScheme = trimmed.toLowerCase(Locale.ROOT).matches("[a-z][a-z0-9+.-]*://.*");
    HttpUrl url = parse(hasScheme ? trimmed : "https://" + trimmed);
    if (url == null || !url.encodedPath().equals("/") || url.encodedQuery() != null) {
      throw notAnOrg(text, "it is not a host name such as acme.okta.com");
    }
    if (url.encodedFragment() != null || !isSafe(url)) {
      throw notAnOrg(text, "it must use https (http only on loopback) and hold no user name");
    }
    Matcher admin = ADMIN_CONSOLE.matcher(url.host());
    return admin.matches() ? url.newBuilder().host(admin.group(1) + admin.group(2)).build() : url;
  }

  private static @Nullable HttpUrl parse(String text) {
    try {
      // HttpUrl forgives backslashes, blanks and slashes too many or too few where a person who
      // typed them meant something else
      return new URI(text).getRawAuthority() == null ? null : HttpUrl.parse(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static ConfigurationException notAnOrg(String text, String why) {
    return new ConfigurationException(
        "\"" + Words.printable(text) + "\" is not an Okta org: " + why + ".",
        "Give the org's domain as people see it when they sign in.");
  }

  static HttpUrl url(URI address) {
    return HttpUrl.get(address.toString());
  }

  private static URI path(HttpUrl origin, String path) {
    return origin.newBuilder().addPathSegments(path).build().uri();
  }

  private static URI withoutTrailingSlash(HttpUrl origin) {
    String text = origin.toString();
    return URI.create(text.substring(0, text.length() - 1));
  }
}
