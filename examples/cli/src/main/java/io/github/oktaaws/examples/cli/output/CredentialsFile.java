package io.github.oktaaws.examples.cli.output;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The AWS credentials file ({@code ~/.aws/credentials}), of which single profiles are written. What
 * else is in it stays byte for byte: other profiles, other keys, comments, order, line ends. It is
 * replaced in one step, readable by its owner alone; two programs that write at once lose nothing.
 */
public final class CredentialsFile {

  /** Milliseconds, usually. */
  private static final Duration LONGEST_EDIT = Duration.ofSeconds(10);

  private static final int MOST_TRIES = 5;

  /** Keys that AWS tools take credentials from instead of those that are written here. */
  private static final Set<String> OTHER_SOURCES =
      Set.of(
          "credential_process",
          "credential_source",
          "login_session",
          "role_arn",
          "source_profile",
          "web_identity_token_file");

  private final Path path;

  private CredentialsFile(Path path) {
    this.path = path;
  }

  /**
   * The file at a path.
   *
   * @param path where it is; nothing is read yet
   * @return the file
   */
  public static CredentialsFile at(Path path) {
    return new CredentialsFile(path);
  }

  /**
   * The file that AWS tools read: {@code AWS_SHARED_CREDENTIALS_FILE}, else {@code
   * ~/.aws/credentials}, where the home is {@code HOME}, else the system's.
   *
   * @param environment this process's environment
   * @return the file
   */
  public static CredentialsFile of(Map<String, String> environment) {
    String home =
        Optional.ofNullable(environment.get("HOME"))
            .filter(value -> !value.isBlank())
            .orElseGet(() -> System.getProperty("user.home"));
    return Optional.ofNullable(environment.get("AWS_SHARED_CREDENTIALS_FILE"))
        .filter(value -> !value.isBlank())
        .map(value -> at(expanded(value, home)))
        .orElseGet(() -> at(Path.of(home, ".aws", "credentials")));
  }

  private static Path expanded(String value, String home) {
    boolean inHome = value.startsWith("~/") || value.startsWith("~\\");
    return inHome ? Path.of(home, value.substring(2)) : Path.of(value);
  }

  /**
   * Where it is.
   *
   * @return the path as it was given
   */
  public Path path() {
    return path;
  }

  /**
   * Writes profiles, all or none.
   *
   * @param profiles what they are to hold
   * @return sentences for the person: what else is in a profile that contradicts it
   * @throws IOException if the file cannot be read or written; it is then as it was
   * @throws InterruptedException if the thread is interrupted while another program writes
   */
  public List<String> write(List<ProfileSettings> profiles)
      throws IOException, InterruptedException {
    PrivateFile file = PrivateFile.at(path);
    return FileEditing.alone(
        file.beside(".okta-aws-lock"), LONGEST_EDIT, () -> edit(file, profiles));
  }

  private List<String> edit(PrivateFile file, List<ProfileSettings> profiles) throws IOException {
    file.sweep();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      byte[] before = file.read();
      CredentialsText text = CredentialsText.of(before);
      List<String> warnings = new ArrayList<>();
      for (ProfileSettings profile : profiles) {
        contradiction(profile.name(), text.put(profile)).ifPresent(warnings::add);
      }
      byte[] after = text.bytes();
      if (Arrays.equals(before, after)) {
        file.tighten();
        return warnings;
      }
      // programs that know nothing of our lock write it as well
      if (Arrays.equals(before, file.read())) {
        file.replace(after);
        return warnings;
      }
    }
    throw new IOException(path + " is being changed by another program all the time. Try again.");
  }

  private static Optional<String> contradiction(String profile, Set<String> otherKeys) {
    Set<String> instead = new TreeSet<>(otherKeys);
    instead.removeIf(key -> !OTHER_SOURCES.contains(key) && !key.startsWith("sso_"));
    return instead.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Profile "
                + profile
                + " also has "
                + String.join(", ", instead)
                + ": some AWS tools use that and not the credentials that were written. Remove it,"
                + " or write to another profile.");
  }

  @Override
  public String toString() {
    return "CredentialsFile[" + path + "]";
  }
}
