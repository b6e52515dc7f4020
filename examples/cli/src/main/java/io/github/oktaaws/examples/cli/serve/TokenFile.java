package io.github.oktaaws.examples.cli.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.oktaaws.examples.cli.output.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The authorization token of an endpoint, and the file from which programs read it. */
final class TokenFile implements AutoCloseable {

  private static final int TOKEN_BYTES = 32;

  private final Path path;
  private final byte[] token;

  private TokenFile(Path path, byte[] token) {
    this.path = path;
    this.token = token;
  }

  /**
   * Makes a token and writes it to a file for its owner alone; AWS SDKs refuse one with a line's
   * end.
   */
  static TokenFile create(Optional<Path> place) throws IOException {
    byte[] token = random().getBytes(US_ASCII);
    Path path = place.isPresent() ? place.get().toAbsolutePath() : inTemporaryDirectory();
    PrivateFile file = PrivateFile.at(path);
    file.replace(token);
    // whatever ends the JVM, as long as it can do anything
    file.path().toFile().deleteOnExit();
    return new TokenFile(file.path(), token);
  }

  /** Made for its owner alone on file systems that can do that. */
  private static Path inTemporaryDirectory() throws IOException {
    return Files.createTempFile("okta-aws-", ".token").toAbsolutePath();
  }

  /** What cannot be guessed: 256 bits. */
  static String random() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  Path path() {
    return path;
  }

  /** Compares in a time that tells nothing of how much of it is right. */
  boolean isIn(String authorization) {
    return MessageDigest.isEqual(token, authorization.getBytes(US_ASCII));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
