package io.github.oktaaws.provider;

import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets that the tests deal in, for SecretScanIT to search the whole run's logs, exceptions
 * and printed values for.
 */
final class Planted {

  /** Where the run is recorded. */
  static final Path DIRECTORY = Path.of(System.getProperty("trace.directory", "target"));

  /** What is shorter would be found by chance. */
  static final int SHORTEST = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Planted.class);
  private static final Path SECRETS = DIRECTORY.resolve("planted-secrets.txt");

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
  static void secrets(String... values) {
    secrets(List.of(values));
  }

  /** Values that nothing may say. */
  static void secrets(Collection<String> values) {
    append("secret", values);
  }

  /** All that a sandbox has issued so far; call it before the sandbox is closed. */
  static void secretsOf(OktaAwsSandbox sandbox) {
    secrets(sandbox.issuedSecrets());
  }

  /** Records how a value prints itself. */
  static <T> T said(T value) {
    LOG.info("said: {}", value);
    return value;
  }

  /** Records an exception with its causes, and how it prints itself. */
  static <T extends Throwable> T thrown(T thrown) {
    LOG.info("thrown: {}", thrown, thrown);
    return thrown;
  }

  private static synchronized void append(String kind, Collection<String> values) {
    StringBuilder lines = new StringBuilder();
    for (String value : values) {
      if (value.length() < SHORTEST) {
        throw new IllegalArgumentException("too short to be searched for: " + value.length());
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
