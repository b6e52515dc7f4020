package io.github.oktaaws.examples.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.AssumeRoleDeniedException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllProfilesTest {

  private static final OfferedRole ADMIN =
      ProfileNamesTest.role("0oa1", "AWS", "111111111111", "Admin");
  private static final OfferedRole READ =
      ProfileNamesTest.role("0oa1", "AWS", "111111111111", "Read");

  private final Path path;

  AllProfilesTest(@TempDir Path home) {
    this.path = home.resolve("credentials");
  }

  @Test
  void everyRoleGetsAProfile() throws Exception {
    AllProfiles.Outcome outcome =
        profiles("{role}").save(List.of(ADMIN, READ), AllProfilesTest::credentials);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.written()).containsExactly("Admin", "Read");
    assertThat(path)
        .content()
        .contains(
            "[Admin]\naws_access_key_id = ASIAAdmin\n", "[Read]\naws_access_key_id = ASIARead\n");
  }

  @Test
  void aRoleThatFailsKeepsNoOtherFromItsProfileAndIsTold() throws Exception {
    AllProfiles.Outcome outcome =
        profiles("{role}")
            .save(List.of(ADMIN, READ), role -> role.equals(ADMIN) ? denied() : credentials(role));

    assertThat(outcome.exitCode()).isEqualTo(AllProfiles.Outcome.SOME_FAILED);
    assertThat(outcome.written()).containsExactly("Read");
    assertThat(outcome.failures())
        .singleElement()
        .asString()
        .startsWith("Profile Admin was not written. ")
        .contains("arn:aws:iam::111111111111:role/Admin");
    assertThat(path).content().doesNotContain("[Admin]");
  }

  /** okta-aws-cli 2.6.0: a warning, and exit code 0. */
  @Test
  void whereNoRoleWorksTheExitCodeIsOneAndTheFileIsNotTouched() throws Exception {
    AllProfiles.Outcome outcome = profiles("{role}").save(List.of(ADMIN), role -> denied());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(path).doesNotExist();
    assertThat(profiles("{role}").save(List.of(), AllProfilesTest::credentials).exitCode())
        .isEqualTo(1);
  }

  @Test
  void aCollisionIsFoundBeforeAnyRoleIsAskedFor() {
    OfferedRole equals = ProfileNamesTest.role("0oa1", "AWS", "111111111111", "a=b");
    OfferedRole comma = ProfileNamesTest.role("0oa1", "AWS", "111111111111", "a,b");
    List<OfferedRole> asked = new ArrayList<>();

    assertThatThrownBy(
            () ->
                profiles("{role}")
                    .save(
                        List.of(equals, comma),
                        role -> {
                          asked.add(role);
                          return credentials(role);
                        }))
        .isInstanceOf(ConfigurationException.class);
    assertThat(asked).isEmpty();
    assertThat(path).doesNotExist();
  }

  @Test
  void whoGivesUpGivesUpAll() {
    assertThatThrownBy(
            () ->
                profiles("{role}")
                    .save(
                        List.of(ADMIN, READ),
                        role -> {
                          throw new CancelledException("Ctrl-C", ErrorContext.at(Step.SIGN_IN));
                        }))
        .isInstanceOf(CancelledException.class);
    assertThat(path).doesNotExist();
  }

  private AllProfiles profiles(String template) {
    return new AllProfiles(ProfileNames.of(template), CredentialsFile.at(path), Extras.none());
  }

  private static RoleCredentials credentials(OfferedRole role) {
    return Samples.credentials("ASIA" + role.role().roleName());
  }

  private static RoleCredentials denied() {
    throw new AssumeRoleDeniedException(
        "arn:aws:iam::111111111111:role/Admin", ErrorContext.at(Step.ASSUME_ROLE));
  }
}
