package io.github.oktaaws.config;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.OktaUrls;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.regions.Region;

/** Reads what was written. What cannot be right is refused before anything is sent. */
final class Values {

  /** Reads one setting's text. */
  @FunctionalInterface
  interface Parser<T> {

    /**
     * Reads.
     *
     * @param text not blank
     * @param home what a leading {@code ~} stands for
     * @throws Refused if it cannot be right
     */
    T parse(String text, Path home) throws Refused;
  }

  /** Says what would have been right; never what was wrong, which may be a secret. */
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    Refused(String wanted) {
      super(wanted);
    }
  }

  private static final Set<String> ON = Set.of("true", "t", "yes", "y", "on", "1");
  private static final Set<String> OFF = Set.of("false", "f", "no", "n", "off", "0");
  private static final int STORE_KEY_BYTES = 32;

  private Values() {}

  /** What is not changed at all. */
  static String verbatim(String text, Path home) {
    return text;
  }

  static String words(String text, Path home) {
    return text.strip();
  }

  static Boolean onOrOff(String text, Path home) throws Refused {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (!ON.contains(word) && !OFF.contains(word)) {
      throw new Refused("Write true or false.");
    }
    return ON.contains(word);
  }

  /** The org as people write it; https goes without saying, and so does its own port. */
  static String org(String text, Path home) throws Refused {
    try {
      URI origin = OktaEndpoints.ofOrg(text).origin();
      return "https".equals(origin.getScheme()) ? origin.getRawAuthority() : origin.toString();
    } catch (ConfigurationException e) {
      throw new Refused(
          "Give the org's domain as people see it when they sign in, like acme.okta.com.");
    }
  }

  static Parser<String> matching(String pattern, String wanted) {
    return (text, home) -> {
      String stripped = text.strip();
      if (!stripped.matches(pattern)) {
        throw new Refused(wanted);
      }
      return stripped;
    };
  }

  static Parser<String> oneOf(String... known) {
    return (text, home) -> {
      String word = text.strip().toLowerCase(Locale.ROOT);
      if (!List.of(known).contains(word)) {
        throw new Refused("There are " + String.join(", ", known) + ".");
      }
      return word;
    };
  }

  static Flow flow(String text, Path home) throws Refused {
    for (Flow flow : Flow.values()) {
      if (flow.word().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return flow;
      }
    }
    throw new Refused("There are web, m2m and direct.");
  }

  static Integer port(String text, Path home) throws Refused {
    String digits = text.strip();
    int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 65_535) {
      throw new Refused("Give a port from 1 to 65535 that is registered in the OIDC app.");
    }
    return port;
  }

  static Duration sessionDuration(String text, Path home) throws Refused {
    Refused refused = new Refused("Give a whole number of seconds from 900 to 43200.");
    try {
      Duration duration = Duration.ofSeconds(Integer.parseInt(text.strip()));
      AssumeRoleWithSamlService.builder().sessionDuration(duration);
      return duration;
    } catch (NumberFormatException | ConfigurationException e) {
      throw refused;
    }
  }

  static Region region(String text, Path home) throws Refused {
    return Region.of(
        matching("[a-z]{2,}(-[a-z0-9]+)+", "Give a region like us-east-1.").parse(text, home));
  }

  static URI endpoint(String text, Path home) throws Refused {
    Optional<URI> address = OktaUrls.canonical(text.strip()).filter(OktaUrls::isSafe);
    return address.orElseThrow(
        () -> new Refused("Give an https address (http only on loopback) without a user name."));
  }

  static Path path(String text, Path home) throws Refused {
    String stripped = text.strip();
    try {
      boolean below = stripped.startsWith("~/") || stripped.startsWith("~\\");
      return below
          ? home.resolve(stripped.substring(2))
          : stripped.equals("~") ? home : Path.of(stripped);
    } catch (InvalidPathException e) {
      throw new Refused("Give the path of a file.");
    }
  }

  /** A key on one line, as environment variables hold it, has its line breaks written out. */
  static String privateKey(String text, Path home) throws Refused {
    if (ConfiguredKey.isJson(text)) {
      return text.strip();
    }
    if (!text.contains("-----BEGIN")) {
      throw new Refused(
          "Give the key in PEM, from -----BEGIN to -----END, or as a JWK, or name its file with"
              + " private-key-file.");
    }
    return text.contains("\n") ? text : text.replace("\\n", "\n");
  }

  static String storeKey(String text, Path home) throws Refused {
    try {
      String stripped = text.strip();
      if (Base64.getDecoder().decode(stripped).length == STORE_KEY_BYTES) {
        return stripped;
      }
    } catch (IllegalArgumentException e) {
      // its message quotes the key
    }
    throw new Refused("Give 32 random bytes in base64, as openssl rand -base64 32 makes them.");
  }
}
