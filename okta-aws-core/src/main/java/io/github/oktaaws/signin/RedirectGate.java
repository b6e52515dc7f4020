package io.github.oktaaws.signin;

import io.github.oktaaws.internal.http.OktaUrls;
import io.github.oktaaws.internal.http.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the one request that is waited for from all others that reach the loopback listener: those
 * of web pages, of other programs on this machine and of other sign-ins.
 *
 * @param authority host and port that the redirect URI names; another {@code Host} is a page that
 *     made its own name point here
 * @param state what was sent to the authorization endpoint
 */
record RedirectGate(String authority, String state) {

  static final String PATH = "/callback";

  /** What a request is. */
  sealed interface Verdict {}

  /** Not the one: the page says so. */
  record Refused(RedirectPage page) implements Verdict {}

  /** The one. */
  record Accepted(BrowserAnswer answer) implements Verdict {}

  Verdict judge(RedirectRequest request) {
    if (!request.hosts().equals(List.of(authority))) {
      return new Refused(RedirectPage.MALFORMED);
    }
    if (!request.path().equals(PATH)) {
      return new Refused(RedirectPage.NOT_FOUND);
    }
    if (!request.method().equals("GET")) {
      return new Refused(RedirectPage.NOT_ALLOWED);
    }
    Optional<Map<String, String>> query = OktaUrls.query(request.target());
    if (query.isEmpty()) {
      return new Refused(RedirectPage.MALFORMED);
    }
    return judge(query.get());
  }

  private Verdict judge(Map<String, String> query) {
    if (!isOurs(query.getOrDefault("state", ""))) {
      return new Refused(RedirectPage.OTHER_SIGN_IN);
    }
    String code = query.getOrDefault("code", "");
    String error = query.getOrDefault("error", "");
    if (code.isEmpty() == error.isEmpty()) {
      return new Refused(RedirectPage.MALFORMED);
    }
    return new Accepted(
        new BrowserAnswer(
            code,
            Words.printable(error),
            Words.printable(query.getOrDefault("error_description", "no description")),
            Optional.ofNullable(query.get("iss"))));
  }

  private boolean isOurs(String candidate) {
    return MessageDigest.isEqual(
        candidate.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
  }

  /** Prints no state. */
  @Override
  public String toString() {
    return "RedirectGate[" + authority + "]";
  }
}
