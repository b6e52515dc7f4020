package io.github.oktaaws.testing;

import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets that the tests deal in, for a {@link SecretScan} to search the whole run's logs,
 * exceptions and printed values for.
 */
public final class Planted {

  /** Where the run is recorded. */
  static final Path DIRECTORY = Path.of(System.getProperty("trace.directory", "target"));

  /** What is shorter would be found by chance. */
  static final int SHORTEST = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Planted.class);
  private static final Path SECRETS = DIRECTORY.resolve("planted-secrets.txt");

  private static final Pattern SIGNATURE = Pattern.compile("SignatureValue>([^<]{8,})<");

  private static final String ANY_KIND = "any";

  private static final Set<String> KNOWN = new HashSet<>();

  private Planted() {}

  static void begin() {
    try {
      Files.createDirectories(DIRECTORY);
      Files.deleteIfExists(SECRETS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text that the scan must find, or else it has not looked. */
  static void control(String text) {
    append("control", List.of(text));
  }

  /** Values that nothing may say. */
  public static void secrets(String... values) {
    secrets(List.of(values));
  }

  /** Values that nothing may say. */
  public static void secrets(Collection<String> values) {
    append("secret:" + ANY_KIND, values);
  }

  /**
   * Values that nothing may say, of a kind that a scan can insist on.
   *
   * @param kind one word
   * @param values the values
   */
  public static void secretsOfKind(String kind, Collection<String> values) {
    append("secret:" + kind, values);
  }

  /**
   * All that a sandbox has issued so far, and the signatures without which an assertion is worth
   * nothing; call it before the sandbox is closed.
   */
  public static void secretsOf(OktaAwsSandbox sandbox) {
    secrets(sandbox.issuedSecrets());
    for (String issued : sandbox.issuedSecrets()) {
      Matcher signature = SIGNATURE.matcher(decoded(issued));
      while (signature.find()) {
        secrets(List.of(signature.group(1).strip().split("(&#13;)?\\s+")));
      }
    }
  }

  private static String decoded(String secret) {
    try {
      return new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Records how a value prints itself. */
  public static <T> T said(T value) {
    LOG.info("said: {}", value);
    return value;
  }

  /** Records an exception with its causes, and how it prints itself. */
  public static <T extends Throwable> T thrown(T thrown) {
    LOG.info("thrown: {}", thrown, thrown);
    return thrown;
  }

  private static synchronized void append(String kind, Collection<String> values) {
    StringBuilder lines = new StringBuilder();
    for (String value : values) {
      if (value.length() < SHORTEST) {
        throw new IllegalArgumentException("too short to be searched for: " + value.length());
      }
      if (!KNOWN.add(kind + " " + value)) {
        continue;
      }
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      lines.append(kind).append(' ').append(Base64.getEncoder().encodeToString(bytes)).append('\n');
    }
    try {
      Files.writeString(SECRETS, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
