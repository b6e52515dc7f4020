package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.OktaAwsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes a profile for each of many roles. */
public final class AllProfiles {

  private final ProfileNames names;
  private final CredentialsFile file;
  private final Extras extras;

  /**
   * What profiles are called, and where they go.
   *
   * @param names how they are named
   * @param file where they are written
   * @param extras what is written beside the keys
   */
  public AllProfiles(ProfileNames names, CredentialsFile file, Extras extras) {
    this.names = names;
    this.file = file;
    this.extras = extras;
  }

  /**
   * What came of it.
   *
   * @param written the profiles that were written, in the order of the roles
   * @param failures a sentence for each role that there are no credentials of
   * @param warnings what the person should know of the profiles that were written
   */
  public record Outcome(List<String> written, List<String> failures, List<String> warnings) {

    /** Some roles failed, others did not. */
    public static final int SOME_FAILED = 3;

    private static final int ALL_FAILED = 1;

    /**
     * The exit code that tells it.
     *
     * @return 0 if every role has a profile, 1 if none has, {@link #SOME_FAILED} otherwise
     */
    public int exitCode() {
      if (written.isEmpty()) {
        return ALL_FAILED;
      }
      return failures.isEmpty() ? 0 : SOME_FAILED;
    }
  }

  /**
   * Gets credentials of each role, and writes all that there are at once. Nothing is asked for
   * before every role has a name of its own.
   *
   * @param roles the roles
   * @param credentials gives a role's credentials, or throws what kept it from that
   * @return what was written and what failed
   * @throws ConfigurationException if roles cannot be told apart by the template
   * @throws CancelledException if the person gave up; then nothing is written
   * @throws IOException if the file cannot be written
   * @throws InterruptedException if the thread is interrupted while another program writes
   */
  public Outcome save(List<OfferedRole> roles, Function<OfferedRole, RoleCredentials> credentials)
      throws IOException, InterruptedException {
    List<ProfileSettings> profiles = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Map.Entry<OfferedRole, String> named : names.of(roles).entrySet()) {
      try {
        profiles.add(
            ProfileSettings.of(named.getValue(), credentials.apply(named.getKey()), extras));
      } catch (CancelledException e) {
        throw e;
      } catch (OktaAwsException e) {
        failures.add("Profile " + named.getValue() + " was not written. " + e.getMessage());
      }
    }
    List<String> warnings = profiles.isEmpty() ? List.of() : file.write(profiles);
    return new Outcome(
        profiles.stream().map(ProfileSettings::name).toList(), List.copyOf(failures), warnings);
  }
}
